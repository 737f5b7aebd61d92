import type {Interest} from './interests.ts';
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
  const topics = topicCounts(interest, tiers.flat(), room);
  for (const tier of tiers) {
    const worths = worthsOf({index, interest, tier});
    while (worths.size > 0 && ordered.length < room) {
      const best = mostWorth({worths, repeats, isWaiting: topics.isWaiting});
      worths.delete(best);
      ordered.push(best);
      topics.take(best);
      const similar = index.terms.similarityTo(best);
      for (const place of worths.keys()) repeats[place] = Math.max(repeats[place] ?? 0, similar[place] ?? 0);
    }
  }
  return ordered;
};

/** Each paper's worth by itself, 0 to 1. */
const worthsOf = ({
  index,
  interest,
  tier,
}: {
  index: PaperIndex;
  interest: Interest;
  tier: number[];
}): Map<number, number> => {
  const worth = (place: number) =>
    Math.max(0, interest.scores[place] ?? 0) + VOTES_WORTH * (index.voteShares[place] ?? 0);
  let most = 0;
  for (const place of tier) most = Math.max(most, worth(place));
  return new Map(tier.map(place => [place, most === 0 ? 0 : worth(place) / most]));
};

const mostWorth = ({
  worths,
  repeats,
  isWaiting,
}: {
  worths: Map<number, number>;
  repeats: Float64Array;
  isWaiting: (place: number) => boolean;
}): number => {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const [place, worth] of worths) {
    const value =
      OWN_WORTH * worth - (1 - OWN_WORTH) * (repeats[place] ?? 0) - (isWaiting(place) ? WAITING : 0);
    if (value <= most) continue;
    best = place;
    most = value;
  }
  return best;
};

/** Counts the places that each followed topic took. */
const topicCounts = (interest: Interest, places: number[], room: number) => {
  const topicsAt = new Map(
    places.map(place => [
      place,
      (interest.topicsAt.get(place) ?? []).flatMap(({topic, match}) =>
        match.kind === 'about' ? [topic] : [],
      ),
    ]),
  );
  const taken = new Map<string, number>();
  const topics = new Set([...topicsAt.values()].flat());
  const cap = topics.size < 2 ? room : Math.max(LEAST_CAP, Math.ceil(room / topics.size));
  return {
    isWaiting: (place: number): boolean => {
      const about = topicsAt.get(place) ?? [];
      return about.length > 0 && about.every(topic => (taken.get(topic) ?? 0) >= cap);
    },
    take: (place: number): void => {
      for (const topic of topicsAt.get(place) ?? []) taken.set(topic, (taken.get(topic) ?? 0) + 1);
    },
  };
};
