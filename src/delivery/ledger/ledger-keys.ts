import type {EditionId} from '../../editions/edition.ts';
import {editionKeys} from '../../editions/edition-keys.ts';
import type {Redis} from '../../redis/redis.ts';
import type {ChunkName} from './chunk-name.ts';

/**
 * The truth about who got what: everything of one edition under one hash tag, each change one Lua step. Queue
 * jobs are only hints.
 *
 *   {e:ID}:mails 5 bytes a subscriber number, as layout.ts says {e:ID}:counts audience, pending, accepted,
 *   failed, excluded, uncertain {e:ID}:orders what an operator ordered: `order` paused | cancelled, with who,
 *   when and why {e:ID}:audit every curation, order and re-send, appended in the step that it tells: who,
 *   when, what, why {e:ID}:resend-lock the token of the re-send that is being planned, for seconds
 *   {e:ID}:resend-draft:TOKEN its members until its run is opened, for seconds {e:ID}:resend:N a byte a
 *   subscriber number: whom run N takes, and how their mail stood before {e:ID}:open the chunks that are not
 *   settled, as run/chunk {e:ID}:run:N one run: when, why, with which fragments, its counts {e:ID}:waves:N
 *   the instants of the waves that are planned to their end, ms {e:ID}:chunk:N:C one chunk: members, then
 *   manifest, key, fence, answer {e:ID}:addresses:N:C the addresses of a frozen chunk until it is settled, at
 *   most a day {e:ID}:receipts 2 bytes a subscriber number: what Resend said last and heaviest of its mail
 *   {e:ID}:receipt-counts how many mails stand at each kind of receipt, and the counts that were seen at the
 *   last pause {e:ID}:events:N the events that changed a receipt of 128 subscribers, 8 bytes each, for 7 days
 *   after the last one sending the editions that may have open chunks (an index outside the tag, written
 *   before any chunk)
 */
export type LedgerStore = {
  redis: Redis;
  sending: string;
  /** When a backup was restored here, ms since 1970; null where none ever was. */
  restoredAt: number | null;
  keysOf: (edition: EditionId) => LedgerKeys;
};

export type LedgerPlace = {redis: Redis; prefix: string; restoredAt?: number | null};

export type LedgerKeys = {
  mails: string;
  counts: string;
  orders: string;
  audit: string;
  resendLock: string;
  resendDraft(token: string): string;
  resendMembers(run: number): string;
  open: string;
  /** Hash: a block of subscriber numbers to how their mails stood when the edition was closed, packed. */
  closed: string;
  run(run: number): string;
  waves(run: number): string;
  /** Hash: of each hour of UTC, how many its waves planned and how many of those were accepted. */
  hours: string;
  chunk(name: ChunkName): string;
  addresses(name: ChunkName): string;
  receipts: string;
  receiptCounts: string;
  /** The applied events about a subscriber and its neighbours. */
  events(number: number): string;
};

/**
 * Redis keeps a set of at most 512 whole numbers as bare numbers (set-max-intset-entries): three events a
 * mail keep it under that.
 */
const EVENTS_OF = 128;

export const ledgerStore = ({redis, prefix, restoredAt = null}: LedgerPlace): LedgerStore => {
  const {audit} = editionKeys(prefix);
  const keysOf = (edition: EditionId): LedgerKeys => {
    const base = `${prefix}:{e:${edition}}`;
    return {
      mails: `${base}:mails`,
      counts: `${base}:counts`,
      orders: `${base}:orders`,
      audit: audit(edition),
      resendLock: `${base}:resend-lock`,
      resendDraft: token => `${base}:resend-draft:${token}`,
      resendMembers: run => `${base}:resend:${run}`,
      open: `${base}:open`,
      closed: `${base}:closed`,
      run: run => `${base}:run:${run}`,
      hours: `${base}:hours`,
      waves: run => `${base}:waves:${run}`,
      chunk: ({run, chunk}) => `${base}:chunk:${run}:${chunk}`,
      addresses: ({run, chunk}) => `${base}:addresses:${run}:${chunk}`,
      receipts: `${base}:receipts`,
      receiptCounts: `${base}:receipt-counts`,
      events: number => `${base}:events:${Math.floor(number / EVENTS_OF)}`,
    };
  };
  return {redis, sending: `${prefix}:sending`, restoredAt, keysOf};
};
