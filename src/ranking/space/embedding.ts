import type {TopicText} from '../topics/topic-texts.ts';

/**
 * What places texts in a space where what is alike lies close: the catalogue's own latent space. The same
 * version gives the same vector of the same text.
 */
export type Embedding = {
  /** Names the space: vectors of two versions say nothing about each other. */
  version: string;
  dimensions: number;
  /** Of length 1; all 0 where the space knows nothing of the text. */
  vectorOf(text: TopicText): Float64Array;
};

/** The cosine of two vectors of length 1. */
export const cosineOf = (one: Float64Array, other: Float64Array): number => {
  let sum = 0;
  for (let place = 0; place < one.length; place++) sum += (one[place] as number) * (other[place] as number);
  return sum;
};

/** The same direction with length 1; 0 stays 0. Changes the vector. */
export const toUnit = (vector: Float64Array): Float64Array => {
  const length = Math.sqrt(cosineOf(vector, vector));
  for (let place = 0; place < vector.length && length > 0; place++)
    vector[place] = (vector[place] as number) / length;
  return vector;
};
