import {pageReply} from './page-reply.mjs';
import {errorReply, jsonReply} from './replies.mjs';

/** @import {AcceptedMail, LogFaults, Reply} from './types.ts' */
/** @import {AcceptedLine} from './journal.mjs' */

/** @param {AcceptedMail} mail */
const listed = ({id, at, from, to, subject}) => ({
  ...{id, from, subject, to: [to]},
  created_at: new Date(at).toISOString().replace('T', ' ').replace('Z', '000+00'),
  last_event: 'delivered',
});

/**
 * `GET /emails` and `GET /emails/:id`: the list of emails, which has no tags, and one email, which has.
 * @param {URL} url
 * @param {{now: () => number, lines: () => AcceptedLine[], faults: Omit<LogFaults, 'list'>}} parts
 * @returns {Reply}
 */
export const answerEmails = (url, {now, lines, faults}) => {
  const {lateMs = 0, keptMs = Number.POSITIVE_INFINITY, hidden, cut = false} = faults;
  const mails = lines()
    .flatMap(line => line.mails)
    .filter(({at}) => now() - at >= lateMs && now() - at <= keptMs)
    .filter(({key}) => hidden === undefined || !key?.includes(hidden))
    .sort((one, other) => other.at - one.at);
  if (url.pathname === '/emails') return pageReply(mails.map(listed), {url, faults});
  const found = mails.find(({id}) => url.pathname === `/emails/${id}`);
  if (!found) return errorReply({status: 404, name: 'not_found', message: 'Email not found'});
  const tags = Object.entries(found.tags).map(([name, value]) => ({name, value}));
  return jsonReply({object: 'email', ...listed(found), ...(cut ? {} : {tags})});
};
