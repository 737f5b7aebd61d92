import type {Clock} from '../../clock.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Decision, Suggestions} from '../../editions/suggestions/suggestion-store.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import {isArxivId, paperIdOfTitle, parsePaperId} from '../../papers/paper-id.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type SuggestPaperResult =
  /** `taken`: the first to suggest it; `joined`: others had; `again`: they had themselves. */
  | {kind: 'taken' | 'joined' | 'again'; paper: PaperId}
  /** It stood in this edition, and is not suggested. */
  | {kind: 'carried'; paper: PaperId; edition: EditionId}
  /** The operator decided upon it before. */
  | {kind: Decision; paper: PaperId}
  /** They suggested as many as they may for now, or as many papers wait as may. */
  | {kind: 'over' | 'full'}
  /** The text is neither an id nor a link of a paper at arXiv or Hugging Face. */
  | {kind: 'no-paper'}
  /** Only active subscribers can suggest papers. */
  | {kind: 'not-active'}
  /** The link's epoch has ended, or the subscriber is gone. */
  | {kind: 'void'};

export type SuggestPaperDeps = {
  subscribers: Pick<Subscribers, 'read'>;
  suggestions: Pick<Suggestions, 'suggest' | 'forget'>;
  editions: Pick<Editions, 'carrying'>;
  catalogue: Pick<Catalogue, 'find'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type SuggestPaper = {
  link: {number: number; epoch: number};
  /** As typed: a link or an id. */
  text: string;
};

/**
 * Takes a subscriber's suggestion of a paper for an edition to come. No source is asked about it; the
 * operator starts that.
 */
export const suggestPaper = async (
  deps: SuggestPaperDeps,
  asked: SuggestPaper,
): Promise<SuggestPaperResult> => {
  const result = await suggest(deps, asked);
  const {number: subscriber} = asked.link;
  deps.log.info({event: 'paper.suggested', outcome: result.kind, subscriber}, 'paper suggested');
  return result;
};

const suggest = async (deps: SuggestPaperDeps, {link, text}: SuggestPaper): Promise<SuggestPaperResult> => {
  const standing = await standingOf(deps, link);
  if (standing !== 'active') return {kind: standing};
  const paper = parsePaperId(text);
  if (paper === null || !isArxivId(paper)) return {kind: 'no-paper'};
  const edition = await findCarrying(deps, paper);
  if (edition) return {kind: 'carried', paper, edition};
  const kind = await deps.suggestions.suggest({paper, number: link.number}, deps.clock.now());
  if (kind === 'over' || kind === 'full') return {kind};
  // A subscriber who was erased meanwhile was forgotten before this was noted.
  const after = await standingOf(deps, link);
  if (after === 'active') return {kind, paper};
  await deps.suggestions.forget(link.number);
  return {kind: after};
};

const standingOf = async (
  {subscribers}: Pick<SuggestPaperDeps, 'subscribers'>,
  {number, epoch}: SuggestPaper['link'],
): Promise<'active' | 'not-active' | 'void'> => {
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber || subscriber.epoch > epoch) return 'void';
  return subscriber.state === 'active' ? 'active' : 'not-active';
};

/** The newest edition that carries a paper, also under the id that it had when only its title was known. */
export const findCarrying = async (
  {editions, catalogue}: Pick<SuggestPaperDeps, 'editions' | 'catalogue'>,
  paper: PaperId,
): Promise<EditionId | null> => {
  const edition = await editions.carrying(paper);
  if (edition) return edition;
  const known = await catalogue.find(paper);
  return known && editions.carrying(paperIdOfTitle(known.paper.title));
};
