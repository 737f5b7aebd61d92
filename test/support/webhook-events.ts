import {createHmac} from 'node:crypto';
import type {SignedCall} from '../../src/delivery/receipts/signature.ts';
import type {AcceptedMail} from './fake-resend.ts';

/** A secret of the tests, as Resend shows one. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from('a webhook key of the tests, long').toString('base64')}`;

export type Told = Pick<AcceptedMail, 'id' | 'from' | 'to' | 'tags'>;

/** What Resend's webhook says of a mail, in the form of its API description; `more` goes into `data`. */
export const eventOf = (mail: Told, type: string, more: Record<string, unknown> = {}) => ({
  type,
  created_at: '2026-03-13T08:00:05.000Z',
  data: {
    email_id: mail.id,
    message_id: `<${mail.id}@mail.example.org>`,
    created_at: '2026-03-13T08:00:04.000Z',
    from: mail.from,
    to: [mail.to],
    subject: 'Trending papers',
    tags: mail.tags,
    ...more,
  },
});

export const bounce = (type: string) => ({
  bounce: {type, subType: 'General', message: 'The mailbox said no', diagnosticCode: ['smtp; 550 5.1.1']},
});

/** The call that brings an event, signed at `now` (ms) with each of the secrets. */
export const signedCall = ({
  event,
  id,
  now,
  secrets = [WEBHOOK_SECRET],
}: {
  event: unknown;
  id: string;
  now: number;
  secrets?: string[];
}): SignedCall => {
  const body = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
  const timestamp = String(Math.floor(now / 1000));
  const signature = secrets.map(secret => `v1,${hmac(secret, `${id}.${timestamp}.${body}`)}`).join(' ');
  return {id, timestamp, signature, body};
};

const hmac = (secret: string, text: string): string =>
  createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(text)
    .digest('base64');
