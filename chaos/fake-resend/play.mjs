import {errorReply, htmlReply} from './replies.mjs';

/** @import {ServerResponse} from 'node:http' */
/** @import {Fault, Handled, Reply} from './types.ts' */

/**
 * What happens on the wire: an answer, or something that is none.
 * @typedef {{kind: 'reply', reply: Reply} | {kind: 'reset'} | {kind: 'hang'} | {kind: 'truncated', reply:
 *   Reply}} Wire
 */

/** @param {Fault} fault */
const acceptsFirst = fault => 'accept' in fault && (fault.accept === true || fault.accept === 'first');

/** @param {Fault} fault */
const spoilsAnAcceptance = fault => ['truncated', 'empty', 'too-few-ids', 'slow'].includes(fault.fault);

/**
 * The refusal that a fault stands for.
 * @param {{name: string, message: string, retryAfter: string | null}} refusal
 * @returns {Reply}
 */
const tooMany = ({name, message, retryAfter}) =>
  errorReply({status: 429, name, message, headers: retryAfter === null ? {} : {'retry-after': retryAfter}});

/**
 * @param {Fault} fault
 * @returns {Wire}
 */
const wireOf = fault => {
  switch (fault.fault) {
    case 'rate-limit':
      return reply(
        tooMany({
          name: 'rate_limit_exceeded',
          message: 'Too many requests. Please limit the number of requests per second.',
          retryAfter: fault.retryAfter === undefined ? '1' : fault.retryAfter,
        }),
      );
    case 'daily-quota':
      return reply(
        tooMany({
          name: 'daily_quota_exceeded',
          message: 'You have reached your daily email sending quota.',
          retryAfter: fault.retryAfter ?? null,
        }),
      );
    case 'monthly-quota':
      return reply(
        tooMany({
          name: 'monthly_quota_exceeded',
          message: 'You have reached your monthly email sending quota.',
          retryAfter: fault.retryAfter ?? null,
        }),
      );
    case 'error':
      return reply(
        errorReply({
          status: fault.status,
          name: fault.name ?? 'application_error',
          message: fault.message ?? 'An unexpected error occurred.',
        }),
      );
    case 'html':
      return reply(htmlReply(fault.status));
    case 'reset':
      return {kind: 'reset'};
    default:
      return {kind: 'hang'};
  }
};

/**
 * @param {Reply} content
 * @returns {Wire}
 */
const reply = content => ({kind: 'reply', reply: content});

/**
 * @param {Reply} content
 * @returns {Reply}
 */
const withOneIdFewer = content => {
  const answer = JSON.parse(content.body);
  return {...content, body: JSON.stringify({...answer, data: (answer.data ?? [answer]).slice(1)})};
};

/**
 * What an acceptance turns into under a fault.
 * @param {Fault} fault
 * @param {Reply} accepted
 * @returns {Wire}
 */
const spoiled = (fault, accepted) => {
  if (fault.fault === 'slow') return reply(accepted);
  if (fault.fault === 'truncated') return {kind: 'truncated', reply: accepted};
  if (fault.fault === 'empty') return reply({...accepted, body: ''});
  if (fault.fault === 'too-few-ids') return reply(withOneIdFewer(accepted));
  return wireOf(fault);
};

/**
 * Plays a fault around the handling of a call. A fault that comes after the acceptance leaves a refusal as it
 * is.
 * @param {{
 *   fault: Fault | null,
 *   sleep: (ms: number) => Promise<void>,
 *   handle: (pause: Promise<void> | null) => Promise<Handled>,
 * }} scene
 * @returns {Promise<{wire: Wire, handled: Handled | null}>}
 */
export const play = async ({fault, sleep, handle}) => {
  if (fault && !acceptsFirst(fault) && !spoilsAnAcceptance(fault))
    return {wire: wireOf(fault), handled: null};
  const pause = fault?.fault === 'slow' ? sleep(fault.ms) : null;
  const handled = await handle(fault?.fault === 'slow' && fault.accept === 'last' ? pause : null);
  await pause;
  const wire = fault && handled.accepted ? spoiled(fault, handled.reply) : reply(handled.reply);
  return {wire, handled};
};

/**
 * @param {ServerResponse} response
 * @param {Wire} wire
 */
export const putOnTheWire = (response, wire) => {
  if (wire.kind === 'hang') return;
  if (wire.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const {status, headers, body} = wire.reply;
  response.writeHead(status, {...headers, 'content-length': Buffer.byteLength(body)});
  if (wire.kind === 'reply') {
    response.end(body);
    return;
  }
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
};
