/**
 * Columns of whole numbers from 0 up to 2^53 in as few bytes as they need: seven bits a byte, the eighth says
 * that more follow. Each column stands after its length.
 */
export const writeColumns = (columns: number[][]): Buffer => {
  const bytes: number[] = [];
  const write = (number: number) => {
    if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${number} is no whole number from 0`);
    let rest = number;
    // Not with shifts, which end at 32 bits.
    while (rest >= 128) {
      bytes.push(128 + (rest % 128));
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  };
  for (const column of columns) {
    write(column.length);
    for (const number of column) write(number);
  }
  return Buffer.from(bytes);
};

/** The columns that `writeColumns` wrote. */
export const readColumns = (bytes: Buffer): number[][] => {
  const numbers = readNumbers(bytes);
  const columns: number[][] = [];
  const next = nextOf(numbers);
  for (let read = 0; read < numbers.length; ) {
    const column = Array.from({length: next()}, next);
    columns.push(column);
    read += column.length + 1;
  }
  return columns;
};

const readNumbers = (bytes: Buffer): number[] => {
  const numbers: number[] = [];
  let number = 0;
  let weight = 1;
  for (const byte of bytes) {
    number += (byte % 128) * weight;
    weight *= 128;
    if (byte >= 128) continue;
    numbers.push(number);
    number = 0;
    weight = 1;
  }
  return numbers;
};

/** Takes a column's numbers one after the other; past the end it throws. */
export const nextOf = (column: number[]): (() => number) => {
  let at = 0;
  return () => {
    const number = column[at++];
    if (number === undefined) throw new Error('a column of numbers ended too soon');
    return number;
  };
};

/** A difference as a whole number from 0: upwards even, downwards odd. */
export const toStep = (difference: number): number =>
  difference >= 0 ? difference * 2 : -difference * 2 - 1;

export const fromStep = (step: number): number => (step % 2 === 0 ? step / 2 : -(step + 1) / 2);
