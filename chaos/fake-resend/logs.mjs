import {answerEmails} from './email-list.mjs';
import {pageReply} from './page-reply.mjs';
import {errorReply, jsonReply} from './replies.mjs';

/** @import {LogFaults, Reply, SeenCall} from './types.ts' */
/** @import {AcceptedLine} from './journal.mjs' */

/**
 * One entry of the log of calls.
 * @typedef {{id: string, at: number, endpoint: string, method: string, status: number, request: unknown,
 *   response: unknown, key: string | null}} Entry
 */

/** The account was set up long before: `POST /domains`. */
const SET_UP_BEFORE_MS = 48 * 3_600_000;

/**
 * @param {AcceptedLine} line
 * @param {number} place
 * @returns {Entry}
 */
const acceptedEntry = ({at, path, answer, mails, key}, place) => ({
  id: `log-accepted-${place}`,
  at,
  endpoint: path,
  method: 'POST',
  status: 200,
  key,
  request: mails.map(({from, to, subject, tags}) => ({
    from,
    to,
    subject,
    tags: Object.entries(tags).map(([name, value]) => ({name, value})),
  })),
  response: JSON.parse(answer),
});

/**
 * @param {SeenCall} call
 * @param {number} place
 * @returns {Entry}
 */
const refusedEntry = ({at, path, method, status, key, error}, place) => ({
  id: `log-refused-${place}`,
  ...{at, method, key},
  endpoint: path,
  status: status ?? 500,
  request: null,
  response: {name: error},
});

/** @param {Entry} entry */
const listed = ({id, at, endpoint, method, status}) => ({
  id,
  created_at: new Date(at).toISOString(),
  endpoint,
  method,
  response_status: status,
  user_agent: 'resend-node',
});

/**
 * What is shown now, newest first.
 * @param {{now: () => number, lines: () => AcceptedLine[], calls: () => SeenCall[], begunAt: number}} parts
 * @param {LogFaults} faults
 * @returns {Entry[]}
 */
const shown = ({now, lines, calls, begunAt}, {lateMs = 0, keptMs = Number.POSITIVE_INFINITY, hidden}) => {
  const accepted = lines().map(acceptedEntry);
  const refused = calls()
    .filter(({status, method}) => method === 'POST' && status !== null && status >= 400)
    .map(refusedEntry);
  const byKey = new Map(lines().map((line, place) => [line.key, acceptedEntry(line, place)]));
  const repeated = calls().flatMap(({at, key, replayed}, place) => {
    const entry = replayed ? byKey.get(key) : undefined;
    return entry ? [{...entry, at, id: `log-repeated-${place}`}] : [];
  });
  const setUp = {endpoint: '/domains', method: 'POST', status: 201, key: null, request: {}, response: {}};
  const first = {id: 'log-set-up', at: begunAt - SET_UP_BEFORE_MS, ...setUp};
  return [first, ...accepted, ...repeated, ...refused]
    .filter(({at}) => now() - at >= lateMs && now() - at <= keptMs)
    .filter(({key}) => hidden === undefined || !key?.includes(hidden))
    .sort((one, other) => other.at - one.at);
};

/**
 * `GET /logs` and `GET /logs/:id`: the log of calls as Resend's SDK reads it, and what can be wrong with it;
 * beside it the list of emails.
 * @param {{now: () => number, lines: () => AcceptedLine[], calls: () => SeenCall[]}} parts
 */
export const openLogs = ({now, lines, calls}) => {
  const begunAt = now();
  /** @type {LogFaults} */
  let faults = {};

  const entries = () => shown({now, lines, calls, begunAt}, faults);

  /**
   * @param {URL} url
   * @returns {Reply}
   */
  const list = url => pageReply(entries().map(listed), {url, faults});

  /**
   * @param {string} id
   * @returns {Reply}
   */
  const get = id => {
    const entry = entries().find(one => one.id === id);
    if (!entry) return errorReply({status: 404, name: 'not_found', message: 'Log not found'});
    const body = faults.cut ? JSON.stringify(entry.request).slice(0, 200) : entry.request;
    return jsonReply({object: 'log', ...listed(entry), request_body: body, response_body: entry.response});
  };

  /** @param {URL} url */
  const answerLog = url => (url.pathname === '/logs' ? list(url) : get(url.pathname.slice('/logs/'.length)));

  return {
    /** @param {LogFaults} next */
    setFaults: next => {
      faults = next;
    },
    /**
     * @param {URL} url
     * @returns {Reply}
     */
    answer: url => {
      const isLog = url.pathname.startsWith('/logs');
      const forbidden = isLog ? faults.forbidden : faults.list?.forbidden;
      if (forbidden !== undefined)
        return errorReply({
          status: forbidden,
          name: 'restricted_api_key',
          message: 'This API key is restricted to only send emails',
        });
      const reply = isLog ? answerLog(url) : answerEmails(url, {now, lines, faults: faults.list ?? {}});
      return {...reply, headers: {...reply.headers, date: new Date(now()).toUTCString()}};
    },
  };
};
