import {readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {z} from 'zod';
import type {PaperId} from '../../../src/papers/paper.ts';
import {FileProblem, type ListedPaper, readLinesAs, readLists} from '../files.ts';
import {withoutKeywords} from '../followers.ts';

/** What a reader brings: some of their earlier papers. */
export type ReaderLibrary = {reader: string; size: number; library: PaperId[]};

/** What a reader wants of each day; none of it may be seen by a ranker. */
export type ReaderTruth = {reader: string; kind: string; wanted: ReadonlyMap<string, ReadonlySet<PaperId>>};

export type LibraryDay = {date: string; candidates: PaperId[]};

export type LibrarySet = {
  libraries: ReaderLibrary[];
  days: LibraryDay[];
  truths: ReadonlyMap<string, ReaderTruth>;
  /** Every paper of the source as it stood when it was first seen, without the source's keywords. */
  papers: ReadonlyMap<PaperId, ListedPaper>;
  /** Those that were seen before the first of the days. */
  earlier: ListedPaper[];
};

/** The first papers of a day in an order, best first. */
export type LibraryRanking = {reader: string; size: number; date: string; ranked: PaperId[]};

const paperId = z.string().transform(id => id as PaperId);

const libraryLine = z.object({reader: z.string(), size: z.number(), library: z.array(paperId)});
const dayLine = z.object({date: z.string(), candidates: z.array(paperId)});
const truthLine = z.object({
  reader: z.string(),
  kind: z.string(),
  wanted: z.record(z.string(), z.array(paperId)),
});
const rankingLine = z.object({
  reader: z.string(),
  size: z.number(),
  date: z.string(),
  ranked: z.array(paperId),
});

const SOURCE = /^hf_daily_.*\.jsonl\.gz$/;

/**
 * Reads `libraries.jsonl`, `days.jsonl` and `truth.jsonl` of a folder, and the papers of all
 * `hf_daily_*.jsonl.gz` beside it. What they lack is a `FileProblem`.
 */
export const readLibrarySet = (folder: string): LibrarySet => {
  const libraries = readLinesAs(join(folder, 'libraries.jsonl'), libraryLine);
  const days = readLinesAs(join(folder, 'days.jsonl'), dayLine).sort((a, b) => (a.date < b.date ? -1 : 1));
  const truths = readLinesAs(join(folder, 'truth.jsonl'), truthLine).map(truth => ({
    ...truth,
    wanted: new Map(Object.entries(truth.wanted).map(([date, ids]) => [date, new Set(ids)])),
  }));
  const listed = listedIn(resolve(folder, '..'));
  const papers = new Map(listed.map(({paper}) => [paper.id, paper]));
  const first = days[0]?.date ?? '';
  const set = {
    libraries,
    days,
    truths: new Map(truths.map(truth => [truth.reader, truth])),
    papers,
    earlier: listed.filter(({date}) => date < first).map(({paper}) => paper),
  };
  refuseUnknown(folder, set);
  return set;
};

/** Every paper once, the first seen first. */
const listedIn = (folder: string): {date: string; paper: ListedPaper & {id: PaperId}}[] => {
  const files = readdirSync(folder).filter(name => SOURCE.test(name));
  const byId = new Map<PaperId, {date: string; paper: ListedPaper & {id: PaperId}}>();
  const lists = files.flatMap(name => readLists(join(folder, name)));
  for (const {day, papers} of lists.sort((a, b) => (a.day < b.day ? -1 : 1)))
    for (const listed of papers) {
      const {id} = listed.paper;
      if (byId.has(id)) continue;
      byId.set(id, {date: day, paper: {...listed, paper: withoutKeywords(listed.paper), id}});
    }
  return [...byId.values()];
};

const refuseUnknown = (folder: string, {libraries, days, truths, papers}: LibrarySet): void => {
  const named = [...libraries.flatMap(({library}) => library), ...days.flatMap(({candidates}) => candidates)];
  const unknown = named.find(id => !papers.has(id));
  if (unknown !== undefined)
    throw new FileProblem(`${folder} names ${unknown}, which no hf_daily_*.jsonl.gz beside it has`);
  const stranger = libraries.find(({reader}) => !truths.has(reader));
  if (stranger) throw new FileProblem(`${folder}/truth.jsonl lacks reader ${stranger.reader}`);
};

/** Reads a file of rankings. */
export const readLibraryRankings = (path: string): LibraryRanking[] => readLinesAs(path, rankingLine);
