/**
 * Arrays that a search counts in, by name: zeros, at least so long. The next search gets the same ones, so
 * nothing of them may be kept. A search that takes a new array for each paper of the catalogue makes the
 * garbage collector walk the whole index every fiftieth time, which costs more than the search.
 */
export type Scratch = {
  bytes(name: string, length: number): Uint8Array;
  floats(name: string, length: number): Float64Array;
};

export const openScratch = (): Scratch => {
  const bytes = new Map<string, Uint8Array>();
  const floats = new Map<string, Float64Array>();
  return {
    bytes: (name, length) => lend(bytes, {name, length}, size => new Uint8Array(size)),
    floats: (name, length) => lend(floats, {name, length}, size => new Float64Array(size)),
  };
};

type Lent = {length: number; fill(value: number): unknown};
type Wanted = {name: string; length: number};

const lend = <Cells extends Lent>(
  known: Map<string, Cells>,
  {name, length}: Wanted,
  make: (size: number) => Cells,
): Cells => {
  const kept = known.get(name);
  if (kept && kept.length >= length) {
    kept.fill(0);
    return kept;
  }
  // A little more than is needed, for the papers that come.
  const cells = make(Math.ceil(length * 1.25));
  known.set(name, cells);
  return cells;
};
