import {seededChance} from '../measures.ts';
import {decimal, difference, table} from '../table.ts';
import {differences, estimateScores, meanOfDays, meanOfReaders, type ReaderScores} from './library-scores.ts';

/** How an order does with libraries of each size, in the order of the sizes. */
export type LibraryRow = {name: string; scores: ReaderScores[][]};

/** The middle of the sizes, at which kinds of readers are compared. */
const middleOf = <Value>(values: Value[]): Value | undefined => values[Math.floor(values.length / 2)];

/** Rows by size, by kind of reader and by half of the readers; Markdown. */
export const qualityTable = (sizes: number[], rows: LibraryRow[]): string => {
  const kinds = [...new Set(rows[0]?.scores[0]?.map(({kind}) => kind))];
  const header = ['order', ...sizes.map(size => `${size} papers`)];
  const middle = middleOf(sizes);
  const lines = rows.map(({name, scores}) => {
    const some = middleOf(scores) ?? [];
    return [
      name,
      ...scores.map(ofSize => decimal(meanOfReaders(ofSize))),
      ...kinds.map(kind => decimal(meanOfReaders(some.filter(one => one.kind === kind)))),
    ];
  });
  return table([[...header, ...kinds.map(kind => `${kind}, ${middle}`)], ...lines]);
};

/** The same for every second reader: on one half figures may have been chosen, not on the other. */
export const halvesTable = (sizes: number[], rows: LibraryRow[]): string => {
  const halves = ['2nd, 4th, …', '1st, 3rd, …'];
  const header = ['readers', 'order', ...sizes.map(size => `${size} papers`)];
  const lines = halves.flatMap((half, parity) =>
    rows.map(({name, scores}) => [
      half,
      name,
      ...scores.map(ofSize => decimal(meanOfReaders(ofSize.filter((_, place) => place % 2 !== parity)))),
    ]),
  );
  return table([header, ...lines]);
};

/** One order less each of the others, and how many readers it serves worse; Markdown. */
export const comparisonTable = ({
  sizes,
  row,
  others,
  seed,
}: {
  sizes: number[];
  row: LibraryRow;
  others: LibraryRow[];
  seed: number;
}): string => {
  const header = [row.name, ...sizes.flatMap(size => [`${size} papers`, 'readers below'])];
  const lines = others.map(other => [
    `less ${other.name}`,
    ...row.scores.flatMap((ofSize, place) => {
      const less = differences(ofSize, other.scores[place] ?? []);
      const below = less.filter(scores => meanOfDays(scores) < 0).length;
      return [difference(estimateScores(less, seededChance(seed))), `${below} of ${less.length}`];
    }),
  ]);
  return table([header, ...lines]);
};
