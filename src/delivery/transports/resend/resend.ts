import {type Clock, SECOND, systemClock} from '../../../clock.ts';
import {REPLAY_SAFE_MS} from '../retry.ts';
import type {Answer, Call, Transport} from '../transport.ts';
import {type QuotaSeen, type RateSeen, toAnswer, toQuotaSeen, toRateSeen} from './resend-answers.ts';
import {openResendClient} from './resend-client.ts';

export type ResendSettings = {
  apiKey: string;
  /** Without a slash at the end. */
  baseUrl: string;
  /** How long one call may take, default 25 s; it must stay under the lease of a chunk. */
  timeoutMs?: number;
  clock?: Clock;
  /** Told of the rate headers of every answer that has them. */
  onRate?: (seen: RateSeen) => void;
  /** Told of what every answer says of the account's quotas. */
  onQuota?: (used: QuotaSeen) => void;
};

/** The most mails of one call to `/emails/batch` (resend.com/docs/api-reference/emails/send-batch-emails). */
const BATCH_SIZE = 100;

/**
 * A key and a hundred addresses follow nobody to another address. With both set, the body is taken as it is;
 * else each part of it is copied once more, to be ready for a redirect (fetch.spec.whatwg.org, the step on
 * "no-window" of HTTP-network-or-cache fetch).
 */
const WITHOUT_REDIRECTS = {window: null, redirect: 'error'} as const;

/**
 * Mail through Resend's batch endpoint, in strict mode: all mails of a call are taken or none. Resend knows a
 * key for 24 hours from its first acceptance; an hour of them is left to clocks and slow calls.
 */
export const resendTransport = (settings: ResendSettings): Transport => {
  const {timeoutMs = 25 * SECOND, clock = systemClock, onRate, onQuota} = settings;
  const resend = openResendClient(settings);

  const send = async ({key, batch}: Call): Promise<Answer> => {
    const {mails, body} = batch;
    if (mails === 0 || mails > BATCH_SIZE)
      throw new Error(`a call carries 1 to ${BATCH_SIZE} mails, this one ${mails}`);
    const signal = AbortSignal.timeout(timeoutMs);
    const result = await resend.post<unknown>('/emails/batch', undefined, {
      ...WITHOUT_REDIRECTS,
      ...{body, signal, idempotencyKey: key, headers: {'x-batch-validation': 'strict'}},
    });
    const rate = toRateSeen(result.headers);
    if (rate) onRate?.(rate);
    const used = toQuotaSeen(result.headers);
    if (used) onQuota?.(used);
    const answer = toAnswer(result, {mails, now: clock.now()});
    if (answer.kind === 'lost' && signal.aborted)
      return {kind: 'lost', reason: `no answer within ${timeoutMs} ms`};
    return answer;
  };

  return {
    name: 'resend',
    batchSize: BATCH_SIZE,
    replaySafeMs: REPLAY_SAFE_MS,
    send,
    close: async () => undefined,
  };
};
