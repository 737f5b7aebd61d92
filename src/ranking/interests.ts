import type {PaperId} from '../papers/paper.ts';
import type {PaperIndex} from './paper-index.ts';
import type {TopicMatch, TopicText} from './topics.ts';

/** A paper that a subscriber asked for more or less of. */
export type LikedPaper = TopicText & {id: PaperId};

export type Interests = {
  /** In the subscriber's own words, or names of the topic list. */
  topics: string[];
  liked: LikedPaper[];
  disliked: LikedPaper[];
};

/** What a subscriber's interests say of an edition's papers, by place. */
export type Interest = {
  /** Above 0 is of interest, below it is not; about 2 to 3 for each topic that a paper names. */
  scores: Float64Array;
  /** The followed topics that a paper names or is near to, in the subscriber's order. */
  topicsAt: Map<number, {topic: string; match: TopicMatch}[]>;
  /** Of the papers that the subscriber wanted more of, the one most like the paper at this place; null where none is. */
  likedNear(place: number): LikedPaper | null;
  /** Whether the paper at this place is like those that the subscriber wanted less of, and nothing else speaks for it. */
  isUnwanted(place: number): boolean;
};

/**
 * A topic is a rule on its words, and the papers that somebody wanted more or less of are a linear model on TF-IDF (Rocchio, with the edition
 * as background). Figures were chosen on days of 2025 and measured on those of 2026 (docs/ranking.md).
 */
const WEIGHTS = {named: 2, saturation: 1.2, synonym: 1.5, near: 1, liked: 3, disliked: 3};

/** A paper is like another from this closeness on; below it, common words alone make as much. */
const LEAST_CLOSENESS = 0.02;

/** Putting papers last needs more: one paper that was disliked must not spoil a third of an edition. */
const LEAST_UNWANTED = 0.06;

/** Liked papers are many subscribers' own; more of them than this are compared anew rather than remembered. */
const REMEMBERED_PAPERS = 5_000;

/** Reads an edition with one subscriber's interests. */
export const interestIn = (index: PaperIndex, {topics, liked, disliked}: Interests): Interest => {
  const scores = new Float64Array(index.papers.length);
  const topicsAt: Interest['topicsAt'] = new Map();
  for (const topic of new Set(topics))
    for (const match of index.topics.matchesOf(topic)) {
      scores[match.place] = (scores[match.place] ?? 0) + scoreOf(match);
      const found = topicsAt.get(match.place);
      if (found) found.push({topic, match});
      else topicsAt.set(match.place, [{topic, match}]);
    }
  addTo(scores, meanCloseness(index, liked), WEIGHTS.liked);
  const unwanted = meanCloseness(index, disliked);
  addTo(scores, unwanted, -WEIGHTS.disliked);
  return {
    scores,
    topicsAt,
    likedNear: place => nearest({index, place, papers: liked}),
    isUnwanted: place => (unwanted[place] ?? 0) > LEAST_UNWANTED && (scores[place] ?? 0) < 0,
  };
};

const scoreOf = (match: TopicMatch): number => {
  if (match.kind === 'near') return (WEIGHTS.near * match.words) / match.of;
  if (match.mentions === 0) return WEIGHTS.synonym;
  return WEIGHTS.named + match.mentions / (match.mentions + WEIGHTS.saturation);
};

/** How close each paper is to the centre of these; 0 everywhere where there is none. */
const meanCloseness = (index: PaperIndex, papers: LikedPaper[]): Float64Array => {
  const mean = new Float64Array(index.papers.length);
  for (const paper of papers) addTo(mean, closenessTo(index, paper), 1 / papers.length);
  return mean;
};

const addTo = (sums: Float64Array, values: Float64Array, weight: number): void => {
  for (let place = 0; place < sums.length; place++)
    sums[place] = (sums[place] ?? 0) + weight * (values[place] ?? 0);
};

const closenessTo = (index: PaperIndex, paper: LikedPaper): Float64Array => {
  const known = index.closeness.get(paper.id);
  if (known) return known;
  const closeness = index.terms.closenessTo(paper);
  if (index.closeness.size < REMEMBERED_PAPERS) index.closeness.set(paper.id, closeness);
  return closeness;
};

const nearest = ({
  index,
  place,
  papers,
}: {
  index: PaperIndex;
  place: number;
  papers: LikedPaper[];
}): LikedPaper | null => {
  let best: LikedPaper | null = null;
  let most = LEAST_CLOSENESS;
  for (const paper of papers) {
    const closeness = closenessTo(index, paper)[place] ?? 0;
    if (closeness <= most || paper.id === index.papers[place]?.id) continue;
    best = paper;
    most = closeness;
  }
  return best;
};
