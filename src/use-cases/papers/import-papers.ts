import {basename} from 'node:path';
import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {Catalogue, StoredCounts} from '../../papers/catalogue/catalogue.ts';
import type {Rejection, SourceItem} from '../../papers/paper.ts';
import {parseDay} from '../../papers/sources/day.ts';
import {readPaperFile} from '../../papers/sources/files/paper-file.ts';
import type {PaperFile} from '../../papers/sources/files/paper-file-entries.ts';
import {quote} from '../../papers/sources/quote.ts';

export type ImportPapersDeps = {
  catalogue: Pick<Catalogue, 'storeAll'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type ImportPapers = {
  paths: readonly string[];
  /** The day of every paper in the files, as the operator typed it; null lets the files say it. */
  date: string | null;
  /** Told after each few hundred papers how many were read in all. */
  onProgress?: (progress: {read: number}) => void;
};

export type ImportOutcome =
  | {
      kind: 'imported';
      imported: number;
      updated: number;
      /**
       * With several files each reason begins with the file's name. At most 10,000; the last then counts
       * the rest.
       */
      rejected: Rejection[];
      /** The one day of all papers, or null where they have several or none is known. */
      date: string | null;
      /** How many days have papers of this import. */
      days: number;
      /** What the operator should know of how the files were read, one line each; for stderr. */
      notes: string[];
    }
  /** Nothing was stored. `reason` is one line with the value, its place and the rule. */
  | {kind: 'refused'; reason: string};

const atOnce = 500;
const MAX_REJECTIONS = 10_000;

/**
 * Imports files of papers. All files are opened and checked before anything is stored: one that as a whole
 * is no list of papers refuses the import. After that bad items are rejected one by one and the rest go on.
 * Doing it again changes nothing but the counts.
 */
export const importPapers = async (deps: ImportPapersDeps, asked: ImportPapers): Promise<ImportOutcome> => {
  const outcome = await importAll(deps, asked);
  const counts =
    outcome.kind === 'imported'
      ? {imported: outcome.imported, updated: outcome.updated, rejected: outcome.rejected.length}
      : {};
  deps.log.info({event: 'papers.imported', outcome: outcome.kind, ...counts}, 'papers imported');
  return outcome;
};

const importAll = async (deps: ImportPapersDeps, asked: ImportPapers): Promise<ImportOutcome> => {
  const date = asked.date === null ? null : parseDay(asked.date);
  if (asked.date !== null && date === null)
    return {
      kind: 'refused',
      reason: `--date ${quote(asked.date)} is not a valid date (example: 2026-03-12)`,
    };
  // The instant of snapshots that name none.
  const now = deps.clock.now();
  const files = asked.paths.map(path => ({path, date, now}));
  // One file is opened once. Of several only one at a time is held in memory, so that each is opened again
  // below.
  if (files.length > 1) {
    for (const file of files) {
      const checked = await readPaperFile(file);
      if (checked.kind === 'refused') return checked;
    }
  }
  const tally = emptyTally();
  for (const file of files) {
    const opened = await readPaperFile(file);
    if (opened.kind === 'refused') {
      if (tally.read === 0) return opened;
      reject(tally, {line: 0, reason: opened.reason});
      continue;
    }
    const name = files.length > 1 ? basename(file.path) : null;
    await importFile({opened, name, deps, asked, tally});
  }
  return toOutcome(tally);
};

type Tally = StoredCounts & {
  read: number;
  rejected: Rejection[];
  unlisted: number;
  days: Set<string>;
  notes: string[];
};

const emptyTally = (): Tally => ({
  imported: 0,
  updated: 0,
  read: 0,
  rejected: [],
  unlisted: 0,
  days: new Set(),
  notes: [],
});

type FileToImport = {
  opened: PaperFile & {kind: 'file'};
  name: string | null;
  deps: ImportPapersDeps;
  asked: ImportPapers;
  tally: Tally;
};

const importFile = async ({opened, name, deps, asked, tally}: FileToImport): Promise<void> => {
  const named = (reason: string): string => (name === null ? reason : `${name}: ${reason}`);
  tally.notes.push(...opened.notes.map(named));
  let waiting: SourceItem[] = [];
  const storeWaiting = async () => {
    const counts = await deps.catalogue.storeAll(waiting);
    tally.imported += counts.imported;
    tally.updated += counts.updated;
    waiting = [];
    asked.onProgress?.({read: tally.read});
  };
  for await (const entry of opened.entries) {
    tally.read++;
    if (entry.kind === 'rejected') {
      reject(tally, {line: entry.rejection.line, reason: named(entry.rejection.reason)});
      continue;
    }
    tally.days.add(entry.item.day);
    waiting.push(entry.item);
    if (waiting.length >= atOnce) await storeWaiting();
  }
  await storeWaiting();
  if (tally.read === 0 && opened.day) tally.days.add(opened.day);
};

const reject = (tally: Tally, rejection: Rejection): void => {
  if (tally.rejected.length < MAX_REJECTIONS) tally.rejected.push(rejection);
  else tally.unlisted++;
};

const toOutcome = (tally: Tally): ImportOutcome => {
  const {imported, updated, rejected, unlisted, days, notes} = tally;
  const more = unlisted > 0 ? [{line: 0, reason: `and ${unlisted} more were rejected`}] : [];
  const [onlyDay] = days;
  const date = days.size === 1 && onlyDay !== undefined ? onlyDay : null;
  return {
    kind: 'imported',
    imported,
    updated,
    rejected: [...rejected, ...more],
    date,
    days: days.size,
    notes,
  };
};
