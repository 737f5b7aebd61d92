import {learnReader} from '../../src/editions/learning/load-learned.ts';
import type {PaperId} from '../../src/papers/paper.ts';
import {noInterests, type ReaderInterests} from '../../src/ranking/interests.ts';
import type {LearnedInterest} from '../../src/ranking/library/learned-interest.ts';
import {indexPapers, type PaperIndex} from '../../src/ranking/paper-index.ts';
import {selectPapers} from '../../src/ranking/selection.ts';
import type {LatentSpace} from '../../src/ranking/space/latent-space.ts';
import {foldWords} from '../../src/ranking/words.ts';
import {bm25, type Collection} from './bm25.ts';
import type {DayList} from './files.ts';
import {type Follower, withoutKeywords} from './followers.ts';

/** A day's papers in the order of the base ranking, ready for each order under test. */
export type TestDay = {
  day: string;
  ids: PaperId[];
  index: PaperIndex;
  /** Title and abstract with blanks around each word. */
  folded: string[];
  scoreByWords: (query: string) => number[];
};

export type InterestOrder = {
  name: string;
  /** Places of the day's papers, at least the first ten. */
  order: (day: TestDay, follower: Follower) => number[];
};

/** Smaller days say nothing about a choice of ten. */
const MIN_PAPERS = 10;

/** How many papers each order shows. */
export const SHOWN = 10;

/** The test days: of each list the papers that have keywords, which nothing under test sees. */
export const toTestDays = (
  lists: DayList[],
  collection: Collection,
  space: LatentSpace | null = null,
): TestDay[] =>
  lists.flatMap(({day, papers}): TestDay[] => {
    const known = papers.filter(({paper}) => paper.keywords.length > 0);
    if (known.length < MIN_PAPERS) return [];
    const ordered = [...known].sort((a, b) => b.votes - a.votes);
    const texts = ordered.map(({paper}) => `${paper.title} | ${paper.abstract}`);
    return [
      {
        day,
        ids: ordered.map(({paper}) => paper.id),
        index: indexPapers(
          ordered.map(({paper, votes}) => ({...withoutKeywords(paper), votes})),
          space,
        ),
        folded: ordered.map(({paper}) => `${foldWords(paper.title)}|${foldWords(paper.abstract)}`),
        scoreByWords: bm25(collection, texts),
      },
    ];
  });

const byScore = (scores: number[]): number[] =>
  [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);

const voteList: InterestOrder = {name: 'vote list', order: ({ids}) => [...ids.keys()]};

const keywordFilter: InterestOrder = {
  name: 'keyword filter',
  order: ({folded}, {topic}) => byScore(folded.map(text => (text.includes(foldWords(topic)) ? 1 : 0))),
};

const wordScore: InterestOrder = {
  name: 'BM25',
  order: ({scoreByWords}, {topic}) => byScore(scoreByWords(topic)),
};

const wordScoreWithLike: InterestOrder = {
  name: 'BM25, with the title of 1 like',
  order: ({scoreByWords}, {topic, liked}) => byScore(scoreByWords(`${topic} ${liked[0]?.title ?? ''}`)),
};

const ours = ({likes, follows}: {likes: number; follows: 'topic' | 'nothing'}): InterestOrder => ({
  name: `ours, ${follows === 'topic' ? 'topic' : 'no topic'} and ${likes} ${likes === 1 ? 'like' : 'likes'}`,
  order: ({index}, {topic, liked}) => {
    const said = {topics: follows === 'topic' ? [topic] : [], liked: liked.slice(0, likes), disliked: []};
    const learned = index.learned && learnedOf(index.learned.space, said);
    const interests = {...noInterests, ...said, papers: SHOWN, ...(learned ? {learned} : {})};
    return selectPapers({index, interests}).map(({index: place}) => place);
  },
});

type Said = Pick<ReaderInterests, 'topics' | 'liked' | 'disliked'>;

const remembered = new Map<string, LearnedInterest | null>();

/** Learned of each follower once, as the product does. */
const learnedOf = (space: LatentSpace, said: Said): LearnedInterest | null => {
  const key = JSON.stringify([space.version, said.topics, said.liked.map(({id}) => id)]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const learned = learnReader({reader: said, library: null, space});
  remembered.set(key, learned);
  return learned;
};

/** The baselines. */
export const baselines = {voteList, keywordFilter, wordScore};

/** The one that the bar is about. */
export const oursAfterOneLike = ours({likes: 1, follows: 'topic'});

/** All that are measured, in the table's order. */
export const interestOrders: InterestOrder[] = [
  voteList,
  keywordFilter,
  wordScore,
  wordScoreWithLike,
  ours({likes: 0, follows: 'topic'}),
  oursAfterOneLike,
  ours({likes: 3, follows: 'topic'}),
  ours({likes: 10, follows: 'topic'}),
  ours({likes: 1, follows: 'nothing'}),
  ours({likes: 3, follows: 'nothing'}),
  ours({likes: 10, follows: 'nothing'}),
];
