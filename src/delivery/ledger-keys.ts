import type {EditionId} from '../editions/edition.ts';
import type {Redis} from '../redis.ts';
import type {ChunkName} from './chunk.ts';

/**
 * The truth about who got what: everything of one edition under one hash tag, each change one Lua step. Queue jobs are only hints.
 *
 *   {e:ID}:mails        5 bytes a subscriber number: state, run, chunk (3)
 *   {e:ID}:counts       audience, pending, accepted, failed, excluded, uncertain
 *   {e:ID}:orders       what an operator ordered: `order` paused | cancelled, with who, when and why
 *   {e:ID}:open         the chunks that are not settled, as run/chunk
 *   {e:ID}:run:N        one run: when, why, with which fragments, its counts
 *   {e:ID}:chunk:N:C    one chunk: members, then manifest, key, fence, answer
 *   {e:ID}:addresses:N:C  the addresses of a frozen chunk until it is settled, at most a day
 *   sending             the editions that may have open chunks (an index outside the tag, written first)
 */
export type LedgerStore = {redis: Redis; sending: string; keysOf: (edition: EditionId) => LedgerKeys};

export type LedgerKeys = {
  mails: string;
  counts: string;
  orders: string;
  open: string;
  run(run: number): string;
  /** What the keys of a run's chunks begin with. */
  chunks(run: number): string;
  chunk(name: ChunkName): string;
  addresses(name: ChunkName): string;
};

export const ledgerStore = ({redis, prefix}: {redis: Redis; prefix: string}): LedgerStore => ({
  redis,
  sending: `${prefix}:sending`,
  keysOf: edition => {
    const base = `${prefix}:{e:${edition}}`;
    return {
      mails: `${base}:mails`,
      counts: `${base}:counts`,
      orders: `${base}:orders`,
      open: `${base}:open`,
      run: run => `${base}:run:${run}`,
      chunks: run => `${base}:chunk:${run}:`,
      chunk: ({run, chunk}) => `${base}:chunk:${run}:${chunk}`,
      addresses: ({run, chunk}) => `${base}:addresses:${run}:${chunk}`,
    };
  },
});
