import {page, parameter} from './openapi-parts.ts';

const parameters = [parameter('token', 'From a link in an email')];

const badLink = {'404': 'The link is not valid', '410': 'The link has expired'};

/** A page that emails a link to the inbox of the subscription. */
const inboxRequest = (does: string) => ({
  parameters,
  get: page('Shows a button; changes nothing', badLink),
  post: page(`Emails a link that ${does}`, {
    ...badLink,
    '409': 'No email is sent to this address',
    '429': 'Too many of these emails',
  }),
});

/** A page whose link comes in a letter and does one thing. */
const byLetter = (summary: string, others: Record<string, string> = {}) => ({
  parameters,
  get: page('Shows a button; changes nothing', badLink),
  post: page(summary, {...badLink, ...others, '422': 'Without the field of its own form'}),
});

/** What the links of letters do, and the pages that have them sent. */
export const linksOfLetters = {
  '/manage/{token}/data': inboxRequest('downloads everything we keep about the subscriber'),
  '/manage/{token}/erase': inboxRequest('deletes all data of the subscriber'),
  '/manage/{token}/links': inboxRequest('revokes every settings link sent so far'),
  '/erase/{token}': byLetter('Deletes all data of the subscriber'),
  '/download/{token}': byLetter('Everything we keep about the subscriber, as a JSON file; once a link'),
  '/revoke/{token}': byLetter('Revokes every settings link sent so far and emails a new one'),
  '/change-address/{token}': byLetter('The new address agrees to a change of address', {
    '409': 'The address cannot be used',
  }),
  '/agree-change/{token}': byLetter('The old address agrees to a change of address', {
    '409': 'The address cannot be used',
  }),
  '/keep-address/{token}': byLetter('The old address objects; every settings link is revoked'),
  '/undo-change/{token}': byLetter('The old address undoes a change of the last seven days'),
  '/never-again/{token}': byLetter('Blocks the address against confirmation emails'),
};
