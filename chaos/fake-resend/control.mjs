import {isFaultPlan} from './faults.mjs';
import {jsonReply} from './replies.mjs';
import {isRecord} from './validation.mjs';

/** @import {Reply, ResendStandIn} from './types.ts' */

/** How many entries one page of a list carries. */
const PAGE = 2000;

/**
 * @param {unknown[]} all
 * @param {URLSearchParams} query
 */
const page = (all, query) => {
  const from = Number(query.get('from') ?? 0);
  return jsonReply({total: all.length, entries: all.slice(from, from + PAGE)});
};

/**
 * @param {string} message
 * @returns {Reply}
 */
const wrong = message => ({
  status: 400,
  body: JSON.stringify({message}),
  headers: {'content-type': 'application/json'},
});

/**
 * @param {Buffer} body
 * @returns {unknown}
 */
const parse = body => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * @param {ResendStandIn} standIn
 * @param {{verb: string, content: unknown}} order
 * @returns {Reply}
 */
const obey = (standIn, {verb, content}) => {
  const order = isRecord(content) ? content : {};
  if (verb === 'fault') {
    /** @type {unknown[]} */
    const plans = Array.isArray(order.plans) ? order.plans : [];
    const known = plans.filter(isFaultPlan);
    if (plans.length === 0 || known.length < plans.length) return wrong('plans: one of them is no fault');
    standIn.fault(...known);
    return jsonReply({});
  }
  if (verb === 'chaos') {
    const faults = Array.isArray(order.faults) ? order.faults.filter(isFaultPlan) : [];
    standIn.chaos(
      faults.length === 0 ? null : {seed: Number(order.seed), share: Number(order.share), faults},
    );
    return jsonReply({});
  }
  if (verb === 'rate') {
    standIn.rate(order.rate === null ? null : Number(order.rate));
    return jsonReply({});
  }
  if (verb === 'advance' && typeof order.ms === 'number') {
    standIn.advance(order.ms);
    return jsonReply({});
  }
  return wrong(`${verb}: not an order that the stand-in knows`);
};

/**
 * The stand-in's own endpoint, for when it runs in a process of its own: GET `mails`, `calls` (both in pages, with
 * `?from=`), `inboxes`, `clock`; POST `fault`, `chaos`, `rate`, `advance`.
 * @param {ResendStandIn} standIn
 * @param {{method: string, url: URL, body: Buffer}} request
 * @returns {Reply}
 */
export const control = (standIn, {method, url, body}) => {
  const verb = url.pathname.slice('/_control/'.length);
  if (method === 'POST') return obey(standIn, {verb, content: parse(body)});
  if (verb === 'mails') return page(standIn.mails(), url.searchParams);
  if (verb === 'calls') return page(standIn.calls(), url.searchParams);
  if (verb === 'inboxes') return jsonReply([...standIn.inboxes(Object.fromEntries(url.searchParams))]);
  if (verb === 'clock') return jsonReply({now: standIn.now()});
  return wrong(`${verb}: nothing that the stand-in has`);
};
