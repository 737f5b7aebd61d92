import type {Rejection} from '../../papers/paper.ts';

const MAX_LISTED = 1000;

/**
 * What is told of single rows: at most 1,000 of a kind, and a last entry that says how many more there were.
 */
export type RowReport = {
  add(row: Rejection): void;
  count(): number;
  list(): Rejection[];
};

/** `of`: what is said of the rows, such as `were rejected`. */
export const openRowReport = (of: string): RowReport => {
  const listed: Rejection[] = [];
  let count = 0;
  let lastLine = 0;
  return {
    add: row => {
      count += 1;
      lastLine = row.line;
      if (listed.length < MAX_LISTED) listed.push(row);
    },
    count: () => count,
    list: () =>
      count === listed.length
        ? listed
        : [...listed, {line: lastLine, reason: `${count - listed.length} more rows ${of} up to here`}],
  };
};
