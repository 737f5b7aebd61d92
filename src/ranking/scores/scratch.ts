import {makePlaceBits, type PlaceBits} from './place-bits.ts';

/**
 * Arrays with a cell for each paper, which one selection writes and nobody reads after it. A selection
 * takes some ten microseconds, and to make these and to clear them away would be a third of it.
 */
export type Scratch = {
  scores: Float64Array;
  told: PlaceBits;
  standing: Float64Array;
  unwanted: Float64Array;
  marks: Uint8Array;
  /** The places of who is followed, and of what else is of interest. */
  followed: Uint32Array;
  wanted: Uint32Array;
  waiting: PlaceBits;
  worths: Float64Array;
  bounds: Float64Array;
  repeats: Float64Array;
  compared: Uint32Array;
  order: Uint32Array;
  rows: Float64Array[];
};

export const makeScratch = (papers: number): Scratch => ({
  scores: new Float64Array(papers),
  told: makePlaceBits(papers),
  standing: new Float64Array(papers),
  unwanted: new Float64Array(papers),
  marks: new Uint8Array(papers),
  followed: new Uint32Array(papers),
  wanted: new Uint32Array(papers),
  waiting: makePlaceBits(papers),
  worths: new Float64Array(papers),
  bounds: new Float64Array(papers),
  repeats: new Float64Array(papers),
  compared: new Uint32Array(papers),
  order: new Uint32Array(papers),
  rows: [],
});
