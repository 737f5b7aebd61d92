import type {Estimate} from './measures.ts';

/**
 * Markdown, readable as it is: columns as wide as their widest cell, the first to the left and the others to
 * the right.
 */
export const table = (rows: string[][]): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map(row => (row[column] ?? '').length)),
  );
  const line = (row: string[]) =>
    `| ${widths.map((width, column) => pad(row[column] ?? '', width, column)).join(' | ')} |`;
  const rules = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`,
  );
  return [line(rows[0] ?? []), `|${rules.join('|')}|`, ...rows.slice(1).map(line)].join('\n');
};

const pad = (cell: string, width: number, column: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

/** `0.847` */
export const decimal = (value: number): string => value.toFixed(3);

/** `+0.012 [+0.004, +0.020]`: a difference and its interval. */
export const difference = ({mean, low, high}: Estimate): string =>
  `${signed(mean)} [${signed(low)}, ${signed(high)}]`;

const signed = (value: number): string => {
  const text = Math.abs(value).toFixed(3);
  return value < 0 && text !== '0.000' ? `-${text}` : `+${text}`;
};
