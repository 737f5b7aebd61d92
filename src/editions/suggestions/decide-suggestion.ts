import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import type {PaperAskedFor} from '../../papers/sources/ask-for-paper.ts';
import type {Editions} from '../edition-store.ts';
import {findCarrying} from './suggest-paper.ts';
import type {Decision, Suggestions} from './suggestion-store.ts';

export type DecideRooms = {
  suggestions: Pick<Suggestions, 'decide' | 'waiting' | 'decided'>;
  editions: Pick<Editions, 'carrying'>;
  catalogue: Pick<Catalogue, 'find' | 'store'>;
  /** Asks the sources for a paper. */
  askFor: (paper: PaperId) => Promise<PaperAskedFor>;
  now: number;
};

export type DecideOutcome =
  /** `isNew`: false when it was decided so before. */
  | {kind: 'decided'; isNew: boolean}
  /** It makes no sense now; nothing was changed. */
  | {kind: 'refused'; reason: string}
  /** No source could be asked; nothing was changed. */
  | {kind: 'failed'; reason: string};

export type SuggestionDecision = {
  paper: PaperId;
  decision: Decision;
  /** The operator, for the audit. */
  who: string;
};

/**
 * Accepts a suggestion, so that the paper is in the catalogue and a candidate of the next daily edition, or declines it, so that it is not
 * suggested again. The last decision counts, until an edition carries the paper.
 */
export const decideSuggestion = async (
  rooms: DecideRooms,
  {paper, decision, who}: SuggestionDecision,
): Promise<DecideOutcome> => {
  if (!(await isSuggested(rooms, paper)))
    return {kind: 'refused', reason: `nobody suggested ${paper}: paperboy suggestions list`};
  if (decision === 'accepted') {
    const hindrance = await bringIn(rooms, paper);
    if (hindrance) return hindrance;
  }
  const decided = await rooms.suggestions.decide({paper, decision, who, at: rooms.now});
  if (decided === 'unknown') return {kind: 'refused', reason: `nobody suggests ${paper} any more`};
  return {kind: 'decided', isNew: decided === 'decided'};
};

const isSuggested = async ({suggestions}: DecideRooms, paper: PaperId): Promise<boolean> => {
  const [waiting, decided] = await Promise.all([suggestions.waiting(), suggestions.decided()]);
  return [...waiting, ...decided].some(one => one.paper === paper);
};

/** Sees to it that the catalogue has the paper; null when it does and no edition carries it. */
const bringIn = async (
  rooms: DecideRooms,
  paper: PaperId,
): Promise<Exclude<DecideOutcome, {kind: 'decided'}> | null> => {
  const edition = await findCarrying(rooms, paper);
  if (edition) return {kind: 'refused', reason: `${paper} stands in edition ${edition} already`};
  if (await rooms.catalogue.find(paper)) return null;
  const asked = await rooms.askFor(paper);
  if (asked.kind === 'failed') return {kind: 'failed', reason: `${paper} is not accepted: ${asked.reason}`};
  if (asked.kind === 'unknown') return {kind: 'refused', reason: `no source has a paper ${paper}`};
  await rooms.catalogue.store(asked.item);
  return null;
};
