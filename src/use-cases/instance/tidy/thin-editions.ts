import type {Ledger} from '../../../delivery/ledger/ledger.ts';
import type {EditionId} from '../../../editions/edition.ts';
import type {EditionEntry, Editions} from '../../../editions/edition-store.ts';
import type {TidyRecords} from '../../../ops/tidy-record.ts';

export type ThinEditionsDeps = {
  editions: Pick<Editions, 'list' | 'dropCompiled'>;
  ledger: Pick<
    Ledger,
    | 'runs'
    | 'isThinned'
    | 'close'
    | 'packMails'
    | 'dropDetails'
    | 'dropWaves'
    | 'countChunks'
    | 'countOldAudit'
    | 'dropOldAudit'
  >;
  records: Pick<TidyRecords, 'count'>;
};

export type ThinEditions = {
  mode: 'count' | 'do';
  now: number;
  /** Editions whose last mail ended before this instant (ms) keep sums alone. */
  detailsBefore: number;
  auditBefore: number;
};

type Thinned = {editions: EditionId[]; chunks: number; audit: number};

/** Decades of daily and weekly editions. */
const MAX_EDITIONS = 10_000;

type Frozen = Extract<EditionEntry, {kind: 'edition'}>;

/**
 * Closes what was sent long ago and thins it to sums and states. How old an edition is goes by its last mail:
 * one of an old day may have been sent today. What is under way is left for another day.
 */
export const thinEditions = async (deps: ThinEditionsDeps, wanted: ThinEditions): Promise<Thinned> => {
  const thinned: Thinned = {editions: [], chunks: 0, audit: 0};
  for (const entry of (await deps.editions.list(MAX_EDITIONS)).toReversed()) {
    if (entry.kind !== 'edition') continue;
    const chunks = await thinEdition(deps, entry, wanted);
    if (chunks !== null) thinned.editions.push(entry.id);
    thinned.chunks += chunks ?? 0;
    thinned.audit += await thinAudit(deps, entry.id, wanted);
  }
  return thinned;
};

/** How many chunks went or would go; null where there is nothing to thin. */
const thinEdition = async (
  {editions, ledger, records}: ThinEditionsDeps,
  {id, builtAt}: Frozen,
  {mode, now, detailsBefore}: ThinEditions,
): Promise<number | null> => {
  if (builtAt >= detailsBefore || (await ledger.isThinned(id))) return null;
  const runs = await ledger.runs(id);
  const lastRun = runs.length;
  if (runs.some(({startedAt, lastAt}) => Math.max(startedAt, lastAt ?? 0) >= detailsBefore)) return null;
  if (mode === 'count') return lastRun === 0 ? null : ledger.countChunks(id, lastRun);
  if (lastRun === 0) {
    await ledger.dropWaves(id);
    return null;
  }
  if (!(await ledger.close(id, {lastRun, now}))) return null;
  await ledger.packMails(id);
  await editions.dropCompiled(id);
  const chunks = await ledger.dropDetails(id, {lastRun, now});
  await records.count({editions: 1, chunks});
  return chunks;
};

const thinAudit = async (
  {ledger, records}: ThinEditionsDeps,
  edition: EditionId,
  {mode, auditBefore}: ThinEditions,
): Promise<number> => {
  if (mode === 'count') return ledger.countOldAudit(edition, auditBefore);
  const audit = await ledger.dropOldAudit(edition, auditBefore);
  await records.count({audit});
  return audit;
};
