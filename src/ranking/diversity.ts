import type {Found, Interest} from './interests.ts';
import type {PaperIndex} from './paper-index.ts';

/**
 * How much of a paper's worth is what it is by itself; the rest is how little it repeats those before it (maximal marginal relevance,
 * Carbonell and Goldstein 1998).
 */
const OWN_WORTH = 0.7;

/** How much everybody's votes add to a subscriber's interest, against 2 to 3 for a topic that is named. */
const VOTES_WORTH = 0.05;

/** With several topics, each has at least as many places before it waits for the others. */
const LEAST_CAP = 3;

/** What a paper loses when all its topics have had their places: it comes after the others of interest. */
const WAITING = 1;

/**
 * Orders places by interest, votes and how little they repeat each other, every tier before the next. Where the subscriber follows several topics, none
 * takes more than its share as long as others wait. Returns as many as there is room for; the same arguments give the same order.
 */
export const diversify = ({
  index,
  interest,
  tiers,
  room,
}: {
  index: PaperIndex;
  interest: Interest;
  tiers: number[][];
  room: number;
}): number[] => {
  const ordered: number[] = [];
  const repeats = new Float64Array(index.papers.length);
  const shares = topicShares({interest, papers: index.papers.length, room});
  for (const tier of tiers) {
    const left = worthsOf({index, interest, tier});
    while (left.places.length > 0 && ordered.length < room) {
      const at = mostWorth({left, repeats, isWaiting: shares.isWaiting});
      const [best = 0] = left.places.splice(at, 1);
      left.worths.splice(at, 1);
      ordered.push(best);
      shares.take(best);
      const similar = index.terms.similarityTo(best);
      for (const place of left.places) repeats[place] = Math.max(repeats[place] ?? 0, similar[place] ?? 0);
    }
  }
  return ordered;
};

/** Places, and beside each what it is worth by itself, 0 to 1. */
type Left = {places: number[]; worths: number[]};

const worthsOf = ({index, interest, tier}: {index: PaperIndex; interest: Interest; tier: number[]}): Left => {
  const worths = tier.map(
    place => Math.max(0, interest.scores[place] ?? 0) + VOTES_WORTH * (index.voteShares[place] ?? 0),
  );
  let most = 0;
  for (const worth of worths) most = Math.max(most, worth);
  return {places: [...tier], worths: worths.map(worth => (most === 0 ? 0 : worth / most))};
};

/** Where in what is left the next one stands; of equals the first. */
const mostWorth = ({
  left: {places, worths},
  repeats,
  isWaiting,
}: {
  left: Left;
  repeats: Float64Array;
  isWaiting: Uint8Array;
}): number => {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0;
    const value =
      OWN_WORTH * (worths[at] ?? 0) -
      (1 - OWN_WORTH) * (repeats[place] ?? 0) -
      WAITING * (isWaiting[place] ?? 0);
    if (value <= most) continue;
    best = at;
    most = value;
  }
  return best;
};

/** Counts the places that each followed topic took, and says which papers wait since all their topics had their share. */
const topicShares = ({interest, papers, room}: {interest: Interest; papers: number; room: number}) => {
  const isWaiting = new Uint8Array(papers);
  const counts = countAbout(interest);
  const cap = Math.max(LEAST_CAP, Math.ceil(room / Math.max(1, counts.size)));
  const isContested = counts.size > 1 && [...counts.values()].some(count => count > cap);
  if (!isContested) return {isWaiting, take: () => undefined};
  const taken = new Map<string, number>();
  const hadItsShare = ({topic, match}: Found) => match.kind === 'near' || (taken.get(topic) ?? 0) >= cap;
  const isAbout = ({match}: Found) => match.kind === 'about';
  const take = (place: number): void => {
    for (const {topic} of interest.topicsAt.get(place)?.filter(isAbout) ?? [])
      taken.set(topic, (taken.get(topic) ?? 0) + 1);
    for (const [other, found] of interest.topicsAt)
      if (found.some(isAbout) && found.every(hadItsShare)) isWaiting[other] = 1;
  };
  return {isWaiting, take};
};

/** How many papers are about each followed topic. */
const countAbout = ({topicsAt}: Interest): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const found of topicsAt.values())
    for (const {topic, match} of found)
      if (match.kind === 'about') counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
};
