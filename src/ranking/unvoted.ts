import type {Candidate, Paper, PaperId} from '../papers/paper.ts';
import {type FollowerCounts, worthOfFollowers} from './follower-counts.ts';
import type {LikeCounts} from './like-counts.ts';
import {termSpace} from './term-space.ts';

/** Of papers that nobody voted for, which come first: the higher the earlier. */
export type UnvotedScores = ReadonlyMap<PaperId, number>;

export const noUnvotedScores: UnvotedScores = new Map();

export type Unvoted = {
  /** Those that somebody voted for get no score. */
  candidates: Candidate[];
  /** What readers could have had before, with its votes where anybody counts them; none of the candidates. */
  recent: Candidate[];
  likeCounts: LikeCounts;
  followerCounts: FollowerCounts;
};

/** Sums depend on their order in the last bit, and a last bit may decide. */
const byId = (candidates: Candidate[]): Candidate[] =>
  [...candidates].sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1));

/** Whether nobody voted for a paper, or nobody counts votes. */
export const isUnvoted = ({snapshot}: Candidate): boolean => (snapshot.votes ?? 0) <= 0;

/** More authors than these say no more. */
const MAX_AUTHORS = 30;

/**
 * How much it costs a paper that it is like a single one of the last days, against how much it gains by being
 * like them all.
 */
const REPEATING = 0.5;

/**
 * Scores papers by what is known of them without votes: how many people worked on them; how close they are to
 * what was read in the last days, most of all to what was voted for or what readers of this instance want
 * more like; that they do not repeat any one of those; and how many readers follow somebody of them. All
 * parts but the last are standardised among the papers; they were chosen on days of 2025 with their votes
 * hidden (docs/ranking.md). The same papers and counts give the same scores.
 */
export const scoreUnvoted = ({candidates, recent, likeCounts, followerCounts}: Unvoted): UnvotedScores => {
  const papers = byId(candidates.filter(isUnvoted)).map(({paper}) => paper);
  if (papers.length === 0) return noUnvotedScores;
  const authors = papers.map(paper => Math.log1p(Math.min(MAX_AUTHORS, paper.authors.length)));
  const closeness = closenessTo(papers, {recent: byId(recent), likeCounts});
  const parts = [
    standardised(authors),
    standardised(closeness.map(({mean}) => mean)),
    standardised(closeness.map(({most}) => -most)).map(part => REPEATING * part),
    papers.map(({id}) => worthOfFollowers(followerCounts.get(id) ?? 0)),
  ];
  return new Map(papers.map(({id}, place) => [id, parts.reduce((sum, part) => sum + (part[place] ?? 0), 0)]));
};

/**
 * How close each paper is to the recent ones: on the mean, weighed by what readers thought of them, and to
 * the closest.
 */
const closenessTo = (
  papers: Paper[],
  {recent, likeCounts}: Pick<Unvoted, 'recent' | 'likeCounts'>,
): {mean: number; most: number}[] => {
  const space = termSpace([...papers, ...recent.map(({paper}) => paper)]);
  const weights = recent.map(
    ({paper, snapshot}) => 1 + Math.log1p(Math.max(0, snapshot.votes ?? 0)) + (likeCounts.get(paper.id) ?? 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return papers.map((_, place) => {
    const similar = space.similarityTo(place).subarray(papers.length);
    let sum = 0;
    let most = 0;
    for (let at = 0; at < similar.length; at++) {
      const found = similar[at] ?? 0;
      sum += (weights[at] ?? 0) * found;
      most = Math.max(most, found);
    }
    return {mean: total === 0 ? 0 : sum / total, most};
  });
};

/** The values with a mean of 0 and a deviation of 1; all 0 where they are equal. */
const standardised = (values: number[]): number[] => {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  const deviation = Math.sqrt(variance);
  return values.map(value => (deviation < 1e-9 ? 0 : (value - mean) / deviation));
};
