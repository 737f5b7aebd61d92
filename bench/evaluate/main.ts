import {parseArgs} from 'node:util';
import type {LatentSpace} from '../../src/ranking/space/latent-space.ts';
import {MIN_PAPERS} from '../../src/ranking/space/make-space.ts';
import {collectionOf} from './bm25.ts';
import {evaluateClasses} from './evaluate-classes.ts';
import {evaluateInterests} from './evaluate-interests.ts';
import {
  type DayList,
  defaultFiles,
  FileProblem,
  type Observation,
  readLists,
  readObservations,
} from './files.ts';
import {simulateFollowers, withoutKeywords} from './followers.ts';
import {toTestDays} from './interest-orders.ts';
import {runLibraries} from './libraries/run-libraries.ts';
import {seededChance} from './measures.ts';
import {runRelated} from './related/run-related.ts';
import {spaceOf} from './space-of.ts';
import {runTldr} from './tldr/run-tldr.ts';
import {UsageError} from './usage-error.ts';
import {evaluateCarrying} from './votes/evaluate-carrying.ts';
import {evaluateReaders} from './votes/evaluate-readers.ts';
import {evaluateUnvoted} from './votes/evaluate-unvoted.ts';
import {evaluateVotes} from './votes/evaluate-votes.ts';
import {evaluateRises, evaluateWeekOrders} from './votes/evaluate-weeks.ts';
import {toVoteDays} from './votes/vote-days.ts';
import {toVoteWeeks} from './votes/vote-weeks.ts';

/** `npm run evaluate`: how good the ranking is on real days (docs/ranking.md). */

const USAGE = `npm run evaluate -- [options] [FILE...]
npm run evaluate -- interests [options] [FILE...]      the last part of it alone
npm run evaluate -- related DIR | libraries DIR [--json] [--rankings FILE] [--against FILE]
                papers like one, by NDCG%20 (CSFCube), and a day's papers for who brings a library,
                by NDCG@10; --rankings writes what was ranked in the form of DIR's README,
                --against compares with such a file
npm run evaluate -- tldr DIR [--json] [--rankings FILE]
                one sentence a paper, by ROUGE, on DIR/tldr.jsonl; --rankings writes what was said
  FILE          lists (.jsonl, .jsonl.gz) and observations of votes (.csv, .csv.gz);
                default: those in ../shared/data
  --from DAY    the first test day (2026-01-01); likes and word counts come from the days before
  --to DAY      the last test day (the last there is)
  --seed N      the seed of the likes and of the intervals (1)`;

const sayTable = (title: string, table: string): void => say(`## ${title}\n\n${table}\n`);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

type Options = {from: string; to: string; seed: number; files: string[]};

const readOptions = (): Options => {
  const {values, positionals} = readArguments();
  const {from, to, seed} = values;
  for (const [name, day] of Object.entries({from, to}))
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
      throw new UsageError(`--${name} "${day}" is not a day such as 2026-01-01`);
  const stranger = positionals.find(path => !isLists(path) && !isObservations(path));
  if (stranger !== undefined)
    throw new UsageError(`${stranger} is neither lists (.jsonl, .jsonl.gz) nor observations (.csv, .csv.gz)`);
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed "${seed}" must be a whole number from 0`);
  return {from, to, seed: Number(seed), files: positionals.length > 0 ? positionals : defaultFiles()};
};

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        from: {type: 'string', default: '2026-01-01'},
        to: {type: 'string', default: '9999-12-31'},
        seed: {type: 'string', default: '1'},
      },
    });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message.split('\n')[0]);
    throw error;
  }
};

const main = (): void => {
  const startedAt = performance.now();
  const options = readOptions();
  const {seed} = options;
  if (options.files.length === 0)
    throw new UsageError('no data: name files, or put them into ../shared/data');
  const lists: DayList[] = options.files.filter(isLists).flatMap(readLists);
  const observations: Observation[] = options.files.filter(isObservations).flatMap(readObservations);
  const isTested = ({day}: {day: string}) => day >= options.from && day <= options.to;
  const voteDays = toVoteDays(lists, observations);
  sayTable(`The base ranking, all ${voteDays.length} days`, evaluateVotes(voteDays, seed));
  const tested = voteDays.filter(isTested);
  sayTable(`The same on the ${tested.length} test days`, evaluateVotes(tested, seed));
  sayTable(`What readers may do to it, all ${voteDays.length} days`, evaluateReaders(voteDays, seed));
  sayTable("What is read of a day's best ten", evaluateCarrying({days: voteDays, observations, seed}));
  sayTable('Papers without votes, on the test days', evaluateUnvoted({lists, isTested, seed}));
  const weeks = toVoteWeeks(observations);
  const seenLater = weeks.filter(({isSeenLater}) => isSeenLater).length;
  sayTable(`A week's order, ${seenLater} weeks`, evaluateWeekOrders(weeks, seed));
  sayTable(`What rises, ${weeks.length} weeks`, evaluateRises(weeks));
  const testDays = lists.filter(isTested);
  const listed = testDays.reduce((sum, {papers}) => sum + papers.length, 0);
  sayTable(`Topics by class, ${testDays.length} test days with ${listed} papers`, evaluateClasses(testDays));
  sayInterests({
    before: lists.filter(({day}) => day < options.from),
    testDays,
    options,
  });
  say(`${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
};

/** The interests alone, which take a minute where all takes ten. */
const runInterests = (): void => {
  process.argv.splice(2, 1);
  const options = readOptions();
  const lists = options.files.filter(isLists).flatMap(readLists);
  const testDays = lists.filter(({day}) => day >= options.from && day <= options.to);
  sayInterests({before: lists.filter(({day}) => day < options.from), testDays, options});
};

const sayInterests = ({
  before,
  testDays,
  options: {seed},
}: {
  before: DayList[];
  testDays: DayList[];
  options: Options;
}): void => {
  const known = before.flatMap(({papers}) => papers.map(({paper}) => `${paper.title} ${paper.abstract}`));
  const days = toTestDays(testDays, collectionOf(known), spaceBefore(before));
  const followers = simulateFollowers({before, testDays, chance: seededChance(seed)});
  const papers = days.reduce((sum, {ids}) => sum + ids.length, 0);
  const who = `${followers.length} followers of one topic each`;
  sayTable(
    `Interests: ${who}, ${days.length} test days with ${papers} papers`,
    evaluateInterests({days, followers, seed}),
  );
};

/** The space of the papers before the test days, without the source's keywords; null of too few. */
const spaceBefore = (before: DayList[]): LatentSpace | null => {
  const papers = new Map(before.flatMap(({papers: listed}) => listed).map(({paper}) => [paper.id, paper]));
  const sorted = [...papers.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.length < MIN_PAPERS ? null : spaceOf(sorted.map(withoutKeywords));
};

const isLists = (path: string): boolean => /\.jsonl(\.gz)?$/.test(path);
const isObservations = (path: string): boolean => /\.csv(\.gz)?$/.test(path);

/** Parts that are asked for by name, each with the arguments behind it. */
const parts = new Map<string, (args: string[]) => void>([
  ['interests', runInterests],
  ['related', runRelated],
  ['libraries', runLibraries],
  ['tldr', runTldr],
]);

try {
  const [name = '', ...args] = process.argv.slice(2);
  (parts.get(name) ?? main)(args);
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}\n`);
    process.exitCode = 2;
  } else if (error instanceof FileProblem) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
