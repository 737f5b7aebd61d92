/** Rows of a matrix of which most cells are 0: the cells of row r stand from starts[r] to starts[r + 1]. */
export type SparseRows = {
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
  /** How many columns there are. */
  width: number;
};

/**
 * Adds X'X B to `sums` for the rows of X from `from` to before `to`. B and the sums are dense, row by row, as
 * wide as `row`, which is overwritten.
 */
export const addGramProduct = (
  {starts, columns, values}: SparseRows,
  {
    block,
    sums,
    row,
    from,
    to,
  }: {
    block: Float64Array;
    sums: Float64Array;
    row: Float64Array;
    from: number;
    to: number;
  },
): void => {
  const breadth = row.length;
  for (let at = from; at < to; at++) {
    const [first = 0, end = 0] = [starts[at], starts[at + 1]];
    row.fill(0);
    putRow(row, {values, columns, first, end}, block);
    for (let cell = first; cell < end; cell++)
      addScaled(sums, (columns[cell] as number) * breadth, values[cell] as number, row, 0, breadth);
  }
};

type Cells = {values: Float64Array; columns: Int32Array; first: number; end: number};

/** The sum of the block's rows by these cells, two at a time, which is half as much to read and write. */
const putRow = (row: Float64Array, {values, columns, first, end}: Cells, block: Float64Array): void => {
  const breadth = row.length;
  let cell = first;
  for (; cell + 1 < end; cell += 2) {
    const [one, other] = [values[cell] as number, values[cell + 1] as number];
    const [at, then] = [(columns[cell] as number) * breadth, (columns[cell + 1] as number) * breadth];
    for (let place = 0; place < breadth; place++)
      row[place] =
        (row[place] as number) +
        one * (block[at + place] as number) +
        other * (block[then + place] as number);
  }
  if (cell < end)
    addScaled(row, 0, values[cell] as number, block, (columns[cell] as number) * breadth, breadth);
};

/** Adds a multiple of a stretch of one array to a stretch of another. */
export const addScaled = (
  target: Float64Array,
  at: number,
  factor: number,
  source: Float64Array,
  from: number,
  length: number,
): void => {
  for (let place = 0; place < length; place++)
    target[at + place] = (target[at + place] as number) + factor * (source[from + place] as number);
};

/** The same of whole numbers; apart from it, since one loop for two kinds of arrays is slow. */
export const addScaledCells = (
  target: Float64Array,
  factor: number,
  source: Int16Array,
  from: number,
): void => {
  for (let place = 0; place < target.length; place++)
    target[place] = (target[place] as number) + factor * (source[from + place] as number);
};
