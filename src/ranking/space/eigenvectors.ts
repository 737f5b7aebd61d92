import {rotate} from './rotate.ts';

/** The eigenvalues of a symmetric matrix, falling, and their vectors as columns of a matrix, row by row. */
export type Eigen = {values: Float64Array; vectors: Float64Array};

const MAX_SWEEPS = 30;

/** What is left beside the diagonal counts as nothing below this share of it. */
const PRECISION = 1e-26;

/**
 * Jacobi's method (Golub and Van Loan, Matrix Computations, 8.5): one rotation for each cell beside the
 * diagonal, sweep after sweep. Square roots are the only function, so the bits are the same everywhere.
 * Yields after each sweep.
 */
export function* eigenvectorsOf(
  symmetric: Float64Array,
  breadth: number,
): Generator<undefined, Eigen, undefined> {
  const matrix = symmetric.slice();
  const vectors = new Float64Array(breadth * breadth);
  for (let i = 0; i < breadth; i++) vectors[i * breadth + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && !isDiagonal(matrix, breadth); sweep++) {
    for (let p = 0; p < breadth; p++)
      for (let q = p + 1; q < breadth; q++) rotate({matrix, vectors, breadth, p, q});
    yield;
  }
  return sorted(matrix, vectors, breadth);
}

const isDiagonal = (matrix: Float64Array, breadth: number): boolean => {
  let on = 0;
  let off = 0;
  for (let i = 0; i < breadth; i++)
    for (let j = 0; j < breadth; j++) {
      const value = matrix[i * breadth + j] as number;
      const square = value * value;
      if (i === j) on += square;
      else off += square;
    }
  return off <= PRECISION * on;
};

const sorted = (matrix: Float64Array, vectors: Float64Array, breadth: number): Eigen => {
  const valueAt = (place: number): number => matrix[place * breadth + place] as number;
  const order = Array.from({length: breadth}, (_, place) => place);
  order.sort((a, b) => valueAt(b) - valueAt(a) || a - b);
  const turned = new Float64Array(breadth * breadth);
  for (const [to, from] of order.entries())
    for (let row = 0; row < breadth; row++)
      turned[row * breadth + to] = vectors[row * breadth + from] as number;
  return {values: Float64Array.from(order, valueAt), vectors: turned};
};
