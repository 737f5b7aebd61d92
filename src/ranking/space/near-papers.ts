import type {TopicText} from '../topics/topic-texts.ts';
import type {LatentSpace, WeighedWords} from './latent-space.ts';

/**
 * How alike texts are: the cosine of their words (TF-IDF) and a share of that of their vectors, which knows
 * that different words mean the same. Chosen on CSFCube's first fold, where all shares from 0.2 to 0.5 do as
 * well (docs/ranking.md).
 */
export const VECTOR_SHARE = 0.4;

/** What a text has in common with itself. */
export const SELF_LIKENESS = 1 + VECTOR_SHARE;

/** Papers in a space, by a place that the caller gives each. About 600 bytes a paper. */
export type NearPapers = {
  /** The space that they are placed in. */
  space: LatentSpace;
  /** Places a paper; the same place is given once. */
  put(place: number, text: TopicText): void;
  /** How like this text the paper at each place is, 0 to `SELF_LIKENESS`; 0 at a place that was not given. */
  likenessTo(text: TopicText): Float64Array;
  /** How far along a direction the paper at each place lies; 0 at a place that was not given. */
  along(direction: Float64Array): Float64Array;
};

/** Cells are kept as whole numbers up to this. */
const MAX_CELL = 32_767;

type Placed = {words: Uint16Array; weights: Uint16Array; vector: Int16Array};

export const openNearPapers = (space: LatentSpace): NearPapers => {
  const papers: (Placed | undefined)[] = [];
  const along = (direction: Float64Array): Float64Array =>
    Float64Array.from(papers, paper => (paper ? dot(paper.vector, direction) / MAX_CELL : 0));
  return {
    space,
    put: (place, text) => {
      papers[place] = toCells(space.weigh(text), space.vectorOf(text));
    },
    along,
    likenessTo: text => {
      const weights = new Float64Array(MAX_CELL + 1);
      const own = space.weigh(text);
      for (const [at, word] of own.words.entries()) weights[word] = own.weights[at] ?? 0;
      const likeness = along(space.vectorOf(text));
      for (const [place, paper] of papers.entries())
        likeness[place] =
          VECTOR_SHARE * (likeness[place] ?? 0) + (paper ? common(paper, weights) / MAX_CELL : 0);
      return likeness;
    },
  };
};

const toCells = ({words, weights}: WeighedWords, vector: Float64Array): Placed => ({
  words: Uint16Array.from(words),
  weights: Uint16Array.from(weights, weight => Math.round(weight * MAX_CELL)),
  vector: Int16Array.from(vector, value => Math.round(value * MAX_CELL)),
});

const dot = (cells: Int16Array, direction: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < cells.length; at++) sum += (cells[at] as number) * (direction[at] as number);
  return sum;
};

const common = ({words, weights}: Placed, others: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < words.length; at++)
    sum += (weights[at] as number) * (others[words[at] as number] as number);
  return sum;
};
