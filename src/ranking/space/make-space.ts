import type {TopicText} from '../topics/topic-texts.ts';
import {type CatalogueTerms, openCountedTexts} from './catalogue-terms.ts';
import {
  addCrossProduct,
  addTimesSmall,
  inverseFactor,
  inverseOf,
  mirror,
  type RowRange,
  turnRows,
} from './dense.ts';
import {eigenvectorsOf} from './eigenvectors.ts';
import {toUnit} from './embedding.ts';
import {addGramProduct, addScaled, addScaledCells, type SparseRows} from './sparse-rows.ts';

/** A space as it is kept: all that is needed to place a text in it. */
export type SpaceParts = {
  terms: CatalogueTerms;
  dimensions: number;
  /** A row of `dimensions` cells for each word, in units of `unit`. */
  rows: Int16Array;
  unit: number;
  /** The mean of the papers' vectors. */
  mean: Float32Array;
  /** Makes the common directions small: the inverse of the papers' scatter, with `ridge` on its diagonal. */
  apart: Float32Array;
  ridge: number;
};

const MAX_DIMENSIONS = 128;

/** A space of fewer papers knows less than their words do by themselves: none is made of them. */
export const MIN_PAPERS = 400;

/** Fewer papers than this for each direction, and words that say the same are told apart by chance. */
const PAPERS_A_DIRECTION = 25;

/** Further directions, which make the last of those that count as exact as the first. */
const OVERSAMPLE = 16;

/** Each goes over all texts once; more change nothing that the measures see. */
const ITERATIONS = 3;

/** Of texts: between two slices other work of the process gets its turn. */
const SLICE = 256;

/** On the diagonal of the scatter, for each paper: how much of what sets papers apart is taken for chance. */
const RIDGE_SHARE = 0.017;

/** Cells of words are kept as whole numbers up to this. */
const MAX_CELL = 32_767;

/**
 * Makes the space of some papers: latent semantic analysis, the first directions of the matrix of papers and
 * words (TF-IDF, rows of length 1), by subspace iteration. Yields after each slice of work, some ten
 * milliseconds long. The same texts in the same order give the same bits on every machine: sums, products,
 * quotients and square roots in a fixed order, and cells rounded to whole numbers.
 */
export function* makeSpace(texts: Iterable<TopicText>): Generator<undefined, SpaceParts, undefined> {
  const counted = openCountedTexts();
  for (const text of texts) {
    counted.add(text);
    if (counted.size() % SLICE === 0) yield;
  }
  const {terms, rows} = yield* counted.finish();
  yield;
  const directions = yield* directionsOf(rows);
  const dimensions = directions.length / Math.max(1, terms.words);
  const {cells, unit} = toCells(directions);
  const parts = {terms, dimensions, rows: cells, unit};
  return {...parts, ...(yield* spreadOf(rows, parts))};
}

/** The first directions in the space of words, as a matrix with a row for each word. */
function* directionsOf(rows: SparseRows): Generator<undefined, Float64Array, undefined> {
  const papers = rows.starts.length - 1;
  const most = Math.min(MAX_DIMENSIONS, Math.ceil(papers / PAPERS_A_DIRECTION));
  const breadth = Math.min(most + OVERSAMPLE, papers, rows.width);
  if (breadth === 0) return new Float64Array(0);
  let block = startOf(rows.width * breadth);
  // Two arrays of tens of megabytes change places.
  let sums = new Float64Array(block.length);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    yield* makeOrthonormal(block, breadth);
    yield* putGramProduct(rows, {block, sums, breadth});
    [block, sums] = [sums, block];
  }
  yield* makeOrthonormal(block, breadth);
  // Rounding leaves the first time's columns not quite orthogonal.
  yield* makeOrthonormal(block, breadth);
  yield* putGramProduct(rows, {block, sums, breadth});
  return yield* firstOf({block, sums, breadth, most});
}

/** 1 and -1, by a linear congruential generator with a fixed seed. */
const startOf = (length: number): Float64Array<ArrayBuffer> => {
  let state = 1;
  return Float64Array.from({length}, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >= 2 ** 31 ? 1 : -1;
  });
};

/** Puts X'X times a block into `sums`. */
function* putGramProduct(
  rows: SparseRows,
  {block, sums, breadth}: {block: Float64Array; sums: Float64Array; breadth: number},
): Generator<undefined, void, undefined> {
  const papers = rows.starts.length - 1;
  const row = new Float64Array(breadth);
  sums.fill(0);
  for (const range of slicesOf(papers)) {
    addGramProduct(rows, {block, sums, row, ...range});
    yield;
  }
}

/** A'B, which is symmetric, of two tall matrices. */
function* crossProduct(
  a: Float64Array,
  b: Float64Array,
  breadth: number,
): Generator<undefined, Float64Array, undefined> {
  const product = new Float64Array(breadth * breadth);
  for (const range of slicesOf(a.length / breadth)) {
    addCrossProduct(product, {a, b, breadth}, range);
    yield;
  }
  return mirror(product, breadth);
}

/** Makes the columns orthonormal, in their place (Cholesky's factor of the Gram matrix). */
function* makeOrthonormal(block: Float64Array, breadth: number): Generator<undefined, void, undefined> {
  const upper = inverseFactor(yield* crossProduct(block, block, breadth), breadth);
  for (const range of slicesOf(block.length / breadth)) {
    turnRows(block, {upper, breadth}, range);
    yield;
  }
}

const slicesOf = (rows: number): RowRange[] =>
  Array.from({length: Math.ceil(rows / SLICE)}, (_, slice) => ({
    from: slice * SLICE,
    to: Math.min(rows, (slice + 1) * SLICE),
  }));

/** Below this share of the largest eigenvalue a direction is what rounding left. */
const MIN_EIGENVALUE = 1e-9;

/**
 * The first eigenvectors that a block holds, `most` at most (Rayleigh and Ritz); `sums` is the matrix times
 * the block.
 */
function* firstOf({
  block,
  sums,
  breadth,
  most,
}: {
  block: Float64Array;
  sums: Float64Array;
  breadth: number;
  most: number;
}): Generator<undefined, Float64Array, undefined> {
  const {values, vectors} = yield* eigenvectorsOf(yield* crossProduct(block, sums, breadth), breadth);
  const least = MIN_EIGENVALUE * (values[0] ?? 0);
  const width = Math.min(most, values.filter(value => value > least).length);
  const small = new Float64Array(breadth * width);
  for (let i = 0; i < breadth; i++)
    for (let j = 0; j < width; j++) small[i * width + j] = vectors[i * breadth + j] as number;
  const product = new Float64Array((block.length / breadth) * width);
  for (const range of slicesOf(block.length / breadth)) {
    addTimesSmall(product, block, {small, breadth, width}, range);
    yield;
  }
  return product;
}

const toCells = (directions: Float64Array): {cells: Int16Array; unit: number} => {
  let largest = 0;
  for (const value of directions) largest = Math.max(largest, Math.abs(value));
  const unit = largest === 0 ? 1 : largest / MAX_CELL;
  return {cells: Int16Array.from(directions, value => Math.round(value / unit)), unit};
};

type Placed = Pick<SpaceParts, 'dimensions' | 'rows' | 'unit'>;

/** How the papers lie in the space. */
function* spreadOf(
  {starts, columns, values}: SparseRows,
  {dimensions, rows}: Placed,
): Generator<undefined, Pick<SpaceParts, 'mean' | 'apart' | 'ridge'>, undefined> {
  const papers = starts.length - 1;
  const mean = new Float64Array(dimensions);
  const scatter = new Float64Array(dimensions * dimensions);
  const vector = new Float64Array(dimensions);
  for (let paper = 0; paper < papers; paper++) {
    vector.fill(0);
    for (let cell = starts[paper] ?? 0; cell < (starts[paper + 1] ?? 0); cell++)
      addScaledCells(vector, values[cell] ?? 0, rows, (columns[cell] ?? 0) * dimensions);
    toUnit(vector);
    addScaled(mean, 0, 1 / papers, vector, 0, dimensions);
    for (let i = 0; i < dimensions; i++)
      addScaled(scatter, i * dimensions, vector[i] as number, vector, 0, dimensions);
    if (paper % SLICE === SLICE - 1) yield;
  }
  const ridge = RIDGE_SHARE * papers;
  for (let i = 0; i < dimensions; i++) {
    addScaled(scatter, i * dimensions, -papers * (mean[i] as number), mean, 0, dimensions);
    scatter[i * dimensions + i] = (scatter[i * dimensions + i] as number) + ridge;
  }
  const apart = Float32Array.from(inverseOf(scatter, dimensions), value => value * papers);
  return {mean: Float32Array.from(mean), apart, ridge: RIDGE_SHARE};
}
