import type {Clock} from '../../clock.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Decision, Suggestions} from '../../editions/suggestions/suggestion-store.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import type {PaperAskedFor} from '../../papers/sources/ask-for-paper.ts';
import {findCarrying} from './suggest-paper.ts';

export type DecideSuggestionDeps = {
  suggestions: Pick<Suggestions, 'decide' | 'waiting' | 'decided'>;
  editions: Pick<Editions, 'carrying'>;
  catalogue: Pick<Catalogue, 'find' | 'store'>;
  /** Asks the sources for a paper. */
  askFor: (paper: PaperId) => Promise<PaperAskedFor>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type DecideSuggestionResult =
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
 * Accepts a suggestion, so that the paper is in the catalogue and a candidate of the next daily edition, or
 * declines it, so that it is not suggested again. The last decision counts, until an edition carries the
 * paper.
 */
export const decideSuggestion = async (
  deps: DecideSuggestionDeps,
  asked: SuggestionDecision,
): Promise<DecideSuggestionResult> => {
  const result = await decide(deps, asked);
  deps.log.info({event: 'suggestion.decided', outcome: result.kind, ...asked}, 'suggestion decided');
  return result;
};

const decide = async (
  deps: DecideSuggestionDeps,
  {paper, decision, who}: SuggestionDecision,
): Promise<DecideSuggestionResult> => {
  if (!(await isSuggested(deps, paper)))
    return {kind: 'refused', reason: `no reader suggested ${paper}; run: paperboy suggestions list`};
  if (decision === 'accepted') {
    const hindrance = await bringIn(deps, paper);
    if (hindrance) return hindrance;
  }
  const decided = await deps.suggestions.decide({paper, decision, who, at: deps.clock.now()});
  if (decided === 'unknown') return {kind: 'refused', reason: `no reader suggests ${paper} any more`};
  return {kind: 'decided', isNew: decided === 'decided'};
};

const isSuggested = async ({suggestions}: DecideSuggestionDeps, paper: PaperId): Promise<boolean> => {
  const [waiting, decided] = await Promise.all([suggestions.waiting(), suggestions.decided()]);
  return [...waiting, ...decided].some(one => one.paper === paper);
};

/** Sees to it that the catalogue has the paper; null when it does and no edition carries it. */
const bringIn = async (
  deps: DecideSuggestionDeps,
  paper: PaperId,
): Promise<Exclude<DecideSuggestionResult, {kind: 'decided'}> | null> => {
  const edition = await findCarrying(deps, paper);
  if (edition) return {kind: 'refused', reason: `${paper} is already in edition ${edition}`};
  if (await deps.catalogue.find(paper)) return null;
  const asked = await deps.askFor(paper);
  if (asked.kind === 'failed') return {kind: 'failed', reason: `${paper} is not accepted: ${asked.reason}`};
  if (asked.kind === 'unknown') return {kind: 'refused', reason: `no source has a paper ${paper}`};
  await deps.catalogue.store(asked.item);
  return null;
};
