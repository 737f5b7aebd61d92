import type {PaperId} from '../papers/paper.ts';
import {placesWithout} from './avoided.ts';
import {diversify} from './diversity.ts';
import type {ReaderInterests} from './interests.ts';
import type {PaperIndex} from './paper-index.ts';
import {interestReasons} from './reasons/interest-reasons.ts';
import type {OwnReason, Reason} from './reasons/reason.ts';
import {MAX_RISEN} from './rising.ts';
import {type InterestScores, isOfInterest, isUnwanted, scoreInterests} from './scores/interest-scores.ts';
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
  const interest = scoreInterests(index, interests, index.scratch);
  const room = Math.min(interests.papers, allowed.length);
  const tops = topsOf(index, allowed, room);
  const choice: Choice = {index, allowed, follows, interest, room, tops};
  const inShare = interests.arxivShare === null ? choice : withShare(choice, interests.arxivShare);
  if (inShare.allowed.length === 0) return theFirstAlone(index, {kind: 'none-in-share'});
  const chosen = choose(inShare);
  const {marks} = index.scratch;
  const selection = chosen.map(place => ({
    index: place,
    because: ((marks[place] as number) & PERSONALISED) === 0 ? [] : reasonsOf(inShare, place),
  }));
  return interest.learned ? namedOnce(selection) : selection;
};

const reasonsOf = ({follows, interest}: Choice, place: number): Reason[] => {
  const own = interestReasons(interest, place);
  const followed = follows.size === 0 ? undefined : follows.get(place);
  return followed ? [...followed, ...own] : own;
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
const withoutOwned = (
  {placeOf}: PaperIndex,
  places: readonly number[],
  owned: readonly PaperId[],
): readonly number[] => {
  const known = new Set<number>();
  for (const id of owned) {
    const place = placeOf.get(id);
    if (place !== undefined) known.add(place);
  }
  if (known.size === 0) return places;
  const news = places.filter(place => !known.has(place));
  return news.length === 0 ? places : news;
};

const theFirstAlone = ({papers}: PaperIndex, because: OwnReason): Selection =>
  papers.length === 0 ? [] : [{index: 0, because: [because]}];

type Choice = {
  index: PaperIndex;
  /** Places, rising. */
  allowed: readonly number[];
  follows: Map<number, OwnReason[]>;
  interest: InterestScores;
  /** How many places to choose. */
  room: number;
  /** What is in whatever the interests; each once. */
  tops: readonly number[];
};

/** A choice among what the share of papers that are new on arXiv lets in. */
const withShare = (choice: Choice, share: number): Choice => {
  const {index, allowed, room} = choice;
  const among = (places: readonly number[], most: number): Choice => ({
    ...choice,
    allowed: places,
    room: Math.min(most, places.length),
    tops: choice.tops.filter(top => places.includes(top)),
  });
  const chooseAmong = (places: readonly number[], most: number) => choose(among(places, most));
  return among(withinShare({index, allowed, share, room, choose: chooseAmong}), room);
};

/** What is marked of a place while one selection is chosen. */
const TOP = 1;
const PERSONALISED = 2;
const CHOSEN = 4;

/** Chooses places, and marks in the scratch which of them are personalised. */
const choose = (choice: Choice): number[] => {
  const {index, tops} = choice;
  const {marks} = index.scratch;
  const personalised = personalisedOrder(choice);
  marks.fill(0);
  for (const place of tops) marks[place] = TOP;
  for (const place of personalised) marks[place] = (marks[place] as number) | PERSONALISED;
  return firstOf(choice, personalised);
};

/** How many of the first papers of the base ranking are always in. */
const topsIn = (room: number): number => (room < 8 ? 1 : 2);

/** The share of the places that papers may take which rose after their day. */
const PLACES_PER_RISEN = 4;

/** The first papers of the base ranking; of a week also what rose after its day, where there is room. */
const topsOf = ({risen}: PaperIndex, allowed: readonly number[], room: number): number[] => {
  const tops = allowed.slice(0, topsIn(room));
  if (risen.length === 0) return tops;
  const most = Math.min(MAX_RISEN, Math.floor(room / PLACES_PER_RISEN));
  const isAllowed = new Set(allowed);
  return [...new Set([...tops, ...risen.filter(place => isAllowed.has(place)).slice(0, most)])];
};

/** What is the subscriber's own, most wanted first. */
const personalisedOrder = ({index, allowed, follows, interest, room}: Choice): number[] => {
  const {followed, wanted} = index.scratch;
  let first = 0;
  let then = 0;
  for (let at = 0; at < allowed.length; at++) {
    const place = allowed[at] as number;
    if (follows.size > 0 && follows.has(place)) followed[first++] = place;
    else if (isOfInterest(interest, place)) wanted[then++] = place;
  }
  const tiers = [
    {places: followed, count: first},
    {places: wanted, count: then},
  ];
  return diversify({index, interest, tiers, room});
};

/**
 * As many as there is room for, each once and always with the tops among them: what is personalised, then the
 * base ranking, and last of it what the subscriber asked less of.
 */
const firstOf = (
  {index, allowed, interest, room, tops}: Choice,
  personalised: readonly number[],
): number[] => {
  const {marks} = index.scratch;
  const chosen: number[] = [];
  let missing = tops.length;
  const take = (place: number): void => {
    const mark = marks[place] as number;
    if (chosen.length === room || (mark & CHOSEN) !== 0) return;
    if ((mark & TOP) !== 0) missing -= 1;
    else if (chosen.length + missing >= room) return;
    marks[place] = mark | CHOSEN;
    chosen.push(place);
  };
  for (const place of personalised) take(place);
  for (let at = 0; at < allowed.length && chosen.length < room; at++) {
    const place = allowed[at] as number;
    if (!isUnwanted(interest, place)) take(place);
  }
  for (let at = 0; at < allowed.length && chosen.length < room; at++) take(allowed[at] as number);
  return chosen;
};
