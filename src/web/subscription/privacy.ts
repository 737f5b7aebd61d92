import type {Context} from 'hono';
import {html} from 'hono/html';
import {countOf} from '../../papers/text.ts';
import {CONFIRM_WITHIN_DAYS} from '../../subscribers/confirm-within.ts';
import {UNDO_CHANGE_WITHIN_DAYS} from '../../subscribers/store/address-change/previous-addresses.ts';
import type {WebDeps} from '../deps.ts';
import {type Html, page} from '../frame/layout.ts';

/**
 * `/privacy`: what is kept of a subscriber, why, how long, who else sees it, and what they may ask for (GDPR
 * articles 13 and 15 to 22).
 */
export const showPrivacy =
  (deps: WebDeps) =>
  (c: Context): Response | Promise<Response> => {
    c.header('Cache-Control', 'public, max-age=300');
    return c.html(
      page({
        site: deps,
        title: 'Privacy',
        description: `What ${deps.name} keeps of a subscriber, why, and for how long.`,
        canonical: '/privacy',
        body: html`<h1>Privacy</h1>
<p class="lead">${deps.name} keeps what it needs to send you papers, and nothing about how you read them.</p>
${whoIsResponsible(deps)}
${section('What we keep, why, and for how long', keptThings(deps))}
${section('What we do not keep', notKept(deps))}
${section('Who else sees your data', whoElse(deps))}
${section('Your rights', rights(deps))}`,
      }),
    );
  };

const section = (title: string, sentences: (string | Html)[]): Html => html`<section>
<h2>${title}</h2>
<ul class="plain">
${sentences.map(sentence => html`<li>${sentence}</li>\n`)}</ul>
</section>`;

const whoIsResponsible = ({name, postalAddress, contact}: WebDeps): Html =>
  section('Who is responsible', [
    postalAddress === null
      ? `The operator of this instance of ${name}.`
      : `The operator of this instance of ${name}: ${postalAddress}.`,
    ...(contact === null ? [] : [html`Questions: <a href="mailto:${contact}">${contact}</a>.`]),
  ]);

const keptThings = ({keepLeftDays}: WebDeps): Html[] => [
  html`<strong>Your address</strong>, to send you what you asked for. Until you delete it.`,
  html`<strong>Your settings and feedback</strong>: topics, words to avoid, whom you follow, papers you
  asked for more or less of, delivery time, days, time zone, a pause. Until you change or delete them.`,
  html`<strong>Your library</strong>, if you bring one: the arXiv IDs in it and the words that set it apart,
  never the file. Until you delete it.`,
  html`<strong>Which papers you suggested</strong>, under a number, until the editor has decided; how many
  in a week, for that week. No edition says who suggested a paper.`,
  html`<strong>Your consent</strong>: the words you agreed to, when you signed up, when you confirmed and
  through which form. Kept as long as your address, as proof of consent (GDPR article 7).`,
  html`<strong>Which editions you received</strong>, stored under a number instead of your address, so
  none is sent twice. Kept permanently; after deletion the number identifies nobody.`,
  html`<strong>That an address signed up</strong>, and from which IP address, as a fingerprint that cannot
  be read back, so that no one can flood an inbox. At most a day.`,
  html`<strong>A request that is not confirmed</strong> is deleted after ${String(CONFIRM_WITHIN_DAYS)}
  days, within a day more.`,
  html`<strong>Another address you ask for</strong>, until both inboxes agree,
  ${String(CONFIRM_WITHIN_DAYS)} days at most; <strong>the address before a change</strong>, for the
  ${String(UNDO_CHANGE_WITHIN_DAYS)} days in which its inbox can undo it.`,
  html`<strong>That an address wants no confirmation email</strong>, as a fingerprint that cannot be read
  back, if you say so in one. Until you ask the operator to lift it.`,
  afterUnsubscribing(keepLeftDays),
];

const afterUnsubscribing = (keepLeftDays: number | null): Html => {
  const kept = keepLeftDays === null ? '' : ` for ${countOf(keepLeftDays, 'day')}`;
  const ends = keepLeftDays === null ? 'If you delete it' : 'After that, or once you delete it';
  return html`<strong>After you unsubscribe</strong> your record stays${kept}, marked as unsubscribed,
so that no import adds you again. ${ends}, only a fingerprint stays, for the same reason.`;
};

const notKept = ({logoUrl, fetchPicture}: WebDeps): string[] => [
  'No cookies (the operator’s own login is the one there is), no tracking pixels, no links that count ' +
    'clicks, no profile of what you read.',
  ...picturesOfMails({hasLogo: logoUrl !== null, hasPapers: fetchPicture !== null}),
  'The log of this site has no email addresses, no personal links and no IP addresses.',
];

const picturesOfMails = ({hasLogo, hasPapers}: {hasLogo: boolean; hasPapers: boolean}): string[] => {
  const same = 'under one URL for all readers, so loading it does not tell which reader it was.';
  if (hasPapers)
    return [
      `The pictures in the emails are those of papers${hasLogo ? ' and the logo' : ''}. Each comes ` +
        `from this site, ${same}`,
    ];
  return hasLogo ? [`The one picture in the emails is the logo. It comes from this site, ${same}`] : [];
};

const whoElse = ({transport}: WebDeps): (string | Html)[] => {
  const host = 'The provider that hosts this server.';
  const nobody = 'No one else: nothing on these pages or in the emails is loaded from anywhere else.';
  switch (transport) {
    case 'resend':
      return [
        html`<a href="https://resend.com/legal/privacy-policy">Resend</a> delivers the emails, and sees
        your address and what is in them.`,
        host,
        nobody,
      ];
    case 'smtp':
      return ['The operator’s mail server delivers the emails.', host, nobody];
    case 'outbox':
      return ['This instance sends no email; it writes it to a folder.', host, nobody];
  }
};

const rights = ({contact}: WebDeps): string[] => [
  'With the link “Change topics and schedule” in every email, without a login: see and change what you ' +
    'get, and pause. Since emails are forwarded, downloading or deleting everything and revoking links ' +
    'take a second link, sent to your inbox, which works for one hour; a change of address is asked of ' +
    'both inboxes.',
  'Unsubscribe at any time with one click in any email, however old.',
  contact === null
    ? 'Or reply to any email, if its sender accepts replies.'
    : 'Or write to the address above; a person reads it.',
  'You may also complain to the data protection authority where you live.',
];
