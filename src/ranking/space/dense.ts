/**
 * Small dense matrices, row by row in one array. Nothing but + - * / and square roots, which IEEE 754 rounds
 * in one way, in a fixed order: the same bits on every machine.
 */

/** Rows of a tall matrix, from `from` to before `to`. */
export type RowRange = {from: number; to: number};

/**
 * Adds the upper triangle of A'B, which is symmetric, over a range of rows of two tall matrices with
 * `breadth` columns each.
 */
export const addCrossProduct = (
  product: Float64Array,
  {a, b, breadth}: {a: Float64Array; b: Float64Array; breadth: number},
  {from, to}: RowRange,
): void => {
  for (let row = from * breadth; row < to * breadth; row += breadth)
    for (let i = 0; i < breadth; i++) {
      const value = a[row + i] as number;
      const at = i * breadth;
      for (let j = i; j < breadth; j++)
        product[at + j] = (product[at + j] as number) + value * (b[row + j] as number);
    }
};

/** Copies the upper triangle of a small square matrix to the lower one. */
export const mirror = (matrix: Float64Array, breadth: number): Float64Array => {
  for (let i = 0; i < breadth; i++)
    for (let j = 0; j < i; j++) matrix[i * breadth + j] = matrix[j * breadth + i] as number;
  return matrix;
};

/** Multiplies a range of rows of a tall matrix by a small upper triangular one, in their place. */
export const turnRows = (
  tall: Float64Array,
  {upper, breadth}: {upper: Float64Array; breadth: number},
  {from, to}: RowRange,
): void => {
  const turned = new Float64Array(breadth);
  for (let row = from * breadth; row < to * breadth; row += breadth) {
    turned.fill(0);
    for (let i = 0; i < breadth; i++) {
      const value = tall[row + i] as number;
      const at = i * breadth;
      for (let j = i; j < breadth; j++) turned[j] = (turned[j] as number) + value * (upper[at + j] as number);
    }
    tall.set(turned, row);
  }
};

/**
 * Adds a range of rows of a tall matrix with `breadth` columns, times a small one with `breadth` rows and
 * `width` columns, to those of a product.
 */
export const addTimesSmall = (
  product: Float64Array,
  tall: Float64Array,
  {small, breadth, width}: {small: Float64Array; breadth: number; width: number},
  {from, to}: RowRange,
): void => {
  for (let row = from; row < to; row++)
    for (let i = 0; i < breadth; i++) {
      const value = tall[row * breadth + i] as number;
      for (let j = 0; j < width; j++)
        product[row * width + j] =
          (product[row * width + j] as number) + value * (small[i * width + j] as number);
    }
};

/** A pivot that is smaller than this share of the largest one is what rounding left of nothing. */
const NOTHING = 1e-12;

/**
 * The inverse of the transposed Cholesky factor of a symmetric matrix: A times it has orthonormal columns
 * where the matrix is A'A. Columns that say nothing beside those before them come out as 0.
 */
export const inverseFactor = (gram: Float64Array, breadth: number): Float64Array => {
  const lower = choleskyFactor(gram, breadth);
  const inverse = new Float64Array(breadth * breadth);
  for (let j = 0; j < breadth; j++) {
    const pivot = lower[j * breadth + j] as number;
    if (pivot === 0) continue;
    inverse[j * breadth + j] = 1 / pivot;
    // Column j of the upper triangular inverse, from the diagonal upwards.
    for (let i = j - 1; i >= 0; i--) {
      const own = lower[i * breadth + i] as number;
      if (own === 0) continue;
      let sum = 0;
      for (let k = i + 1; k <= j; k++)
        sum += (lower[k * breadth + i] as number) * (inverse[k * breadth + j] as number);
      inverse[i * breadth + j] = -sum / own;
    }
  }
  return inverse;
};

const choleskyFactor = (gram: Float64Array, breadth: number): Float64Array => {
  const lower = new Float64Array(breadth * breadth);
  let largest = 0;
  for (let i = 0; i < breadth; i++) largest = Math.max(largest, gram[i * breadth + i] as number);
  for (let j = 0; j < breadth; j++) {
    const pivot = reduced(gram, lower, {row: j, column: j, breadth});
    if (pivot <= NOTHING * largest) continue;
    const root = Math.sqrt(pivot);
    lower[j * breadth + j] = root;
    for (let i = j + 1; i < breadth; i++)
      lower[i * breadth + j] = reduced(gram, lower, {row: i, column: j, breadth}) / root;
  }
  return lower;
};

type Cell = {row: number; column: number; breadth: number};

/** A cell less what the columns before it explain. */
const reduced = (gram: Float64Array, lower: Float64Array, {row, column, breadth}: Cell): number => {
  let value = gram[row * breadth + column] as number;
  for (let k = 0; k < column; k++)
    value -= (lower[row * breadth + k] as number) * (lower[column * breadth + k] as number);
  return value;
};

/** The inverse of a symmetric matrix that is positive definite. */
export const inverseOf = (matrix: Float64Array, breadth: number): Float64Array => {
  const factor = inverseFactor(matrix, breadth);
  const inverse = new Float64Array(breadth * breadth);
  for (let i = 0; i < breadth; i++)
    for (let j = i; j < breadth; j++)
      for (let k = j; k < breadth; k++)
        inverse[i * breadth + j] =
          (inverse[i * breadth + j] as number) +
          (factor[i * breadth + k] as number) * (factor[j * breadth + k] as number);
  return mirror(inverse, breadth);
};
