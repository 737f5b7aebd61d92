import type {Candidate} from '../../../src/papers/paper.ts';
import {noFollowers} from '../../../src/ranking/follower-counts.ts';
import {noLikes} from '../../../src/ranking/like-counts.ts';
import {scoreUnvoted} from '../../../src/ranking/unvoted.ts';
import type {DayList, ListedPaper} from '../files.ts';
import {withoutKeywords} from '../followers.ts';
import {bootstrapOverDays, ndcg, seededChance} from '../measures.ts';
import {decimal, difference, table} from '../table.ts';

/** How many days before an edition new papers are compared with. */
const LOOK_BACK_DAYS = 7;

/** Smaller days say nothing about a choice of ten. */
const MIN_PAPERS = 10;

const SHOWN = 10;

const DAY_MS = 86_400_000;

type UnvotedOrder = {name: string; scoresOf: (papers: ListedPaper[], recent: ListedPaper[]) => number[]};

const asCandidate = ({paper}: ListedPaper, votes: number | null): Candidate => ({
  paper: withoutKeywords(paper),
  firstSeenAt: 0,
  snapshot: {at: 0, votes, comments: null, stars: null},
});

const withRecent =
  (isVoted: 'voted' | 'unvoted') =>
  (papers: ListedPaper[], recent: ListedPaper[]): number[] => {
    const scores = scoreUnvoted({
      candidates: papers.map(one => asCandidate(one, null)),
      recent: recent.map(one => asCandidate(one, isVoted === 'voted' ? one.votes : null)),
      likeCounts: noLikes,
      followerCounts: noFollowers,
    });
    return papers.map(({paper}) => scores.get(paper.id) ?? 0);
  };

const orders: UnvotedOrder[] = [
  {name: 'by id', scoresOf: papers => papers.map(() => 0)},
  {name: 'newest id first', scoresOf: papers => papers.map((_, place) => place)},
  {
    name: 'number of authors',
    scoresOf: papers => papers.map(({paper}) => Math.min(30, paper.authors.length)),
  },
  {name: 'ours, no votes in the days before', scoresOf: withRecent('unvoted')},
  {name: 'ours, with their votes', scoresOf: withRecent('voted')},
];

/**
 * How well papers are ordered whose votes are hidden, against those votes; Markdown. `isTested` chooses the
 * days, and the others may come before.
 */
export const evaluateUnvoted = ({
  lists,
  isTested,
  seed,
}: {
  lists: DayList[];
  isTested: (list: DayList) => boolean;
  seed: number;
}): string => {
  const days = lists.filter(list => isTested(list) && list.papers.length >= MIN_PAPERS);
  const measured = orders.map(({name, scoresOf}) => ({
    name,
    values: days.map(day => quality(day, scoresOf(byId(day), recentOf(day, lists)))),
  }));
  const base = measured[0]?.values ?? [];
  const rows = measured.map(({name, values}) => [
    name,
    decimal(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)),
    difference(
      bootstrapOverDays({
        days: values.map((value, place) => ({sum: value - (base[place] ?? 0), count: 1})),
        chance: seededChance(seed),
      }),
    ),
  ]);
  return table([[`order, ${days.length} days`, 'NDCG@10', '95 %, less by id'], ...rows]);
};

const byId = ({papers}: DayList): ListedPaper[] =>
  [...papers].sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1));

const recentOf = (day: DayList, lists: DayList[]): ListedPaper[] => {
  const own = new Set(day.papers.map(({paper}) => paper.id));
  const daysBefore = (list: DayList) => (Date.parse(day.day) - Date.parse(list.day)) / DAY_MS;
  const recent = lists
    .filter(list => daysBefore(list) > 0 && daysBefore(list) <= LOOK_BACK_DAYS)
    .flatMap(({papers}) => papers)
    .filter(({paper}) => !own.has(paper.id));
  return [...new Map(recent.map(one => [one.paper.id, one])).values()];
};

/** Equal scores go by the id. */
const quality = (day: DayList, scores: number[]): number => {
  const papers = byId(day);
  const order = [...papers.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const gains = papers.map(({votes}) => votes);
  return ndcg({shown: order.map(place => gains[place] ?? 0), ideal: gains, at: SHOWN});
};
