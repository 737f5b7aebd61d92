import {DAY, HOUR} from '../../../clock.ts';
import type {EditionId} from '../../../editions/edition.ts';
import type {Log} from '../../../log.ts';
import type {TidyCounts, TidyRecords} from '../../../ops/tidy-record.ts';
import {type ThinEditionsDeps, thinEditions} from './thin-editions.ts';
import {type ThinSnapshotsDeps, thinSnapshots} from './thin-snapshots.ts';

export type TidyDeps = ThinEditionsDeps &
  ThinSnapshotsDeps & {
    keep: KeepDays;
    records: TidyRecords;
    /** Every audit but those of editions. */
    audits: OldAudits;
    clock: {now(): number};
    log: Log;
  };

/** For how many days each is kept. */
export type KeepDays = {details: number; snapshots: number; audit: number};

export type OldAudits = {
  /** How many entries were made before an instant (ms). */
  count(before: number): Promise<number>;
  /** Deletes them; returns how many. */
  drop(before: number): Promise<number>;
};

/** `mode`: `count` changes nothing and tells what would go. */
export type Tidy = {mode: 'count' | 'do'};

/** `editions`: those of which sums alone stay. */
export type TidyResult = Omit<TidyCounts, 'editions'> & {editions: EditionId[]};

/**
 * Thins what nobody needs any more: what became of single mails, counts of votes, old audits. Each step is
 * small and may be repeated, so that it may end anywhere, and twice at once is harmless. What promises rest
 * on stays: who had an edition (as a state, and that nothing more is sent of it), papers, editions and
 * consent.
 */
export const tidy = async (deps: TidyDeps, {mode}: Tidy): Promise<TidyResult> => {
  const {keep, records, audits, clock, log} = deps;
  const now = clock.now();
  const thinned = await thinEditions(deps, {
    ...{mode, now},
    detailsBefore: now - keep.details * DAY,
    auditBefore: now - keep.audit * DAY,
  });
  const snapshots = await thinSnapshots(deps, {mode, now, keepDays: keep.snapshots});
  const otherAudits = await (mode === 'do' ? audits.drop : audits.count)(now - keep.audit * DAY);
  const audit = thinned.audit + otherAudits;
  const result = {editions: thinned.editions, chunks: thinned.chunks, snapshots, audit};
  if (mode === 'count') return result;
  await records.count({audit: otherAudits});
  await records.noteEnd(now);
  log.info({event: 'instance.tidied', ...result, editions: result.editions.length}, 'old details deleted');
  return result;
};

const AGAIN_AFTER = 20 * HOUR;

/** The same, at most daily; null where it was done of late. */
export const tidyDaily = async (deps: TidyDeps): Promise<TidyResult | null> => {
  const {lastAt} = await deps.records.read();
  // A clock that was ahead for a while has left a time that is still to come.
  const isDone = lastAt !== null && Math.abs(deps.clock.now() - lastAt) < AGAIN_AFTER;
  return isDone ? null : tidy(deps, {mode: 'do'});
};
