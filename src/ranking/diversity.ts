import type {Found, InterestScores} from './interests.ts';
import type {PaperIndex} from './paper-index.ts';

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
  tiers: number[][];
  room: number;
}): number[] => {
  const ordered: number[] = [];
  const repeats = new Float64Array(index.papers.length);
  const shares = topicShares({interest, papers: index.papers.length, room});
  for (const tier of tiers) {
    const left = [...tier];
    const worths = worthsOf({index, interest, tier});
    for (const earlier of ordered) compare({left, repeats, similar: index.terms.similarityTo(earlier)});
    while (left.length > 0 && ordered.length < room) {
      const at = mostWorth({left, worths, repeats, isWaiting: shares.isWaiting});
      const [best = 0] = left.splice(at, 1);
      ordered.push(best);
      shares.take(best);
      compare({left, repeats, similar: index.terms.similarityTo(best)});
    }
  }
  return ordered;
};

/** Notes how much each place repeats one that was chosen. */
const compare = ({
  left,
  repeats,
  similar,
}: {
  left: number[];
  repeats: Float64Array;
  similar: Float64Array;
}): void => {
  for (let at = 0; at < left.length; at++) {
    const place = left[at] ?? 0;
    const found = similar[place] ?? 0;
    if (found > (repeats[place] ?? 0)) repeats[place] = found;
  }
};

/** What each place of a tier is worth by itself, 0 to 1; by place. */
const worthsOf = ({
  index,
  interest,
  tier,
}: {
  index: PaperIndex;
  interest: InterestScores;
  tier: number[];
}): Float64Array => {
  const worths = new Float64Array(index.papers.length);
  let most = 0;
  for (const place of tier) {
    const worth = Math.max(0, interest.scores[place] ?? 0) + VOTES_WORTH * (index.voteShares[place] ?? 0);
    worths[place] = worth;
    most = Math.max(most, worth);
  }
  for (let place = 0; most > 0 && place < worths.length; place++) worths[place] = (worths[place] ?? 0) / most;
  return worths;
};

/** Where in what is left the next one stands; of equals the first. */
const mostWorth = ({
  left,
  worths,
  repeats,
  isWaiting,
}: {
  left: number[];
  worths: Float64Array;
  repeats: Float64Array;
  isWaiting: Uint8Array;
}): number => {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < left.length; at++) {
    const place = left[at] ?? 0;
    const value =
      OWN_WORTH * (worths[place] ?? 0) -
      (1 - OWN_WORTH) * (repeats[place] ?? 0) -
      WAITING * (isWaiting[place] ?? 0);
    if (value <= most) continue;
    best = at;
    most = value;
  }
  return best;
};

/**
 * Counts the places that each followed topic took, and says which papers wait since all their topics had
 * their share.
 */
const topicShares = ({interest, papers, room}: {interest: InterestScores; papers: number; room: number}) => {
  const isWaiting = new Uint8Array(papers);
  const counts = countAbout(interest);
  const cap = Math.max(MIN_CAP, Math.ceil(room / Math.max(1, counts.size)));
  const isContested = counts.size > 1 && [...counts.values()].some(count => count > cap);
  if (!isContested) return {isWaiting, take: () => undefined};
  const taken = new Map<string, number>();
  const hadItsShare = ({topic, match}: Found) => match.kind !== 'about' || (taken.get(topic) ?? 0) >= cap;
  const isAbout = ({match}: Found) => match.kind === 'about';
  const take = (place: number): void => {
    let isSpent = false;
    for (const {topic} of interest.topicsAt.get(place)?.filter(isAbout) ?? []) {
      const count = (taken.get(topic) ?? 0) + 1;
      taken.set(topic, count);
      if (count === cap) isSpent = true;
    }
    if (!isSpent) return;
    for (const [other, found] of interest.topicsAt)
      if (found.some(isAbout) && found.every(hadItsShare)) isWaiting[other] = 1;
  };
  return {isWaiting, take};
};

/** How many papers are about each followed topic. */
const countAbout = ({topicsAt}: InterestScores): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const found of topicsAt.values())
    for (const {topic, match} of found)
      if (match.kind === 'about') counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
};
