type Rotation = {matrix: Float64Array; vectors: Float64Array; breadth: number; p: number; q: number};

/**
 * One rotation of Jacobi’s method: makes the cell `p`, `q` of a symmetric `matrix` zero and turns `vectors`
 * along. Both are square, row by row, and are changed in place.
 */
export const rotate = ({matrix, vectors, breadth, p, q}: Rotation): void => {
  const beside = matrix[p * breadth + q] as number;
  if (beside === 0) return;
  const theta = ((matrix[q * breadth + q] as number) - (matrix[p * breadth + p] as number)) / (2 * beside);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const turn = {breadth, p, q, cosine, sine};
  turnColumns(matrix, turn);
  turnRows(matrix, turn);
  turnColumns(vectors, turn);
};

type Turn = {breadth: number; p: number; q: number; cosine: number; sine: number};

const turnColumns = (matrix: Float64Array, {breadth, p, q, cosine, sine}: Turn): void => {
  for (let row = 0; row < matrix.length; row += breadth) {
    const [one, other] = [matrix[row + p] as number, matrix[row + q] as number];
    matrix[row + p] = cosine * one - sine * other;
    matrix[row + q] = sine * one + cosine * other;
  }
};

const turnRows = (matrix: Float64Array, {breadth, p, q, cosine, sine}: Turn): void => {
  for (let column = 0; column < breadth; column++) {
    const [one, other] = [matrix[p * breadth + column] as number, matrix[q * breadth + column] as number];
    matrix[p * breadth + column] = cosine * one - sine * other;
    matrix[q * breadth + column] = sine * one + cosine * other;
  }
};
