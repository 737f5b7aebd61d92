import type {PaperId} from '../../papers/paper.ts';
import type {LikedPaper} from '../interests.ts';
import {beginningOf} from '../library/named-papers.ts';
import type {Reason} from '../reasons/reason.ts';
import type {TermSpace} from '../term-space.ts';
import {addPlace, makePlaceBits, type PlaceBits} from './place-bits.ts';

/** A paper that subscribers wanted more or less of, beside an edition's papers. */
export type Closeness = {
  /** How close the paper at each place is to it. */
  row: Float64Array;
  /** The places of papers that are like it, itself apart. */
  near: PlaceBits;
  /** Where it stands in the edition itself; -1 where it does not. */
  itself: number;
  /** The reasons of a paper that is like it. */
  because: Reason[];
};

/** A paper is like another from this closeness on; below it, common words alone make as much. */
export const MIN_CLOSENESS = 0.02;

/**
 * Liked papers are many subscribers' own; more of them than this are compared again rather than remembered.
 */
const MAX_REMEMBERED = 5_000;

/** Compares papers with an edition's, each once. */
export const openCloseness = (
  terms: TermSpace,
  placeOf: ReadonlyMap<PaperId, number>,
): ((paper: LikedPaper) => Closeness) => {
  const remembered = new Map<PaperId, Closeness>();
  return paper => {
    const known = remembered.get(paper.id);
    if (known) return known;
    const row = terms.closenessTo(paper);
    const itself = placeOf.get(paper.id) ?? -1;
    const closeness: Closeness = {
      ...{row, near: nearIn(row, itself), itself},
      because: [{kind: 'liked', title: beginningOf(paper.title)}],
    };
    if (remembered.size < MAX_REMEMBERED) remembered.set(paper.id, closeness);
    return closeness;
  };
};

const nearIn = (row: Float64Array, itself: number): PlaceBits => {
  const near = makePlaceBits(row.length);
  for (const [place, found] of row.entries())
    if (found > MIN_CLOSENESS && place !== itself) addPlace(near, place);
  return near;
};
