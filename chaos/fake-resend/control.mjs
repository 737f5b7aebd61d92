import {isFaultPlan} from './faults.mjs';
import {jsonReply} from './replies.mjs';
import {isRecord} from './validation.mjs';

/** @import {Reply, FakeResend} from './types.ts' */

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
 * @param {FakeResend} fakeResend
 * @param {{verb: string, content: unknown}} order
 * @returns {Reply}
 */
const obey = (fakeResend, {verb, content}) => {
  const order = isRecord(content) ? content : {};
  if (verb === 'fault') {
    /** @type {unknown[]} */
    const plans = Array.isArray(order.plans) ? order.plans : [];
    const known = plans.filter(isFaultPlan);
    if (plans.length === 0 || known.length < plans.length) return wrong('plans: one of them is no fault');
    fakeResend.fault(...known);
    return jsonReply({});
  }
  if (verb === 'chaos') {
    const faults = Array.isArray(order.faults) ? order.faults.filter(isFaultPlan) : [];
    fakeResend.chaos(
      faults.length === 0 ? null : {seed: Number(order.seed), share: Number(order.share), faults},
    );
    return jsonReply({});
  }
  if (verb === 'rate') {
    fakeResend.rate(order.rate === null ? null : Number(order.rate));
    return jsonReply({});
  }
  if (verb === 'logs') {
    fakeResend.logs(order);
    return jsonReply({});
  }
  if (verb === 'advance' && typeof order.ms === 'number') {
    fakeResend.advance(order.ms);
    return jsonReply({});
  }
  return wrong(`${verb}: not an order that the fake Resend knows`);
};

/**
 * The fake Resend's own endpoint, for when it runs in a process of its own: GET `mails`, `calls` (both in
 * pages, with `?from=`), `inboxes`, `callers`, `clock`; POST `fault`, `chaos`, `rate`, `logs`, `advance`.
 * @param {FakeResend} fakeResend
 * @param {{method: string, url: URL, body: Buffer}} request
 * @returns {Reply}
 */
export const control = (fakeResend, {method, url, body}) => {
  const verb = url.pathname.slice('/_control/'.length);
  if (method === 'POST') return obey(fakeResend, {verb, content: parse(body)});
  if (verb === 'mails') return page(fakeResend.mails(), url.searchParams);
  if (verb === 'calls') return page(fakeResend.calls(), url.searchParams);
  if (verb === 'inboxes') return jsonReply([...fakeResend.inboxes(Object.fromEntries(url.searchParams))]);
  if (verb === 'callers') return jsonReply({callers: fakeResend.callers()});
  if (verb === 'clock') return jsonReply({now: fakeResend.now()});
  return wrong(`${verb}: nothing that the fake Resend has`);
};
