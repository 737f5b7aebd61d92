import {
  decodeMail,
  decodeReceipt,
  MAIL_STATES,
  type MailState,
  type StoredMail,
} from '../../src/delivery/ledger/layout.ts';
import {EDITION} from '../edition.ts';
import {HASH, type Keyspace, readAt, textAt, type Value} from '../redis/keyspace.ts';
import type {Bytes} from '../redis/reply.ts';

/** Where the ledger of the round's edition lies. */
export const BASE = `sim:{e:${EDITION}}:`;

/** The stop of everything. */
export const STOP = 'sim:{stop}';

export type Fields = ReadonlyMap<Bytes, Bytes>;

const NO_FIELDS: Fields = new Map();

/** The fields of a hash; none where there is none. */
export const fieldsOf = (value: Value | undefined): Fields => (value instanceof Map ? value : NO_FIELDS);

export const fieldsAt = (keys: Keyspace, name: string): Fields =>
  readAt(keys, BASE + name, HASH) ?? NO_FIELDS;

/** What stands in the orders: paused, cancelled or nothing. */
export const orderIn = (keys: Keyspace): string | undefined => fieldsAt(keys, 'orders').get('order');

export type Counts = Record<Exclude<MailState, 'none'> | 'audience', number>;

const COUNTED = MAIL_STATES.filter(state => state !== 'none');

export const toCounts = (fields: Fields): Counts => {
  const count = (name: string) => Number(fields.get(name) ?? 0);
  return {
    audience: count('audience'),
    pending: count('pending'),
    accepted: count('accepted'),
    failed: count('failed'),
    excluded: count('excluded'),
    uncertain: count('uncertain'),
  };
};

export const countsIn = (keys: Keyspace): Counts => toCounts(fieldsAt(keys, 'counts'));

/** How many of the audience have no state. */
export const imbalanceOf = (counts: Counts): number =>
  COUNTED.reduce((left, state) => left - counts[state], counts.audience);

const MAIL_BYTES = 5;
const RECEIPT_BYTES = 2;

/** The mail of each subscriber number, as the bytes say it. */
export const mailsOf = (text: Bytes): StoredMail[] => {
  const bytes = Buffer.from(text, 'latin1');
  return Array.from({length: Math.ceil(bytes.length / MAIL_BYTES)}, (_, number) => decodeMail(bytes, number));
};

export const mailsIn = (keys: Keyspace): StoredMail[] => mailsOf(textAt(keys, `${BASE}mails`) ?? '');

export const receiptsOf = (text: Bytes): ReturnType<typeof decodeReceipt>[] => {
  const bytes = Buffer.from(text, 'latin1');
  return Array.from({length: Math.ceil(bytes.length / RECEIPT_BYTES)}, (_, number) =>
    decodeReceipt(bytes.subarray(number * RECEIPT_BYTES, (number + 1) * RECEIPT_BYTES)),
  );
};

/** The counts as the mails have them. */
export const recount = (mails: StoredMail[]): Counts => {
  const counts = toCounts(NO_FIELDS);
  for (const {state} of mails) {
    if (state === 'none') continue;
    counts[state] += 1;
    counts.audience += 1;
  }
  return counts;
};
