import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import {addSums, type Sum} from './sum.ts';

/** A long run in pieces: a file with the sum of each, a line of JSON each. */
export type LongRun = {
  /** The first seed that was not played yet. */
  nextSeed: number;
  /** Notes a piece; gives the sum of all. */
  add(piece: Sum): Sum;
};

/** Goes on with the long run of a file, or begins one at a seed. */
export const openLongRun = (file: string, firstSeed: number): LongRun => {
  const pieces: Sum[] = existsSync(file) ? readPieces(file) : [];
  return {
    nextSeed: Math.max(firstSeed, ...pieces.map(({seed, rounds}) => seed + rounds)),
    add: piece => {
      appendFileSync(file, `${JSON.stringify(piece)}\n`);
      return addSums([...pieces, piece]);
    },
  };
};

const readPieces = (file: string): Sum[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
