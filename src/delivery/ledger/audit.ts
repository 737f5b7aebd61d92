import {z} from 'zod';
import type {EditionId} from '../../editions/edition.ts';
import {countOldEntries, dropOldEntries} from '../../redis/old-entries.ts';
import type {Redis} from '../../redis/redis.ts';
import type {LedgerStore} from './ledger-keys.ts';

/**
 * One entry of what was ordered: appended in the step that it tells, and never changed. It names no address.
 */
export type AuditEntry = {
  /** ms since 1970. */
  at: number;
  /** An operator's name, or `paperboy` where the machine stopped by itself. */
  who: string;
  /**
   * `pinned: 2503.08120`, `dropped: …`, `note written`, `paused`, `resumed`, `cancelled`, `re-send opened`,
   * `re-send planned`, `re-send called off`.
   */
  what: string;
  why: string;
  /** The run of a re-send, else null. */
  run: number | null;
  /** The scopes of a re-send, else empty. */
  scope: string[];
  /** What was counted: `eligible`, `planned`, and who was left out by reason. */
  counts: Record<string, number>;
};

/** Who an order is from that the machine gave itself. */
export const MACHINE = 'paperboy';

/** The audit of an edition. */
export const ledgerAudit = ({redis, keysOf}: LedgerStore) => ({
  /** Everything that was ordered for an edition, oldest first. */
  audit: (edition: EditionId): Promise<AuditEntry[]> => readAudit(redis, keysOf(edition).audit),

  /** How many of its entries were made before an instant (ms). */
  countOldAudit: (edition: EditionId, before: number): Promise<number> =>
    countOldEntries(redis, keysOf(edition).audit, before),

  /** Deletes them; returns how many. */
  dropOldAudit: (edition: EditionId, before: number): Promise<number> =>
    dropOldEntries(redis, keysOf(edition).audit, before),
});

/** Reads an audit stream, oldest first. */
export const readAudit = async (redis: Redis, key: string): Promise<AuditEntry[]> =>
  (await redis.xrange(key, '-', '+')).map(([, fields]) => toEntry(toRecord(fields)));

const toRecord = (fields: string[]): Record<string, string> => {
  const record: Record<string, string> = {};
  for (let at = 0; at + 1 < fields.length; at += 2) record[fields[at] ?? ''] = fields[at + 1] ?? '';
  return record;
};

const toEntry = ({
  at,
  who = '',
  what = '',
  why = '',
  run,
  scope,
  eligible,
  planned,
  leftOut,
}: Record<string, string>): AuditEntry => ({
  at: Number(at),
  who,
  what,
  why,
  run: run === undefined ? null : Number(run),
  scope: parseStrings(scope),
  counts: {
    ...(eligible === undefined ? {} : {eligible: Number(eligible)}),
    ...(planned === undefined ? {} : {planned: Number(planned)}),
    ...parseCounts(leftOut),
  },
});

/** A list of words that the ledger keeps as JSON; none where nobody can read it: it only tells. */
export const parseStrings = (text: string | undefined): string[] =>
  z.array(z.string()).safeParse(parseJson(text)).data ?? [];

/** Counts by name that the ledger keeps as JSON; none where nobody can read them. */
export const parseCounts = (text: string | undefined): Record<string, number> =>
  z.record(z.string(), z.number()).safeParse(parseJson(text)).data ?? {};

const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
};
