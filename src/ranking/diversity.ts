import type {PaperIndex} from './paper-index.ts';
import type {InterestScores} from './scores/interest-scores.ts';
import {addPlaces, hasPlace, type PlaceBits, removePlaces} from './scores/place-bits.ts';
import type {Scratch} from './scores/scratch.ts';
import type {TopicScores} from './scores/topic-scores.ts';

/**
 * How much of a paper's worth is what it is by itself; the rest is how little it repeats those before it
 * (maximal marginal relevance, Carbonell and Goldstein 1998).
 */
const OWN_WORTH = 0.7;

/** How much everybody's votes add to a subscriber's interest, against 2 to 3 for a topic that is named. */
const VOTES_WORTH = 0.05;

/** With several topics, each has at least as many places before it waits for the others. */
const MIN_CAP = 3;

/** What a paper loses when all its topics have had their places: it comes after the others of interest. */
const WAITING = 1;

/** The first `count` of some places. */
export type Tier = {places: Uint32Array; count: number};

/**
 * Orders places by interest, votes and how little they repeat each other, every tier before the next. Where
 * the subscriber follows several topics, none takes more than its share as long as others wait. Returns as
 * many as there is room for; the same arguments give the same order.
 */
export const diversify = ({
  index,
  interest,
  tiers,
  room,
}: {
  index: PaperIndex;
  interest: InterestScores;
  tiers: readonly Tier[];
  room: number;
}): number[] => {
  const {scratch, terms} = index;
  const {bounds, rows, waiting} = scratch;
  const ordered: number[] = [];
  const shares = topicShares(interest.topics, room);
  waiting.fill(0);
  rows.length = 0;
  for (const tier of tiers) {
    if (tier.count === 0) continue;
    startTier(index, interest.scores, tier);
    while (ordered.length < room) {
      const at = mostWorth(tier, scratch);
      if (at < 0) break;
      const best = tier.places[at] as number;
      bounds[at] = Number.NEGATIVE_INFINITY;
      ordered.push(best);
      if (shares) takeShare(shares, best, waiting);
      rows.push(terms.similarityTo(best));
    }
  }
  return ordered;
};

/**
 * By number in the tier; `rows`: how alike all papers are to each that was chosen, by place; `waiting`: those
 * places whose topics have all had their share.
 */
type Chosen = Pick<Scratch, 'worths' | 'bounds' | 'repeats' | 'compared' | 'order' | 'rows' | 'waiting'>;

/** Before it is compared a place is worth what it is by itself, which is the most that it can be. */
const startTier = ({voteShares, scratch}: PaperIndex, scores: Float64Array, tier: Tier): void => {
  const {worths, bounds, repeats, compared} = scratch;
  const {places, count} = tier;
  let most = 0;
  for (let at = 0; at < count; at++) {
    const place = places[at] as number;
    const worth = Math.max(0, scores[place] as number) + VOTES_WORTH * (voteShares[place] as number);
    worths[at] = worth;
    if (worth > most) most = worth;
  }
  for (let at = 0; at < count; at++) {
    const worth = worths[at] as number;
    bounds[at] = worths[at] = OWN_WORTH * (most > 0 ? worth / most : worth);
    repeats[at] = 0;
    compared[at] = 0;
  }
  sortByShelf(scratch, count);
};

/** Worths, which are from 0 to 1, are sorted into so many shelves. */
const SHELVES = 64;

const shelfOf = (worth: number): number => SHELVES - Math.floor(worth * SHELVES);

const starts = new Uint32Array(SHELVES + 2);

/** Puts the numbers of a tier in order, those of the highest shelf first. */
const sortByShelf = ({worths, order}: Chosen, count: number): void => {
  starts.fill(0);
  for (let at = 0; at < count; at++) {
    const next = shelfOf(worths[at] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let shelf = 1; shelf < starts.length; shelf++)
    starts[shelf] = (starts[shelf] as number) + (starts[shelf - 1] as number);
  for (let at = 0; at < count; at++) {
    const shelf = shelfOf(worths[at] as number);
    order[starts[shelf] as number] = at;
    starts[shelf] = (starts[shelf] as number) + 1;
  }
};

/**
 * Where in the tier the next one stands, of equals the first; -1 where all were chosen. What a place is worth
 * never rises, so that one is compared with what was chosen since only where it could still be the best.
 */
const mostWorth = ({places, count}: Tier, chosen: Chosen): number => {
  const {worths, bounds, order} = chosen;
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let next = 0; next < count; next++) {
    const at = order[next] as number;
    // All that follow are worth less than one shelf more.
    if ((worths[at] as number) + 1 / SHELVES < most) break;
    const bound = bounds[at] as number;
    if (bound < most || bound === Number.NEGATIVE_INFINITY) continue;
    const worth = worthNow(chosen, at, places[at] as number, most);
    bounds[at] = worth;
    if (worth < most || (worth === most && at > best)) continue;
    best = at;
    most = worth;
  }
  return best;
};

/** What a place is worth beside all that was chosen, or beside so many of them that it is below `least`. */
const worthNow = (chosen: Chosen, at: number, place: number, least: number): number => {
  const {rows, worths, repeats, compared, waiting} = chosen;
  const own = worths[at] as number;
  const wait = hasPlace(waiting, place) ? WAITING : 0;
  let repeated = repeats[at] as number;
  let worth = own - (1 - OWN_WORTH) * repeated - wait;
  let row = compared[at] as number;
  for (; row < rows.length && worth >= least; row++) {
    const found = (rows[row] as Float64Array)[place] as number;
    if (found <= repeated) continue;
    repeated = found;
    worth = own - (1 - OWN_WORTH) * repeated - wait;
  }
  repeats[at] = repeated;
  compared[at] = row;
  return worth;
};

/** How many places each of the followed topics took, and how many it may take. */
type TopicShares = {topics: readonly TopicScores[]; taken: number[]; cap: number};

/** Null where none can take more than its share. */
const topicShares = (topics: readonly TopicScores[], room: number): TopicShares | null => {
  let named = 0;
  let most = 0;
  for (const {about} of topics) {
    if (about > 0) named += 1;
    if (about > most) most = about;
  }
  const cap = Math.max(MIN_CAP, Math.ceil(room / Math.max(1, named)));
  return named < 2 || most <= cap ? null : {topics, taken: topics.map(() => 0), cap};
};

/** Counts one more paper for its topics, and notes which papers wait from now on. */
const takeShare = ({topics, taken, cap}: TopicShares, place: number, waiting: PlaceBits): void => {
  let isSpent = false;
  for (let at = 0; at < topics.length; at++) {
    if (!hasPlace((topics[at] as TopicScores).aboutPlaces, place)) continue;
    const count = (taken[at] as number) + 1;
    taken[at] = count;
    if (count === cap) isSpent = true;
  }
  if (!isSpent) return;
  waiting.fill(0);
  for (let at = 0; at < topics.length; at++)
    if ((taken[at] as number) >= cap) addPlaces(waiting, (topics[at] as TopicScores).aboutPlaces);
  for (let at = 0; at < topics.length; at++)
    if ((taken[at] as number) < cap) removePlaces(waiting, (topics[at] as TopicScores).aboutPlaces);
};
