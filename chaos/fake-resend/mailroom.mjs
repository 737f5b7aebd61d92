import {createHash, randomUUID} from 'node:crypto';
import {errorReply, textReply} from './replies.mjs';
import {bareAddress, flawOf, isRecord, listOf} from './validation.mjs';

/** @import {AcceptedMail, Handled, Reply} from './types.ts' */
/** @import {AcceptedLine} from './journal.mjs' */
/** @import {openKeys} from './keys.mjs' */

/** @typedef {ReturnType<typeof openKeys>} Keys */

/**
 * A call as it was read.
 * @typedef {{path: string, key: string | null, validation: string, bodyHash: string, body: Buffer}} ReadCall
 */

/** The most mails of one batch call, by Resend's documents. */
const BATCH_CAP = 100;

/** @param {string | Buffer} content */
export const sha256 = content => createHash('sha256').update(content).digest('hex');

/**
 * @param {Buffer} body
 * @returns {unknown} undefined where it is not JSON
 */
const parseBody = body => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * @param {{status: number, name: string, message: string}} error
 * @param {number} mails
 * @returns {Handled}
 */
const refusal = (error, mails) => ({
  reply: errorReply(error),
  accepted: false,
  replayed: false,
  mails,
  error: error.name,
});

/**
 * What is wrong with the whole call, or its mails.
 * @param {ReadCall} call
 * @returns {{problem: {status: number, name: string, message: string}} | {mails: unknown[]}}
 */
const mailsOf = ({path, key, body}) => {
  if (key !== null && (key === '' || key.length > 256))
    return {
      problem: {
        status: 400,
        name: 'invalid_idempotency_key',
        message: 'The idempotency key must be between 1 and 256 characters.',
      },
    };
  const content = parseBody(body);
  if (content === undefined)
    return {problem: {status: 400, name: 'validation_error', message: 'The body is not valid JSON.'}};
  if (path === '/emails') return {mails: [content]};
  if (!Array.isArray(content) || content.length === 0)
    return {problem: {status: 422, name: 'validation_error', message: 'The body must be a list of emails.'}};
  if (content.length > BATCH_CAP)
    return {
      problem: {
        status: 422,
        name: 'validation_error',
        message: `A batch holds at most ${BATCH_CAP} emails, this one ${content.length}.`,
      },
    };
  return {mails: content};
};

/**
 * @param {unknown} tags
 * @returns {Record<string, string>}
 */
const tagsOf = tags =>
  Array.isArray(tags) ? Object.fromEntries(tags.map(({name, value}) => [String(name), String(value)])) : {};

/**
 * @param {unknown} headers
 * @returns {Record<string, string>}
 */
const headersOf = headers =>
  isRecord(headers)
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    : {};

/**
 * @param {unknown} given
 * @param {{key: string | null, index: number, at: number, keepBodies: boolean}} options
 * @returns {AcceptedMail}
 */
const acceptedMail = (given, {key, index, at, keepBodies}) => {
  const mail = isRecord(given) ? given : {};
  const html = typeof mail.html === 'string' ? mail.html : '';
  const recipients = [...listOf(mail.to), ...listOf(mail.cc), ...listOf(mail.bcc)].map(bareAddress);
  return {
    key,
    index,
    id: randomUUID(),
    at,
    from: String(mail.from),
    to: recipients[0] ?? '',
    recipients,
    replyTo: listOf(mail.reply_to)[0] ?? null,
    subject: String(mail.subject),
    headers: headersOf(mail.headers),
    tags: tagsOf(mail.tags),
    html: keepBodies ? html : null,
    text: keepBodies && typeof mail.text === 'string' ? mail.text : null,
    htmlHash: sha256(html),
    htmlBytes: Buffer.byteLength(html),
  };
};

/**
 * Tests the mails of a call and, where the call stands, makes the journal's line of it.
 * @param {ReadCall} call
 * @param {{mails: unknown[], at: number, keepBodies: boolean, refused: ReadonlySet<string>}} given
 * @returns {{refusal: Handled} | {line: AcceptedLine}}
 */
const weigh = (call, {mails, at, keepBodies, refused}) => {
  const flaws = mails.flatMap((mail, index) => {
    const flaw = flawOf(mail, refused);
    return flaw ? [{index, ...flaw}] : [];
  });
  const isBatch = call.path === '/emails/batch';
  const isPermissive = isBatch && call.validation === 'permissive';
  const first = flaws[0];
  if (first && !isPermissive) {
    const message = isBatch ? `${first.message} (email at index ${first.index})` : first.message;
    return {refusal: refusal({status: 422, name: first.name, message}, mails.length)};
  }
  const bad = new Set(flaws.map(({index}) => index));
  const taken = mails.flatMap((mail, index) =>
    bad.has(index) ? [] : [acceptedMail(mail, {key: call.key, index, at, keepBodies})],
  );
  const ids = taken.map(({id}) => ({id}));
  const errors = flaws.map(({index, message}) => ({index, message}));
  const batch = isPermissive ? {data: ids, errors} : {data: ids};
  const answer = JSON.stringify(isBatch ? batch : ids[0]);
  const {key, path, bodyHash} = call;
  return {line: {kind: 'accepted', key, path, bodyHash, at, answer, mails: taken}};
};

/**
 * What an earlier call with the same key says of this one, or null.
 * @param {ReadCall} call
 * @param {{keys: Keys, mails: number}} given
 * @returns {Handled | null}
 */
const earlier = ({key, bodyHash}, {keys, mails}) => {
  if (key === null) return null;
  const found = keys.look(key, bodyHash);
  if (found.kind === 'known') return {reply: found.reply, accepted: true, replayed: true, mails, error: null};
  if (found.kind === 'concurrent')
    return refusal(
      {
        status: 409,
        name: 'concurrent_idempotent_requests',
        message: 'Another request with the same idempotency key is in progress.',
      },
      mails,
    );
  if (found.kind === 'other-body')
    return refusal(
      {
        status: 409,
        name: 'invalid_idempotent_request',
        message: 'This idempotency key was used with a different payload.',
      },
      mails,
    );
  return null;
};

/**
 * The part of Resend that takes mails: idempotency, validation, acceptance.
 * @param {{now: () => number, keepBodies: boolean, keys: Keys, append: (line: AcceptedLine) => void, refused:
 *   ReadonlySet<string>}} options
 */
export const openMailroom = ({now, keepBodies, keys, append, refused}) => {
  /** @type {AcceptedMail[]} */
  const accepted = [];
  /** @type {AcceptedLine[]} */
  const lines = [];

  /**
   * Takes over a line of the journal.
   * @param {AcceptedLine} line
   * @returns {Reply}
   */
  const learn = line => {
    for (const mail of line.mails) accepted.push(mail);
    lines.push(line);
    const reply = textReply(line.answer);
    if (line.key !== null) keys.finish(line.key, {bodyHash: line.bodyHash, reply, at: line.at});
    return reply;
  };

  return {
    mails: () => accepted,
    lines: () => lines,
    learn,
    /**
     * Handles one call. While `pause` lasts the key is in flight.
     * @param {ReadCall} call
     * @param {Promise<void> | null} pause
     * @returns {Promise<Handled>}
     */
    handle: async (call, pause) => {
      const read = mailsOf(call);
      if ('problem' in read) return refusal(read.problem, 0);
      const mails = read.mails.length;
      const known = earlier(call, {keys, mails});
      if (known) return known;
      if (call.key !== null) keys.begin(call.key, call.bodyHash);
      if (pause) await pause;
      const weighed = weigh(call, {mails: read.mails, at: now(), keepBodies, refused});
      if ('refusal' in weighed) {
        if (call.key !== null) keys.abandon(call.key);
        return weighed.refusal;
      }
      append(weighed.line);
      return {reply: learn(weighed.line), accepted: true, replayed: false, mails, error: null};
    },
  };
};
