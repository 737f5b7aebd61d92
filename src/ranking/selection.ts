import type {PaperId} from '../papers/paper.ts';
import {placesWithout} from './avoided.ts';
import {diversify} from './diversity.ts';
import {type InterestScores, type ReaderInterests, scoreInterests} from './interests.ts';
import type {PaperIndex} from './paper-index.ts';
import {interestReasons} from './reasons/interest-reasons.ts';
import type {OwnReason, Reason} from './reasons/reason.ts';
import {MAX_RISEN} from './rising.ts';
import {withinShare} from './source-share.ts';

/**
 * The papers one subscriber gets of an edition, in order, each with the reasons that are the subscriber's
 * own.
 */
export type Selection = {
  /** Place in the edition's papers, from 0. */
  index: number;
  /** Often none. */
  because: Reason[];
}[];

/**
 * Chooses one subscriber's papers from an edition's: first those of authors, labs and code hosts that the
 * subscriber follows, then what else is of interest, then the rest in the order of the base ranking. Papers
 * with words to avoid and papers of the subscriber's library are out, and papers like those that the
 * subscriber wanted less of come last. The first of the base ranking are always in (two, one for who wants
 * fewer than 8 papers), so that nobody misses what everybody reads; of a week, those that rose most after
 * their day, too. Who wants a share of the papers to be new on arXiv gets that share, chosen in the same way
 * among each kind. Where words to avoid stand in every paper, or none is of the kind that is wanted, the
 * selection is the first paper alone, and says so.
 */
export const selectPapers = ({
  index,
  interests,
}: {
  index: PaperIndex;
  interests: ReaderInterests;
}): Selection => {
  const allowed = withoutOwned(index, placesWithout(index, interests.avoid), interests.owned ?? []);
  if (allowed.length === 0) return theFirstAlone(index, {kind: 'all-avoided'});
  const follows = index.follows.reasonsFor(interests);
  const interest = scoreInterests(index, interests);
  const room = Math.min(interests.papers, allowed.length);
  const tops = [...allowed.slice(0, topsIn(room)), ...risenIn(index, allowed, room)];
  const choice: Choice = {index, allowed, follows, interest, room, tops: [...new Set(tops)]};
  const inShare = interests.arxivShare === null ? choice : withShare(choice, interests.arxivShare);
  if (inShare.allowed.length === 0) return theFirstAlone(index, {kind: 'none-in-share'});
  const {chosen, personalised} = choose(inShare);
  return namedOnce(
    chosen.map(place => ({
      index: place,
      because: personalised.has(place)
        ? [...(follows.get(place) ?? []), ...interestReasons(interest, place)]
        : [],
    })),
  );
};

/** A paper of the reader's library is named at the first paper that is like it. */
const namedOnce = (selection: Selection): Selection => {
  const named = new Set<string>();
  for (const {because} of selection)
    for (const [at, reason] of because.entries()) {
      if (reason.kind !== 'library' || reason.like === undefined) continue;
      if (named.has(reason.like)) because[at] = {kind: 'library', words: reason.words};
      named.add(reason.like);
    }
  return selection;
};

/** Without what the reader has; where they have all of it, that is no reason to send them nothing. */
const withoutOwned = ({placeOf}: PaperIndex, places: number[], owned: readonly PaperId[]): number[] => {
  const known = new Set(owned.flatMap(id => placeOf.get(id) ?? []));
  if (known.size === 0) return places;
  const news = places.filter(place => !known.has(place));
  return news.length === 0 ? places : news;
};

const theFirstAlone = ({papers}: PaperIndex, because: OwnReason): Selection =>
  papers.length === 0 ? [] : [{index: 0, because: [because]}];

type Choice = {
  index: PaperIndex;
  /** Places, rising. */
  allowed: number[];
  follows: Map<number, OwnReason[]>;
  interest: InterestScores;
  /** How many places to choose. */
  room: number;
  /** What is in whatever the interests. */
  tops: number[];
};

/** A choice among what the share of papers that are new on arXiv lets in. */
const withShare = (choice: Choice, share: number): Choice => {
  const {index, allowed, room} = choice;
  const among = (places: number[], most: number): Choice => ({
    ...choice,
    allowed: places,
    room: Math.min(most, places.length),
    tops: choice.tops.filter(top => places.includes(top)),
  });
  const chooseAmong = (places: number[], most: number) => choose(among(places, most)).chosen;
  return among(withinShare({index, allowed, share, room, choose: chooseAmong}), room);
};

const choose = ({
  index,
  allowed,
  follows,
  interest,
  room,
  tops,
}: Choice): {chosen: number[]; personalised: Set<number>} => {
  const personalised = personalisedOrder({index, allowed, follows, interest, room});
  const chosen = firstOf({wanted: [personalised, restInOrder(allowed, interest)], tops, room});
  return {chosen: [...chosen], personalised: new Set(personalised)};
};

/** How many of the first papers of the base ranking are always in. */
const topsIn = (room: number): number => (room < 8 ? 1 : 2);

/** The share of the places that papers may take which rose after their day. */
const PLACES_PER_RISEN = 4;

/** Of a week: what rose after its day, where there is room for it. */
const risenIn = ({risen}: PaperIndex, allowed: number[], room: number): number[] => {
  if (risen.length === 0) return [];
  const most = Math.min(MAX_RISEN, Math.floor(room / PLACES_PER_RISEN));
  const isAllowed = new Set(allowed);
  return risen.filter(place => isAllowed.has(place)).slice(0, most);
};

/** What is the subscriber's own, most wanted first. */
const personalisedOrder = ({index, allowed, follows, interest, room}: Omit<Choice, 'tops'>): number[] => {
  const first: number[] = [];
  const then: number[] = [];
  for (const place of allowed)
    if (follows.has(place)) first.push(place);
    else if (isOfInterest(interest, place)) then.push(place);
  return diversify({index, interest, tiers: [first, then], room});
};

/** A paper that is put before others has a reason that can be told. */
const isOfInterest = (interest: InterestScores, place: number): boolean =>
  (interest.scores[place] ?? 0) > 0 &&
  (interest.topicsAt.has(place) || interest.standsOut(place) || interest.likedNear(place) !== null);

/** As many as there is room for, each once and in their order, always with the tops among them. */
const firstOf = ({wanted, tops, room}: {wanted: number[][]; tops: number[]; room: number}): Set<number> => {
  const missing = new Set(tops);
  const chosen = new Set<number>();
  for (const places of wanted)
    for (const place of places) {
      if (chosen.size === room) return chosen;
      if (missing.delete(place) || chosen.size + missing.size < room) chosen.add(place);
    }
  return chosen;
};

/** The base ranking, but what the subscriber asked less of comes last. */
const restInOrder = (allowed: number[], {isUnwanted}: InterestScores): number[] => {
  if (!isUnwanted) return allowed;
  const unwanted = allowed.filter(isUnwanted);
  return [...allowed.filter(place => !isUnwanted(place)), ...unwanted];
};
