import type {LatentSpace} from '../space/latent-space.ts';
import {naturalLog} from '../space/natural-log.ts';
import {addScaled} from '../space/sparse-rows.ts';
import {type TextTerms, termsOfText} from '../space/terms-of-text.ts';
import type {TopicText} from '../topics/topic-texts.ts';

/** A paper of a library; what it lacks is ''. A title alone will do. */
export type LibraryText = TopicText & {
  /** When it was added, or else published (milliseconds since 1970); null where nothing says. */
  addedAt: number | null;
};

/** A word or pair of words with how many papers of a library have it, recent ones counting more. */
export type TermCount = readonly [term: string, count: number];

/**
 * What is kept of a library: no text, and no term that fewer than three papers of the catalogue have. The
 * same for every order of its papers.
 */
export type LibraryProfile = {
  /** How many papers it was learned from. */
  papers: number;
  /** What their counts come to, with companions from the catalogue. */
  weight: number;
  /** The terms that tell it apart, the most telling first. */
  terms: TermCount[];
  /** The places in `terms` of those that stand in a title of the library; absent in older ones. */
  titled?: number[];
  /** The version of the space that the vector lies in. */
  space: string;
  /** The mean of the papers' centred vectors. */
  vector: Float64Array;
};

export const MAX_TERMS = 200;

/** Counts are kept with three decimals. */
const GRID = 1_000;

/**
 * So many papers of the catalogue go with a small library, so that it is known by more than its own words.
 */
export const COMPANIONS = 60;

/**
 * What the companions count together, in papers: this by the number of papers, and no more than the second.
 */
const COMPANIONS_WEIGHT = 30;
const MAX_COMPANIONS_WEIGHT = 6;

/** A paper that is so much older than the newest counts half. */
const HALF_AFTER_MS = 3 * 365 * 86_400_000;

/**
 * Learns what tells a library apart from all other papers. `companions` are papers of the catalogue near to
 * it, as `directionOf` finds them; none will do.
 */
export const learnLibrary = ({
  texts,
  space,
  companions = [],
}: {
  texts: LibraryText[];
  space: LatentSpace;
  companions?: TopicText[];
}): LibraryProfile => {
  const own = recencyWeights(texts);
  const share = companionsWeight(texts.length) / Math.max(1, companions.length);
  const weighed = [
    ...texts.map((text, place) => ({terms: termsOfText(text), weight: own[place] ?? 1})),
    ...companions.map(text => ({terms: termsOfText(text), weight: share})),
  ];
  const weight = sumOf(weighed.map(one => one.weight));
  const terms = tellingTerms({counts: countTerms(weighed, space), weight, papers: texts.length, space});
  const inTitles = termsInTitles(texts);
  return {
    papers: texts.length,
    weight: Math.round(weight * GRID) / GRID,
    terms,
    titled: terms.flatMap(([term], at) => (inTitles.has(term) ? [at] : [])),
    space: space.version,
    vector: meanVector(weighed, space),
  };
};

const companionsWeight = (papers: number): number =>
  Math.min(MAX_COMPANIONS_WEIGHT, COMPANIONS_WEIGHT / Math.max(1, papers));

/**
 * The newest counts most; those without a date count as the mean of the others. They sum up to their number.
 */
const recencyWeights = (texts: LibraryText[]): number[] => {
  const dates = texts.flatMap(({addedAt}) => addedAt ?? []);
  const newest = dates.reduce((latest, date) => Math.max(latest, date), 0);
  const raw = (date: number): number => HALF_AFTER_MS / (HALF_AFTER_MS + (newest - date));
  const mean = dates.length === 0 ? 1 : sumOf(dates.map(raw)) / dates.length;
  return texts.map(({addedAt}) => (addedAt === null ? 1 : raw(addedAt) / mean));
};

/** What a paper says, read once. */
type Weighed = {terms: TextTerms; weight: number};

const countTerms = (weighed: Weighed[], space: LatentSpace): Map<string, number> => {
  const counts = new Map<string, number[]>();
  for (const {terms, weight} of weighed) {
    for (const term of [...terms.words.keys(), ...terms.pairs]) {
      const known = counts.get(term);
      if (known) known.push(weight);
      else if (space.shareOf(term) > 0) counts.set(term, [weight]);
    }
  }
  return new Map([...counts].map(([term, weights]) => [term, sumOf(weights)]));
};

const termsInTitles = (texts: TopicText[]): Set<string> =>
  new Set(
    texts.flatMap(({title}) => {
      const {words, pairs} = termsOfText({title, abstract: '', keywords: []});
      return [...words.keys(), ...pairs];
    }),
  );

/** In rising order, so that the order of the papers changes no bit. */
const sumOf = (values: number[]): number => values.sort((a, b) => a - b).reduce((sum, one) => sum + one, 0);

type Telling = {counts: Map<string, number>; weight: number; papers: number; space: LatentSpace};

const tellingTerms = ({counts, weight, papers, space}: Telling): TermCount[] =>
  [...counts]
    .map(([term, count]) => ({
      term,
      count,
      worth: logOdds({count, weight, share: space.shareOf(term), doubt: 1}),
    }))
    .filter(({count}) => count >= leastCount(papers))
    .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .slice(0, MAX_TERMS)
    .map(({term, count}) => [term, Math.round(count * GRID) / GRID]);

/** A word of one paper alone says nothing of a library that has more than a few. */
export const leastCount = (papers: number): number => (papers <= 5 ? 1 : 2);

/**
 * How much a term says for a library: the share of its papers that have the term, times the logarithm of how
 * much oftener they have it than all papers do, less `doubt` for few papers.
 */
export const logOdds = ({
  count,
  weight,
  share,
  doubt,
}: {
  count: number;
  weight: number;
  share: number;
  doubt: number;
}): number =>
  count <= 0 || share <= 0
    ? 0
    : (count / weight) *
      (naturalLog((count + 2 * share) / ((weight + 2) * share)) - doubt / Math.sqrt(count));

const meanVector = (weighed: Weighed[], space: LatentSpace): Float64Array => {
  const vectors = weighed.map(({terms, weight}) => {
    const vector = space.centre(space.vectorOfWords(terms.words));
    return vector.map(value => value * weight);
  });
  const weight = sumOf(weighed.map(one => one.weight));
  const mean = new Float64Array(space.dimensions);
  for (let at = 0; at < mean.length; at++)
    mean[at] = Math.fround(sumOf(vectors.map(vector => vector[at] ?? 0)) / Math.max(1, weight));
  return mean;
};

/** In which direction of the space a library lies, to find papers of the catalogue that go with it. */
export const directionOf = (texts: TopicText[], space: LatentSpace): Float64Array => {
  const sum = new Float64Array(space.dimensions);
  for (const text of texts) addScaled(sum, 0, 1, space.centre(space.vectorOf(text)), 0, sum.length);
  return space.apart(sum).direction;
};
