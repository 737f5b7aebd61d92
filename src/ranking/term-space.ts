import type {TopicText} from './topics/topics.ts';
import {wordsOf} from './words.ts';

/**
 * The texts of an edition's papers as vectors of length 1, one dimension a word: TF-IDF with a logarithmic
 * count, and with the edition itself as the collection that tells rare words from common ones. The same texts
 * give the same bits in every process.
 */
export type TermSpace = {
  /**
   * How close each paper is to a text from anywhere: the cosine, less half of the paper's mean cosine to the
   * whole edition, so that a paper which is a little like everything is not close to anything (Rocchio's
   * rule, with the edition as what is not wanted).
   */
  closenessTo(text: TopicText): Float64Array;
  /** The cosine of each paper to the one at this place, 0 to 1. */
  similarityTo(place: number): Float64Array;
};

/** A word of the title says more than one of the abstract; as often as this it is counted. */
const TITLE_WEIGHT = 3;

/** Words whose weight is smaller stand in nearly every paper. */
const MIN_WEIGHT = 0.3;

/** How much of the edition's mean is taken away; measured on days of 2025 (docs/ranking.md). */
const BACKGROUND = 0.5;

/** Rows of similarities: as many as an edition has papers, and bounded where 5,000 are ranked at once. */
const REMEMBERED_ROWS = 200;

type Vector = Map<string, number>;
type Postings = Map<string, {place: number; weight: number}[]>;

/** Places the texts in a space of their own. */
export const termSpace = (texts: TopicText[]): TermSpace => {
  const counts = texts.map(countTerms);
  const weigh = weightOf(counts);
  const vectors = counts.map(terms => toVector(terms, weigh));
  const postings = toPostings(vectors);
  const cosinesTo = (vector: Vector) => cosines({vector, postings, papers: texts.length});
  const background = cosinesTo(meanOf(vectors));
  const rows: (Float64Array | undefined)[] = texts.map(() => undefined);
  let remembered = 0;
  return {
    closenessTo: text => {
      const found = cosinesTo(toVector(countTerms(text), weigh));
      return found.map((cosine, place) => cosine - BACKGROUND * (background[place] ?? 0));
    },
    similarityTo: place => {
      const known = rows[place];
      if (known) return known;
      const row = cosinesTo(vectors[place] ?? new Map());
      if (remembered++ < REMEMBERED_ROWS) rows[place] = row;
      return row;
    },
  };
};

const countTerms = ({title, abstract, keywords}: TopicText): Vector => {
  const counts: Vector = new Map();
  const add = (text: string, times: number) => {
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + times);
  };
  add(title, TITLE_WEIGHT);
  for (const keyword of keywords) add(keyword, 1);
  add(abstract, 1);
  return counts;
};

/** A word's weight by how few of the papers hold it. */
const weightOf = (counts: Vector[]): ((word: string) => number) => {
  const holders = new Map<string, number>();
  for (const terms of counts)
    for (const word of terms.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
  return word => Math.log((counts.length + 1) / ((holders.get(word) ?? 0) + 0.5));
};

const toVector = (counts: Vector, weigh: (word: string) => number): Vector => {
  const weighed = [...counts].flatMap(([word, count]): [string, number][] => {
    const weight = weigh(word);
    return weight < MIN_WEIGHT ? [] : [[word, (1 + Math.log(count)) * weight]];
  });
  const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0));
  return new Map(weighed.map(([word, weight]) => [word, weight / length]));
};

const meanOf = (vectors: Vector[]): Vector => {
  const mean: Vector = new Map();
  for (const vector of vectors)
    for (const [word, weight] of vector) mean.set(word, (mean.get(word) ?? 0) + weight / vectors.length);
  return mean;
};

const toPostings = (vectors: Vector[]): Postings => {
  const postings: Postings = new Map();
  for (const [place, vector] of vectors.entries())
    for (const [word, weight] of vector) {
      const holders = postings.get(word);
      if (holders) holders.push({place, weight});
      else postings.set(word, [{place, weight}]);
    }
  return postings;
};

const cosines = ({
  vector,
  postings,
  papers,
}: {
  vector: Vector;
  postings: Postings;
  papers: number;
}): Float64Array => {
  const sums = new Float64Array(papers);
  for (const [word, weight] of vector)
    for (const holder of postings.get(word) ?? [])
      sums[holder.place] = (sums[holder.place] ?? 0) + weight * holder.weight;
  return sums;
};
