/** One bit for each place of an edition, 32 in a cell. */
export type PlaceBits = Uint32Array;

export const makePlaceBits = (papers: number): PlaceBits => new Uint32Array(Math.ceil(papers / 32));

export const addPlace = (bits: PlaceBits, place: number): void => {
  bits[place >>> 5] = (bits[place >>> 5] as number) | (1 << (place & 31));
};

export const addPlaces = (bits: PlaceBits, others: PlaceBits): void => {
  for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] as number) | (others[at] as number);
};

export const removePlaces = (bits: PlaceBits, others: PlaceBits): void => {
  for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] as number) & ~(others[at] as number);
};

export const hasPlace = (bits: PlaceBits, place: number): boolean =>
  (((bits[place >>> 5] as number) >>> (place & 31)) & 1) === 1;
