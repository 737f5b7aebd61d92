import type {LoadInterests} from '../../delivery/chunks/load-interests.ts';
import {dailyEdition, editionLater} from '../../editions/edition-id.ts';
import {LOOK_BACK_DAYS, MAX_RECENT} from '../../editions/pool/pool.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {Candidate} from '../../papers/paper.ts';
import {findAvoided} from '../../ranking/avoided.ts';
import type {ReaderInterests} from '../../ranking/interests.ts';
import {indexPapers} from '../../ranking/paper-index.ts';
import {selectPapers} from '../../ranking/selection.ts';
import {scoreUnvoted} from '../../ranking/unvoted.ts';
import {type RankedPaper, rankByVotes} from '../../ranking/votes.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type RankDeps = {
  catalogue: Pick<Catalogue, 'candidatesOf'>;
  subscribers: Pick<Subscribers, 'find' | 'countLikes'>;
  loadInterests: LoadInterests;
};

/** A paper with every reason why it stands where it does: the subscriber's own first. */
export type PaperInOrder = Pick<RankedPaper, 'candidate' | 'score' | 'reasons'>;

export type RankResult =
  /** `leftOut`: how many papers each word to avoid keeps out. */
  | {kind: 'ranked'; papers: PaperInOrder[]; leftOut: {word: string; papers: number}[]}
  | {kind: 'unknown-subscriber'};

/**
 * A UTC day's papers in the base ranking, or as the subscriber with this address would get them. Nothing is kept.
 */
export const rankPapers = async (
  deps: RankDeps,
  {day, address}: {day: string; address: string | null},
): Promise<RankResult> => {
  const reader = address === null ? null : await deps.subscribers.find(address);
  if (address !== null && !reader) return {kind: 'unknown-subscriber'};
  const ranked = await baseRanking(deps, day);
  const [interests] = reader ? await deps.loadInterests([reader]) : [];
  return interests ? personalised(ranked, interests) : {kind: 'ranked', papers: ranked, leftOut: []};
};

const baseRanking = async ({catalogue, subscribers}: RankDeps, day: string): Promise<RankedPaper[]> => {
  const candidates = await catalogue.candidatesOf(day);
  const recent = await recentPapers(catalogue, day, candidates);
  const likeCounts = await subscribers.countLikes([...candidates, ...recent].map(({paper}) => paper));
  return rankByVotes(candidates, 'day', likeCounts, scoreUnvoted({candidates, recent, likeCounts}));
};

const recentPapers = async (
  catalogue: RankDeps['catalogue'],
  day: string,
  candidates: Candidate[],
): Promise<Candidate[]> => {
  const own = new Set(candidates.map(({paper}) => paper.id));
  const daysBefore = Array.from({length: LOOK_BACK_DAYS}, (_, back) =>
    editionLater(dailyEdition(day), back - LOOK_BACK_DAYS),
  );
  const lists = await Promise.all(daysBefore.map(before => catalogue.candidatesOf(before)));
  const recent = new Map(lists.flat().map(candidate => [candidate.paper.id, candidate]));
  return [...recent.values()].filter(({paper}) => !own.has(paper.id)).slice(-MAX_RECENT);
};

const personalised = (ranked: RankedPaper[], interests: ReaderInterests): RankResult => {
  const texts = ranked.map(({candidate: {paper, snapshot}}) => ({...paper, votes: snapshot.votes}));
  const selection = selectPapers({index: indexPapers(texts), interests});
  return {
    kind: 'ranked',
    papers: selection.flatMap(({index, because}) => {
      const paper = ranked[index];
      return paper ? [{...paper, reasons: [...because, ...paper.reasons]}] : [];
    }),
    leftOut: findAvoided(texts, interests.avoid).map(({word, places}) => ({word, papers: places.length})),
  };
};
