import {createHash} from 'node:crypto';
import type {Candidate} from '../papers/paper.ts';
import {briefOf, summarise, textOf} from '../papers/summary.ts';
import {thumbnailUrl} from '../papers/thumbnail.ts';
import type {FollowerCounts} from '../ranking/follower-counts.ts';
import type {LikeCounts} from '../ranking/like-counts.ts';
import {type Curation, papersWith, uncurated} from './curation/curation.ts';
import type {EditionContent, EditionId, EditionPaper, WeekDay} from './edition.ts';
import {isWeekly} from './edition-id.ts';
import type {PoolPaper} from './pool/pool.ts';
import {type RankedPoolPaper, rankPool} from './pool/rank-pool.ts';

/** The most papers an edition carries; the ones after that stay in the catalogue. */
export const MAX_PAPERS = 100;

/** With this many authors all are printed; with more, one fewer and the number of the others. */
const PRINTED_AUTHORS = 4;

/**
 * What an edition says, made from its pool, the papers of the days before, what readers want more like and
 * whom they follow, and the operator's curation alone: the same of these give the same content and hash.
 * Votes decide what is said of a paper's place (`most upvoted of the day`), also where a curation put another
 * there.
 */
export const composeEdition = ({
  id,
  candidates,
  curation = uncurated,
  likeCounts,
  followerCounts,
  recent,
  days,
}: {
  id: EditionId;
  /** Its pool: plain candidates are papers of its own day. */
  candidates: PoolPaper[];
  curation?: Curation;
  /** How many readers want more like each of them; none where it is not given. */
  likeCounts?: LikeCounts;
  /** How many readers follow somebody of each of them; nobody where it is not given. */
  followerCounts?: FollowerCounts;
  /** What readers could have had in the days before. */
  recent?: Candidate[];
  /** Of a week. */
  days?: WeekDay[];
}): EditionContent => ({
  id,
  ...(curation.note === '' ? {} : {note: curation.note}),
  ...(days ? {days} : {}),
  papers: curate(
    rankPool(candidates, {
      period: isWeekly(id) ? 'week' : 'day',
      ...(likeCounts ? {likeCounts} : {}),
      ...(followerCounts ? {followerCounts} : {}),
      ...(recent ? {recent} : {}),
    }),
    curation,
  )
    .slice(0, MAX_PAPERS)
    .map((ranked, place) => toEditionPaper({id, ranked, rank: place + 1})),
});

/** Pinned papers first, in the order in which they were pinned; dropped ones out. */
const curate = (ranked: RankedPoolPaper[], curation: Curation): RankedPoolPaper[] => {
  const others = new Map(ranked.map(one => [one.candidate.paper.id, one]));
  for (const id of papersWith('drop', curation)) others.delete(id);
  const pinned: RankedPoolPaper[] = [];
  for (const id of papersWith('pin', curation)) {
    const found = others.get(id);
    if (found) pinned.push({...found, reasons: [{kind: 'picked'}, ...found.reasons]});
    others.delete(id);
  }
  return [...pinned, ...others.values()];
};

const toEditionPaper = ({
  id,
  ranked: {candidate, reasons, readers},
  rank,
}: {
  id: EditionId;
  ranked: RankedPoolPaper;
  rank: number;
}): EditionPaper => {
  const {paper, snapshot, day, votesThen} = candidate;
  const sentences = summarise(paper);
  const printed = paper.authors.length > PRINTED_AUTHORS ? PRINTED_AUTHORS - 1 : paper.authors.length;
  return {
    id: paper.id,
    rank,
    title: paper.title,
    authors: paper.authors.slice(0, printed),
    otherAuthors: paper.authors.length - printed,
    ...(printed < paper.authors.length ? {furtherAuthors: paper.authors.slice(printed)} : {}),
    organisation: paper.organisation,
    summary: textOf(sentences),
    ...(sentences.length === 0 ? {} : {brief: briefOf(sentences)}),
    abstract: paper.abstract,
    keywords: paper.keywords,
    links: paper.links,
    ...(thumbnailUrl(paper.thumbnail) === null ? {} : {hasPicture: true as const}),
    source: paper.source,
    votes: snapshot.votes,
    comments: snapshot.comments,
    ...(readers === 0 ? {} : {readers}),
    reasons,
    ...(isWeekly(id) && day !== undefined ? {day} : {}),
    ...(isWeekly(id) && votesThen !== undefined ? {votesThen} : {}),
  };
};

/** SHA-256 of the content, in hex. */
export const hashContent = (content: EditionContent): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');
