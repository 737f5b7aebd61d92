import {basename} from 'node:path';
import {parsePartOptions, writeJsonLines} from '../part-options.ts';
import {comparisonTable, halvesTable, type LibraryRow, qualityTable} from './evaluate-libraries.ts';
import {meanOfReaders, scoreRankings} from './library-scores.ts';
import {type LibraryRanking, type LibrarySet, readLibraryRankings, readLibrarySet} from './library-set.ts';
import {
  type LibraryOrder,
  openLibraryWorld,
  orderByLibrary,
  orderBySelection,
  orderByVotes,
} from './rank-libraries.ts';

/** The first ten count, and no more are written. */
const WRITTEN = 10;

/**
 * Prints NDCG@10 of a day's papers for readers who bring a library: tables, or with --json `{"ndcg10": {"5",
 * "20", "60"}}` by the library's size. The figure is that of what was learned, before diversity and the
 * papers that everybody reads have a say; the tables have the selection too. --rankings writes the first ten,
 * one line a library and day; --against compares with such a file.
 */
export const runLibraries = (args: string[]): void => {
  const {folder, json, rankings, against} = parsePartOptions('libraries', args);
  const set = readLibrarySet(folder);
  const sizes = [...new Set(set.libraries.map(({size}) => size))].sort((a, b) => a - b);
  const world = openLibraryWorld(set);
  const ranked = rankAll(
    set,
    orderBySelection(world, () => []),
  );
  if (rankings !== undefined)
    writeJsonLines(
      rankings,
      ranked.map(line => ({...line, ranked: line.ranked.slice(0, WRITTEN)})),
    );
  const rowOf = (name: string, lines: LibraryRanking[]): LibraryRow => ({
    name,
    scores: sizes.map(size =>
      scoreRankings(
        set,
        lines.filter(line => line.size === size),
      ),
    ),
  });
  const ours = rowOf('ours', ranked);
  if (json) {
    say(JSON.stringify({ndcg10: Object.fromEntries(sizes.map((size, at) => [size, figureOf(ours, at)]))}));
    return;
  }
  const others = [
    rowOf('votes', rankAll(set, orderByVotes(set))),
    rowOf('ours, before diversity', rankAll(set, orderByLibrary(world))),
    rowOf(
      'ours, topics accepted',
      rankAll(
        set,
        orderBySelection(world, ({topics}) => topics),
      ),
    ),
    ...(against === undefined ? [] : [rowOf(basename(against), readLibraryRankings(against))]),
  ];
  say(`## Readers with a library, ${set.truths.size} readers, ${set.days.length} days\n`);
  say(`${qualityTable(sizes, [...others, ours])}\n`);
  say(`${halvesTable(sizes, [...others, ours])}\n`);
  say(comparisonTable({sizes, row: ours, others, seed: 1}));
};

const rankAll = ({libraries}: LibrarySet, order: LibraryOrder): LibraryRanking[] => libraries.flatMap(order);

const figureOf = ({scores}: LibraryRow, size: number): number =>
  Math.round(10_000 * meanOfReaders(scores[size] ?? [])) / 10_000;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
