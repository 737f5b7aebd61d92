import type {Clock} from '../../../clock.ts';
import type {RequestLetter} from '../../../delivery/letters/request-letter.ts';
import type {Log} from '../../../log.ts';
import type {Rejection} from '../../../papers/paper.ts';
import type {CsvRow} from '../../../subscribers/csv/csv-rows.ts';
import type {HeaderPlan} from '../../../subscribers/csv/header.ts';
import {
  type Attestation,
  type Candidate,
  endsSubscription,
  mergeRow,
  parseRow,
} from '../../../subscribers/csv/import-rows.ts';
import {openRowReport, type RowReport} from '../../../subscribers/csv/row-report.ts';
import {openSeenNumbers, type SeenNumbers} from '../../../subscribers/csv/seen-numbers.ts';
import type {AddResult} from '../../../subscribers/store/add-records.ts';
import {whyUnreadable} from '../../../subscribers/store/records.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import {type KeepLibrariesDeps, openKeepLibraries, type RowLibrary} from './keep-libraries.ts';
import {type ImportFile, openImport} from './open-import.ts';

export type ImportSubscribersDeps = KeepLibrariesDeps & {
  subscribers: Subscribers;
  requestLetter: RequestLetter;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type ImportSubscribers = ImportFile & {
  /** How many rows are done, now and then. */
  onProgress?: (rows: number) => void;
};

export type ImportSubscribersResult =
  | {
      kind: 'imported';
      imported: number;
      /** Known ones whose row changed something. */
      updated: number;
      /** Repeated in the file, known and unchanged, or gone: who left is never brought back. */
      skipped: number;
      /** How many of the new ones are asked by letter. */
      asked: number;
      /** Reasons hold addresses: never log them. */
      rejected: Rejection[];
      /** Rows that say no, and cells of theirs that were dropped. */
      notes: Rejection[];
      /** Whose export the file is, `ghost`; null for one of no service that is known. */
      service: string | null;
      /** Columns of the file that were not read. */
      ignored: string[];
    }
  /** Nothing was written. `isUnclear`: the operator must say first what a column means. */
  | {kind: 'refused'; reason: string; isUnclear: boolean};

/**
 * Imports subscribers from CSV: our own columns, another service's export, or any file whose columns are
 * understood (docs/import.md). Memory stays flat. Reading errors of the stream itself are thrown.
 */
export const importSubscribers = async (
  deps: ImportSubscribersDeps,
  request: ImportSubscribers,
): Promise<ImportSubscribersResult> => {
  const result = await importAll(deps, request);
  // A reason may hold an address, so the log gets counts alone.
  const counts =
    result.kind === 'imported'
      ? {imported: result.imported, updated: result.updated, skipped: result.skipped}
      : {};
  deps.log.info({event: 'subscribers.imported', outcome: result.kind, ...counts}, 'subscribers imported');
  return result;
};

const importAll = async (
  deps: ImportSubscribersDeps,
  request: ImportSubscribers,
): Promise<ImportSubscribersResult> => {
  const opened = await openImport({subscribers: deps.subscribers, now: deps.clock.now()}, request);
  if (opened.kind === 'refused') return opened;
  const {plan, attestation} = opened;
  const tally = openTally();
  const seen = openSeenNumbers();
  const keepLibraries = openKeepLibraries(deps);
  let done = 0;
  for await (const rows of opened.rows) {
    for (const batch of toBatches({rows, plan, attestation, tally}))
      await writeBatch({deps, batch, tally, seen, keepLibraries});
    done += rows.length;
    request.onProgress?.(done);
  }
  const {imported, updated, skipped, asked, rejected, notes} = tally;
  return {
    kind: 'imported',
    imported,
    updated,
    skipped,
    asked,
    rejected: rejected.list(),
    notes: notes.list(),
    service: plan.service?.id ?? null,
    ignored: plan.columns.flatMap(({title, field}) => (field === null && title !== '' ? [title] : [])),
  };
};

type Tally = {
  imported: number;
  updated: number;
  skipped: number;
  asked: number;
  rejected: RowReport;
  notes: RowReport;
};

const openTally = (): Tally => ({
  imported: 0,
  updated: 0,
  skipped: 0,
  asked: 0,
  rejected: openRowReport('were rejected'),
  notes: openRowReport('had cells that were dropped'),
});

/**
 * Candidates in batches that name no address twice. A repeated row is skipped, except one that ends the
 * subscription: it must not be lost, so it comes in a later batch.
 */
const toBatches = ({
  rows,
  plan,
  attestation,
  tally,
}: {
  rows: CsvRow[];
  plan: HeaderPlan;
  attestation: Attestation;
  tally: Tally;
}): Candidate[][] => {
  const batches: Map<string, Candidate>[] = [new Map()];
  for (const row of rows) {
    const candidate = toCandidate({row, plan, attestation, tally});
    if (candidate === null) continue;
    const repeated = batches.some(batch => batch.has(candidate.folded));
    if (repeated && !endsSubscription(candidate)) tally.skipped += 1;
    else if (repeated) batches.push(new Map([[candidate.folded, candidate]]));
    else batches.at(-1)?.set(candidate.folded, candidate);
  }
  return batches.map(batch => [...batch.values()]);
};

const toCandidate = ({
  row,
  plan,
  attestation,
  tally,
}: {
  row: CsvRow;
  plan: HeaderPlan;
  attestation: Attestation;
  tally: Tally;
}): Candidate | null => {
  const {line} = row;
  const parsed = parseRow(row, plan, attestation);
  if (parsed.kind === 'rejected') {
    tally.rejected.add({line, reason: parsed.reason});
    return null;
  }
  if (parsed.dropped !== null)
    tally.notes.add({line, reason: `${parsed.candidate.draft.state}; dropped: ${parsed.dropped}`});
  return parsed.candidate;
};
type Batch = {
  deps: ImportSubscribersDeps;
  batch: Candidate[];
  tally: Tally;
  seen: SeenNumbers;
  keepLibraries: ReturnType<typeof openKeepLibraries>;
};

const writeBatch = async ({deps, batch: whole, tally, seen, keepLibraries}: Batch): Promise<void> => {
  const batch = await withoutBlocked({deps, batch: whole, tally});
  const outcomes = await deps.subscribers.addMany(batch.map(({draft}) => draft));
  const erasedMeanwhile = await removeErased({deps, batch, outcomes});
  const known: Known[] = [];
  const withLibrary: RowLibrary[] = [];
  for (const [place, outcome] of outcomes.entries()) {
    const candidate = batch[place];
    if (!candidate) continue;
    if (outcome.kind === 'unreadable') {
      tally.rejected.add({line: candidate.line, reason: whyUnreadable(outcome.number)});
      continue;
    }
    const {kind, subscriber} = outcome;
    const repeated = !seen.add(subscriber.number);
    if (mayHaveLibrary(subscriber, erasedMeanwhile) && !endsSubscription(candidate))
      withLibrary.push(...libraryOf(subscriber, candidate));
    if (erasedMeanwhile.has(subscriber.number)) tally.skipped += 1;
    else if (kind === 'added') await added({deps, subscriber, tally});
    else if (repeated && !endsSubscription(candidate)) tally.skipped += 1;
    else known.push({subscriber, candidate});
  }
  await deps.subscribers.keepOtherIds(known.flatMap(otherIdOf));
  const merged = await deps.subscribers.updateMany(
    known.map(({subscriber: {number}, candidate}) => ({
      number,
      change: current => mergeRow(current, candidate),
    })),
  );
  for (const {kind} of merged) {
    if (kind === 'updated') tally.updated += 1;
    else tally.skipped += 1;
  }
  for (const note of await keepLibraries(withLibrary)) tally.notes.add(note);
};

/** Who gets no editions has nothing to choose. */
const mayHaveLibrary = ({state, number}: Subscriber, erased: ReadonlySet<number>): boolean =>
  !erased.has(number) && (state === 'active' || state === 'pending');

const libraryOf = ({number}: Subscriber, {line, library: papers}: Candidate): RowLibrary[] =>
  papers.length === 0 ? [] : [{line, number, papers}];

type Known = {subscriber: Subscriber; candidate: Candidate};

/**
 * The id that a row names where the subscriber has another one: links that name it still end the
 * subscription.
 */
const otherIdOf = ({subscriber: {id, number}, candidate: {draft}}: Known) =>
  draft.id === undefined || draft.id === id ? [] : [{id: draft.id, number}];

const added = async ({
  deps,
  subscriber,
  tally,
}: {
  deps: ImportSubscribersDeps;
  subscriber: Subscriber;
  tally: Tally;
}): Promise<void> => {
  tally.imported += 1;
  if (subscriber.state !== 'pending') return;
  await deps.requestLetter({number: subscriber.number, letter: 'confirm'});
  tally.asked += 1;
};

/**
 * An erased address is known by its HMAC alone, and every row about it is passed over: even one that says
 * that they left.
 */
const withoutBlocked = async ({
  deps,
  batch,
  tally,
}: Omit<Batch, 'seen' | 'keepLibraries'>): Promise<Candidate[]> => {
  const blocks = await deps.subscribers.importBlocks(batch.map(({folded}) => folded));
  const rest = batch.filter((_, place) => blocks[place] === null);
  tally.skipped += batch.length - rest.length;
  return rest;
};

/**
 * Who was erased between the look and the adding goes again: an erasure notes the address before it removes
 * the record.
 */
const removeErased = async ({
  deps: {subscribers},
  batch,
  outcomes,
}: Pick<Batch, 'deps' | 'batch'> & {outcomes: AddResult[]}): Promise<ReadonlySet<number>> => {
  const blocks = await subscribers.importBlocks(batch.map(({folded}) => folded));
  const erased = outcomes.flatMap((outcome, place) =>
    outcome.kind === 'added' && blocks[place] !== null ? [outcome.subscriber.number] : [],
  );
  for (const number of erased) await subscribers.remove(number, () => true);
  return new Set(erased);
};
