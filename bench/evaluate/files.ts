import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {z} from 'zod';
import type {Paper} from '../../src/papers/paper.ts';
import {parseDailyPaper} from '../../src/papers/sources/hugging-face/daily-paper.ts';
import {packageRoot} from '../../src/settings/package-root.ts';

/** A paper as a day's list had it when it was asked for. */
export type ListedPaper = {
  paper: Paper;
  votes: number;
  comments: number | null;
  /** When it entered the list, in milliseconds since 1970; null where the answer does not say. */
  listedAt: number | null;
};

/** One day's list as the API answered it, in the answer's order. */
export type DayList = {day: string; papers: ListedPaper[]};

/** What was seen of a paper's votes at one instant. */
export type Observation = {
  /** `api_daily`, `feed`, `feed_weekly`, `feed_monthly`. */
  source: string;
  /** Milliseconds since 1970. */
  at: number;
  id: string;
  votes: number;
  position: number;
};

const DATA_FOLDER = join(packageRoot, '..', 'shared', 'data');
const DEFAULT_FILES = ['hf_daily_2024-05_2026-03.jsonl.gz', 'vote_observations_to_2026-03.csv.gz'];

/** The data that stands beside the project; only what is there. */
export const defaultFiles = (): string[] =>
  DEFAULT_FILES.map(name => join(DATA_FOLDER, name)).filter(path => existsSync(path));

/** That a file is not what it should be: one line that names it. */
export class FileProblem extends Error {}

const linesOf = (path: string): string[] => read(path).toString('utf8').split(/\r?\n/).filter(Boolean);

const read = (path: string): Buffer => {
  try {
    const bytes = readFileSync(path);
    return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  } catch (error) {
    // What the file system and the unpacking refuse has a code; a bug here has none.
    if (error instanceof Error && 'code' in error)
      throw new FileProblem(`${path} cannot be read (${String(error.code)})`);
    throw error;
  }
};

const parseLine = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new FileProblem(`${place} is no JSON`);
    throw error;
  }
};

/** The lines of a file of JSON lines, each parsed. A line that is no JSON is an error that names it. */
export const readJsonLines = (path: string): unknown[] =>
  linesOf(path).map((text, index) => parseLine(text, `${path} line ${index + 1}`));

/** The same, each of this shape; a line that is not is an error that names it and its field. */
export const readLinesAs = <Value>(path: string, shape: z.ZodType<Value>): Value[] =>
  readJsonLines(path).map((line, index) => {
    const read = shape.safeParse(line);
    if (read.success) return read.data;
    const [problem] = read.error.issues;
    throw new FileProblem(`${path} line ${index + 1}: ${problem?.path.join('.')}: ${problem?.message}`);
  });

/** What is read here of a line besides what `readDailyPaper` reads. */
const row = z.object({
  date: z.string(),
  paper: z.object({submittedOnDailyAt: z.string().optional().catch(undefined)}),
});

/** Reads lists from lines of JSON, one a day and paper. A line that holds none is an error that names it. */
export const readLists = (path: string): DayList[] => {
  const byDay = new Map<string, ListedPaper[]>();
  for (const [line, text] of linesOf(path).entries()) {
    const {day, listed} = readListed(text, `${path} line ${line + 1}`);
    byDay.set(day, [...(byDay.get(day) ?? []), listed]);
  }
  return [...byDay].map(([day, papers]) => ({day, papers})).sort((a, b) => (a.day < b.day ? -1 : 1));
};

const readListed = (text: string, place: string): {day: string; listed: ListedPaper} => {
  const line = parseLine(text, place);
  const known = row.safeParse(line);
  if (!known.success) throw new FileProblem(`${place} has no date or no paper`);
  const {date, paper: listedPaper} = known.data;
  const reading = parseDailyPaper(line, {day: date, at: 0});
  if (reading.kind === 'rejected') throw new FileProblem(`${place}: ${reading.reason}`);
  const {paper, snapshot} = reading.item;
  const listedAt = Date.parse(listedPaper.submittedOnDailyAt ?? '');
  return {
    day: date,
    listed: {
      paper,
      votes: snapshot.votes ?? 0,
      comments: snapshot.comments,
      listedAt: Number.isNaN(listedAt) ? null : listedAt,
    },
  };
};

/** Reads observations from CSV with the columns source, instant, id, votes, position; by instant. */
export const readObservations = (path: string): Observation[] =>
  linesOf(path)
    .slice(1)
    .map((line, index) => {
      const [source = '', instant = '', id = '', votes, position] = line.split(',');
      const observation = {
        source,
        at: Date.parse(instant),
        id,
        votes: Number(votes),
        position: Number(position),
      };
      if (id === '' || [observation.at, observation.votes, observation.position].some(Number.isNaN))
        throw new FileProblem(`${path} line ${index + 2}: "${line.slice(0, 80)}" is no observation`);
      return observation;
    })
    .sort((a, b) => a.at - b.at);
