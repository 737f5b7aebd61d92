import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {Rejection} from '../../papers/paper.ts';
import {type CsvRow, readCsv} from '../../subscribers/csv/csv-rows.ts';
import {
  type Attestation,
  type Candidate,
  endsSubscription,
  mergeRow,
  parseRow,
} from '../../subscribers/csv/import-rows.ts';
import type {AddResult} from '../../subscribers/store/add-records.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {RequestLetter} from '../sending/request-letter.ts';

export type ImportSubscribersDeps = {
  subscribers: Subscribers;
  requestLetter: RequestLetter;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type ImportSubscribers = {
  /** UTF-8 text in pieces: a file's stream. */
  csv: AsyncIterable<Uint8Array | string>;
  /** The operator attests the consent of all; otherwise each is asked by letter. */
  confirmed: boolean;
  /** What they agreed to; needed with `confirmed`. */
  consentText: string | null;
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
      /** At most 1,000; a last entry says how many more there were. Reasons hold addresses: never log them. */
      rejected: Rejection[];
      /** Whose export the file is, `Mailchimp`; null for one of our own. */
      service: string | null;
      /** Columns of the file that were read over. */
      ignored: string[];
    }
  /** Nothing was written. */
  | {kind: 'refused'; reason: string};

const mostRejectionsListed = 1000;

/**
 * Imports subscribers from CSV with the columns `email` and, if present, `name, timezone, hour, frequency, weekday,
 * topics, avoid, authors, labs, code_hosts, papers, arxiv_share, paused_until, more_like, less_like, status, created`, or from another service's export (csv-services.ts). Memory stays flat. Reading errors of the stream itself are thrown.
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
  const consentText = request.consentText?.trim() ?? '';
  if (request.confirmed && consentText === '')
    return {kind: 'refused', reason: 'an import of confirmed subscribers needs the text of their consent'};
  const csv = await readCsv(request.csv);
  if (csv.kind === 'refused') return csv;
  const {confirmed} = request;
  const now = deps.clock.now();
  const tally = openTally();
  const seen = openSeenNumbers();
  for await (const rows of csv.rows) {
    for (const batch of toBatches({rows, attestation: {confirmed, consentText, now}, tally}))
      await writeBatch({deps, batch, tally, seen});
    tally.rows += rows.length;
    request.onProgress?.(tally.rows);
  }
  const {imported, updated, skipped, asked} = tally;
  return {
    kind: 'imported',
    imported,
    updated,
    skipped,
    asked,
    rejected: listRejections(tally),
    service: csv.service,
    ignored: csv.ignored,
  };
};

type Tally = {
  rows: number;
  imported: number;
  updated: number;
  skipped: number;
  asked: number;
  rejected: Rejection[];
  lastRejected: Rejection | null;
  rejectedCount: number;
};

const openTally = (): Tally => ({
  rows: 0,
  imported: 0,
  updated: 0,
  skipped: 0,
  asked: 0,
  rejected: [],
  lastRejected: null,
  rejectedCount: 0,
});

const reject = (tally: Tally, rejection: Rejection) => {
  tally.rejectedCount += 1;
  tally.lastRejected = rejection;
  if (tally.rejected.length < mostRejectionsListed) tally.rejected.push(rejection);
};

const listRejections = ({rejected, rejectedCount, lastRejected}: Tally): Rejection[] => {
  const unlisted = rejectedCount - rejected.length;
  if (unlisted === 0 || !lastRejected) return rejected;
  return [...rejected, {line: lastRejected.line, reason: `${unlisted} more rows were rejected up to here`}];
};

/**
 * Candidates in batches that name no address twice. A repeated row is skipped, except one that ends the subscription: it
 * must not be lost, so it comes in a later batch.
 */
const toBatches = ({
  rows,
  attestation,
  tally,
}: {
  rows: CsvRow[];
  attestation: Attestation;
  tally: Tally;
}): Candidate[][] => {
  const batches: Map<string, Candidate>[] = [new Map()];
  for (const row of rows) {
    const reading =
      row.kind === 'row' ? parseRow(row, attestation) : {kind: 'rejected' as const, reason: row.problem};
    if (reading.kind === 'rejected') {
      reject(tally, {line: row.line, reason: reading.reason});
      continue;
    }
    const {candidate} = reading;
    const repeated = batches.some(batch => batch.has(candidate.folded));
    if (repeated && !endsSubscription(candidate)) tally.skipped += 1;
    else if (repeated) batches.push(new Map([[candidate.folded, candidate]]));
    else batches.at(-1)?.set(candidate.folded, candidate);
  }
  return batches.map(batch => [...batch.values()]);
};

type Batch = {deps: ImportSubscribersDeps; batch: Candidate[]; tally: Tally; seen: SeenNumbers};

const writeBatch = async ({deps, batch: whole, tally, seen}: Batch): Promise<void> => {
  const batch = await withoutKeptOut({deps, batch: whole, tally});
  const outcomes = await deps.subscribers.addMany(batch.map(({draft}) => draft));
  const erasedMeanwhile = await removeErased({deps, batch, outcomes});
  const known: {number: number; candidate: Candidate}[] = [];
  for (const [place, {kind, subscriber}] of outcomes.entries()) {
    const candidate = batch[place];
    if (!candidate) continue;
    const repeated = !seen.add(subscriber.number);
    if (erasedMeanwhile.has(subscriber.number)) tally.skipped += 1;
    else if (kind === 'added') await added({deps, subscriber, tally});
    else if (repeated && !endsSubscription(candidate)) tally.skipped += 1;
    else known.push({number: subscriber.number, candidate});
  }
  const merged = await deps.subscribers.updateMany(
    known.map(({number, candidate}) => ({number, change: current => mergeRow(current, candidate)})),
  );
  for (const {kind} of merged) {
    if (kind === 'updated') tally.updated += 1;
    else tally.skipped += 1;
  }
};

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

/** An erased address is known by its HMAC alone, and every row about it is passed over: even one that says that they left. */
const withoutKeptOut = async ({deps, batch, tally}: Omit<Batch, 'seen'>): Promise<Candidate[]> => {
  const keptOut = await deps.subscribers.importBlocks(batch.map(({folded}) => folded));
  const rest = batch.filter((_, place) => keptOut[place] === null);
  tally.skipped += batch.length - rest.length;
  return rest;
};

/** Who was erased between the look and the adding goes again: an erasure notes the address before it removes the record. */
const removeErased = async ({
  deps: {subscribers},
  batch,
  outcomes,
}: Pick<Batch, 'deps' | 'batch'> & {outcomes: AddResult[]}): Promise<ReadonlySet<number>> => {
  const keptOut = await subscribers.importBlocks(batch.map(({folded}) => folded));
  const erased = outcomes.filter(({kind}, place) => kind === 'added' && keptOut[place] !== null);
  for (const {subscriber} of erased) await subscribers.remove(subscriber.number, () => true);
  return new Set(erased.map(({subscriber}) => subscriber.number));
};

type SeenNumbers = {
  /** False where the number was there already. */
  add(number: number): boolean;
};

/** One bit a number: a file with a million addresses costs an eighth of a megabyte. */
const openSeenNumbers = (): SeenNumbers => {
  let bits = new Uint8Array(1024);
  return {
    add: number => {
      const byte = number >> 3;
      if (byte >= bits.length) {
        const larger = new Uint8Array(byte * 2);
        larger.set(bits);
        bits = larger;
      }
      const mask = 1 << (number & 7);
      const before = bits[byte] ?? 0;
      bits[byte] = before | mask;
      return (before & mask) === 0;
    },
  };
};
