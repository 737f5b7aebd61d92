import {sha256} from './mailroom.mjs';
import {play} from './play.mjs';
import {errorReply} from './replies.mjs';

/** @import {IncomingMessage} from 'node:http' */
/** @import {Reply, SeenCall} from './types.ts' */
/** @import {openClock} from './clock.mjs' */
/** @import {openFaults} from './faults.mjs' */
/** @import {openMailroom} from './mailroom.mjs' */
/** @import {openRateWindow} from './rate-window.mjs' */
/** @import {Wire} from './play.mjs' */

/** The most bytes of one body: 100 mails of 640 KB. */
const BODY_CAP = 64 * 1024 * 1024;

/**
 * @param {IncomingMessage} request
 * @returns {Promise<Buffer | null>} null where it is too long, or where the caller went away
 */
export const readBody = async request => {
  /** @type {Buffer[]} */
  const parts = [];
  let size = 0;
  try {
    for await (const part of request) {
      size += part.length;
      if (size > BODY_CAP) return null;
      parts.push(part);
    }
  } catch {
    // The caller died in the middle of its call: Resend would never have seen a whole one either.
    return null;
  }
  return Buffer.concat(parts);
};

/**
 * What is kept of calls: the log, and the list of emails.
 * @param {string | undefined} method
 * @param {string} path
 */
const isKept = (method, path) =>
  method === 'GET' && (/^\/logs(?:\/|$)/.test(path) || /^\/emails(?:\/(?!batch$)|$)/.test(path));

/**
 * What is wrong with a call before anyone looks at its body.
 * @param {IncomingMessage} request
 * @param {{path: string, apiKey: string | undefined}} expected
 */
const wrongAtTheDoor = (request, {path, apiKey}) => {
  const [scheme, key] = (request.headers.authorization ?? '').split(' ');
  if (scheme !== 'Bearer' || !key)
    return {status: 401, name: 'missing_api_key', message: 'Missing API key in the authorization header.'};
  if (apiKey !== undefined && key !== apiKey)
    return {status: 403, name: 'invalid_api_key', message: 'API key is invalid.'};
  if (isKept(request.method, path)) return null;
  if (path !== '/emails' && path !== '/emails/batch')
    return {status: 404, name: 'not_found', message: 'The requested endpoint does not exist.'};
  if (request.method !== 'POST')
    return {status: 405, name: 'method_not_allowed', message: 'Method is not allowed for this endpoint.'};
  return null;
};

/**
 * @param {Wire} wire
 * @param {Record<string, string>} headers
 * @returns {Wire}
 */
const withHeaders = (wire, headers) =>
  'reply' in wire ? {...wire, reply: {...wire.reply, headers: {...headers, ...wire.reply.headers}}} : wire;

/**
 * @param {string | string[] | undefined} header
 * @returns {string | null}
 */
const single = header => (typeof header === 'string' ? header : null);

/** @param {Wire} wire */
const errorOf = wire => {
  if (wire.kind !== 'reply' || wire.reply.status < 400) return null;
  return wire.reply.headers['content-type'] === 'application/json'
    ? String(JSON.parse(wire.reply.body).name)
    : 'html';
};

/**
 * @param {IncomingMessage} request
 * @param {{path: string, at: number, bodyHash: string}} read
 * @returns {SeenCall}
 */
const firstSight = (request, {path, at, bodyHash}) => ({
  at,
  method: request.method ?? '',
  path,
  key: single(request.headers['idempotency-key']),
  validation: single(request.headers['x-batch-validation']) ?? 'strict',
  mails: 0,
  bodyHash,
  status: null,
  error: null,
  replayed: false,
  fault: null,
});

/**
 * Where calls arrive: API key, rate limit, then whatever fault is due, then the mails.
 * @param {{
 *   apiKey: string | undefined,
 *   clock: ReturnType<typeof openClock>,
 *   window: ReturnType<typeof openRateWindow>,
 *   faults: ReturnType<typeof openFaults>,
 *   mailroom: ReturnType<typeof openMailroom>,
 *   use: () => Record<string, string>,
 *   signal: AbortSignal,
 * }} parts
 */
export const openReception = ({apiKey, clock, window, faults, mailroom, use, signal}) => {
  /** @type {SeenCall[]} */
  const calls = [];

  /**
   * @param {IncomingMessage} request
   * @param {{path: string, body: Buffer, logs: () => Reply}} read
   * @returns {Promise<Wire>}
   */
  const answer = async (request, {path, body, logs}) => {
    const seen = firstSight(request, {path, at: clock.now(), bodyHash: sha256(body)});
    calls.push(seen);
    const rated = window.take();
    const wrong = wrongAtTheDoor(request, {path, apiKey}) ?? (rated.allowed ? null : tooManyCalls);
    const wire = wrong ? refusal(wrong) : await read(seen, {body, logs});
    seen.status = wire.kind === 'reply' ? wire.reply.status : null;
    seen.error = errorOf(wire);
    return withHeaders(wire, {...rated.headers, ...use()});
  };

  /**
   * @param {SeenCall} seen
   * @param {{body: Buffer, logs: () => Reply}} asked
   * @returns {Promise<Wire>}
   */
  const read = async (seen, {body, logs}) =>
    isKept(seen.method, seen.path) ? {kind: 'reply', reply: logs()} : handled(seen, body);

  /**
   * @param {SeenCall} seen
   * @param {Buffer} body
   * @returns {Promise<Wire>}
   */
  const handled = async (seen, body) => {
    const fault = faults.next(seen);
    seen.fault = fault?.fault ?? null;
    const played = await play({
      fault,
      sleep: ms => clock.sleep(ms, signal),
      handle: pause => mailroom.handle({...seen, body}, pause),
    });
    seen.mails = played.handled?.mails ?? 0;
    seen.replayed = played.handled?.replayed ?? false;
    return played.wire;
  };

  return {answer, calls: () => calls};
};

const tooManyCalls = {status: 429, name: 'rate_limit_exceeded', message: 'Too many requests.'};

/**
 * @param {{status: number, name: string, message: string}} error
 * @returns {Wire}
 */
const refusal = error => ({kind: 'reply', reply: errorReply(error)});
