import type {CreateEmailOptions} from 'resend';
import {type Clock, SECOND, systemClock} from '../../../clock.ts';
import type {Mail} from '../../../mail/mail.ts';
import {REPLAY_SAFE_MS} from '../retry.ts';
import type {Answer, Call, Transport} from '../transport.ts';
import {type RateSeen, toAnswer, toRateSeen} from './resend-answers.ts';
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
};

/** The most mails of one call to `/emails/batch` (resend.com/docs/api-reference/emails/send-batch-emails). */
const BATCH_SIZE = 100;

/**
 * Mail through Resend's batch endpoint, in strict mode: all mails of a call are taken or none. Resend knows a
 * key for 24 hours from its first acceptance; an hour of them is left to clocks and slow calls.
 */
export const resendTransport = (settings: ResendSettings): Transport => {
  const {timeoutMs = 25 * SECOND, clock = systemClock, onRate} = settings;
  const resend = openResendClient(settings);

  const send = async ({key, mails}: Call): Promise<Answer> => {
    if (mails.length === 0 || mails.length > BATCH_SIZE)
      throw new Error(`a call carries 1 to ${BATCH_SIZE} mails, this one ${mails.length}`);
    const signal = AbortSignal.timeout(timeoutMs);
    const result = await resend.batch.send(mails.map(toResendMail), {
      idempotencyKey: key,
      batchValidation: 'strict',
      signal,
    });
    const rate = toRateSeen(result.headers);
    if (rate) onRate?.(rate);
    const answer = toAnswer(result, {mails: mails.length, now: clock.now()});
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

const toResendMail = (mail: Mail): CreateEmailOptions => ({
  from: mail.from,
  to: mail.to,
  ...(mail.replyTo === null ? {} : {replyTo: mail.replyTo}),
  subject: mail.subject,
  html: mail.html,
  text: mail.text,
  headers: mail.headers,
  tags: Object.entries(mail.tags).map(([name, value]) => ({name, value})),
});
