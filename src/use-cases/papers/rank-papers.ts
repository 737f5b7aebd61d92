import type {LoadInterests} from '../../delivery/chunks/load-interests.ts';
import {dailyEdition, editionLater} from '../../editions/edition-id.ts';
import {findNamed, learnReader} from '../../editions/learning/load-learned.ts';
import type {Spaces} from '../../editions/learning/space-store.ts';
import {LOOK_BACK_DAYS, MAX_RECENT} from '../../editions/pool/pool.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {Candidate, PaperId} from '../../papers/paper.ts';
import {findAvoided} from '../../ranking/avoided.ts';
import {reasonOfFollowers} from '../../ranking/follower-counts.ts';
import {noInterests, type ReaderInterests} from '../../ranking/interests.ts';
import type {LibraryProfile} from '../../ranking/library/library-profile.ts';
import {indexPapers} from '../../ranking/paper-index.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import {selectPapers} from '../../ranking/selection.ts';
import type {LatentSpace} from '../../ranking/space/latent-space.ts';
import {scoreUnvoted} from '../../ranking/unvoted.ts';
import {type RankedPaper as BasePaper, rankByVotes} from '../../ranking/votes.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type RankPapersDeps = {
  catalogue: Pick<Catalogue, 'candidatesOf' | 'findAll'>;
  subscribers: Pick<Subscribers, 'countLikes' | 'countFollowers' | 'find'>;
  loadInterests: LoadInterests;
  spaces: Pick<Spaces, 'current' | 'find'>;
  log: Log;
};

/** What was learned of a library, and which papers are in it. */
type OwnLibrary = {profile: LibraryProfile; ids: PaperId[]};

export type RankPapers = {
  /** A UTC day such as `2026-03-12`. */
  date: string;
  /** The address of the subscriber whose selection it is; null for the base ranking. */
  reader: string | null;
  /** A library that nobody has brought yet, in place of a reader. */
  library?: OwnLibrary;
  /** Only the first so many; all where it is left out. */
  top?: number;
};

export type RankedPaper = {rank: number; id: PaperId; title: string; score: number; reasons: Reason[]};

export type RankPapersResult =
  /** `leftOut`: how many papers each of the subscriber's words to avoid keeps out. */
  | {kind: 'ranked'; papers: RankedPaper[]; leftOut: {word: string; papers: number}[]}
  | {kind: 'unknown-reader'};

/**
 * A day's papers in order, each with its reasons: for everybody, or as one subscriber would get them.
 * Changes nothing.
 */
export const rankPapers = async (deps: RankPapersDeps, wanted: RankPapers): Promise<RankPapersResult> => {
  const result = await rank(deps, wanted);
  deps.log.debug({event: 'papers.ranked', outcome: result.kind, date: wanted.date}, 'papers ranked');
  return result;
};

const rank = async (
  deps: RankPapersDeps,
  {date, reader: address, library, top}: RankPapers,
): Promise<RankPapersResult> => {
  const ranked = await baseRanking(deps, date);
  const reader = address === null ? null : await deps.subscribers.find(address);
  if (address !== null && !reader) return {kind: 'unknown-reader'};
  const current = reader || library ? await deps.spaces.current() : null;
  const space = current && (await deps.spaces.find(current.version));
  const papers = ranked.map(({candidate: {paper, snapshot}}) => ({...paper, votes: snapshot.votes}));
  const [interests] = reader
    ? await deps.loadInterests([reader], space)
    : await ofLibrary(deps, {library, space, papers: papers.length});
  const chosen = interests
    ? selectPapers({index: indexPapers(papers, space), interests})
    : ranked.map((_, index) => ({index, because: []}));
  return {
    kind: 'ranked',
    papers: chosen.slice(0, top ?? chosen.length).flatMap(({index, because}, place) => {
      const paper = ranked[index];
      if (!paper) return [];
      const {id, title} = paper.candidate.paper;
      return [{rank: place + 1, id, title, score: paper.score, reasons: [...because, ...paper.reasons]}];
    }),
    leftOut: findAvoided(papers, interests?.avoid ?? []).map(({word, places}) => ({
      word,
      papers: places.length,
    })),
  };
};

type OfLibrary = {library: OwnLibrary | undefined; space: LatentSpace | null; papers: number};

const ofLibrary = async (
  {catalogue}: RankPapersDeps,
  {library, space, papers}: OfLibrary,
): Promise<ReaderInterests[]> => {
  if (!library || !space) return [];
  const {profile, ids: owned} = library;
  const named = await findNamed(catalogue, owned);
  const learned = learnReader({
    reader: {topics: [], liked: [], disliked: []},
    library: {profile, share: 1, papers: named},
    space,
  });
  return [{...noInterests, papers, owned, ...(learned ? {learned} : {})}];
};

const baseRanking = async ({catalogue, subscribers}: RankPapersDeps, day: string): Promise<BasePaper[]> => {
  const candidates = await catalogue.candidatesOf(day);
  const recent = await recentPapers(catalogue, day, candidates);
  const likeCounts = await subscribers.countLikes([...candidates, ...recent].map(({paper}) => paper));
  const followerCounts = await subscribers.countFollowers(candidates.map(({paper}) => paper));
  const unvotedScores = scoreUnvoted({candidates, recent, likeCounts, followerCounts});
  return rankByVotes(candidates, 'day', likeCounts, unvotedScores).map(ranked => {
    const {id} = ranked.candidate.paper;
    const followers = unvotedScores.has(id) ? (followerCounts.get(id) ?? 0) : 0;
    return {...ranked, reasons: [...ranked.reasons, ...reasonOfFollowers(followers)]};
  });
};

const recentPapers = async (
  catalogue: RankPapersDeps['catalogue'],
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
