import type {Candidate, PaperId} from '../../../src/papers/paper.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {rankByVotes} from '../../../src/ranking/votes.ts';
import type {Sighting} from './vote-days.ts';

export type VoteOrder = {name: string; order: (sighting: Sighting) => string[]};

type Seen = Sighting['papers'][number];

const HOUR_MS = 3_600_000;

const byScore = (papers: Seen[], score: (paper: Seen) => number): string[] =>
  // A stable sort: what scores the same keeps the order of the answer.
  [...papers].sort((a, b) => score(b) - score(a)).map(({id}) => id);

/** The orders that are compared; the first is the measure for the others. */
export const voteOrders: VoteOrder[] = [
  {name: 'raw votes', order: ({papers}) => byScore(papers, ({votes}) => votes)},
  {
    // amix.dk/blog/post/19574; the exponent of the votes is that of news.arc.
    name: 'gravity (Hacker News)',
    order: ({at, papers}) =>
      byScore(
        papers,
        ({votes, listedAt}) => Math.max(0, votes - 1) ** 0.8 / (hours(at - listedAt) + 2) ** 1.8,
      ),
  },
  {
    // reddit-archive/reddit, r2/lib/db/_sorts.pyx.
    name: 'hot (Reddit)',
    order: ({papers}) =>
      byScore(papers, ({votes, listedAt}) => Math.log10(Math.max(votes, 1)) + listedAt / 1000 / 45_000),
  },
  {
    name: 'ours',
    order: ({at, papers}) =>
      rankByVotes(papers.map(paper => toCandidate(paper, at))).map(({candidate}) => candidate.paper.id),
  },
];

const hours = (ms: number): number => Math.max(0, ms) / HOUR_MS;

/** A paper as it was seen at an instant, with no more text than an order needs. */
export const toCandidate = ({id, votes, comments, listedAt}: Seen, at: number): Candidate => ({
  paper: {
    id: requireId(id),
    title: '',
    abstract: '',
    summary: null,
    authors: [],
    organisation: null,
    keywords: [],
    publishedAt: null,
    links: {page: null, pdf: null, code: null, project: null},
    source: 'hugging-face',
  },
  firstSeenAt: listedAt,
  snapshot: {at, votes, comments, stars: null},
});

const requireId = (text: string): PaperId => {
  const id = parsePaperId(text);
  if (!id) throw new Error(`"${text.slice(0, 40)}" in the observations is not an arXiv ID`);
  return id;
};
