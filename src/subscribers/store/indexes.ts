import type {Subscriber} from '../subscriber.ts';
import {type DueGroup, type DueIndex, dueGroupOf, isSameGroup} from './due-index.ts';
import {type Liked, type LikeIndex, type Liking, likedBy} from './like-index.ts';
import type {Records, Stored} from './records.ts';
import type {StateIndex} from './state-index.ts';

/**
 * The order of writes that keeps the indexes true without a transaction over slots: a number enters its group
 * before the record says so, and leaves the old one after. A process that dies in between leaves an entry too
 * many, which the next reader checks against the record; nobody who is due is missing. For what they
 * like, a number is entered after the record says so and taken out after it does not: whatever dies
 * in between leaves a count that is one off until `rebuildIndexes`.
 */
export type Indexed = {records: Records; states: StateIndex; due: DueIndex; likes: LikeIndex};

/** Before a record is written: its number stands where the record will say. */
export const enterGroups = (due: DueIndex, subscribers: Subscriber[]): Promise<void> =>
  due.add(
    subscribers.flatMap(subscriber => {
      const group = dueGroupOf(subscriber);
      return group ? [{number: subscriber.number, group}] : [];
    }),
  );

export type Settling = {
  /** The record as far as the caller knows. */
  stored: Stored;
  /** Groups in which the number may stand wrongly by now. */
  left: (DueGroup | null)[];
  /** What they liked before: the number may stand there wrongly by now. */
  unliked: Liked[];
};

/** More rounds than any real crowd on one subscriber needs; past them something else is wrong. */
export const MAX_ROUNDS = 50;

/**
 * After a record was written: all indexes say what it says. Somebody else may have written a newer record
 * meanwhile, or taken an entry away that was made before its record: so everything is entered again, and the
 * record is read again until it stays the same.
 */
export const settle = async (indexed: Indexed, settling: Settling[]): Promise<void> => {
  let open = settling;
  for (let round = 0; open.length > 0; round += 1) {
    if (round === MAX_ROUNDS) throw new Error(`${open.length} subscribers changed without end`);
    const subscribers = open.map(({stored}) => stored.subscriber);
    await enterGroups(indexed.due, subscribers);
    await indexed.states.place(subscribers);
    await indexed.likes.add(subscribers.map(toLiking));
    await indexed.due.remove(open.flatMap(wrongPlaces));
    await indexed.likes.remove(open.map(wrongLiking));
    open = await changedMeanwhile(indexed, open);
  }
};

const wrongPlaces = ({stored: {subscriber}, left}: Settling): {number: number; group: DueGroup}[] => {
  const group = dueGroupOf(subscriber);
  return left.flatMap(one =>
    one === null || isSameGroup(one, group) ? [] : [{number: subscriber.number, group: one}],
  );
};

const toLiking = (subscriber: Subscriber): Liking => ({
  number: subscriber.number,
  liked: likedBy(subscriber),
});

const wrongLiking = ({stored: {subscriber}, unliked}: Settling): Liking => {
  const liked = new Set(likedBy(subscriber));
  return {number: subscriber.number, liked: unliked.filter(one => !liked.has(one))};
};

/** Takes removed subscribers out of all indexes. */
export const forget = async ({due, states, likes}: Indexed, subscribers: Subscriber[]): Promise<void> => {
  await due.remove(
    subscribers.flatMap(subscriber => {
      const group = dueGroupOf(subscriber);
      return group ? [{number: subscriber.number, group}] : [];
    }),
  );
  await states.forget(subscribers.map(({number}) => number));
  await likes.remove(subscribers.map(toLiking));
};

const changedMeanwhile = async (indexed: Indexed, settling: Settling[]): Promise<Settling[]> => {
  const latest = await indexed.records.readEach(settling.map(({stored}) => stored.subscriber.number));
  const removed = settling.filter((_, place) => !latest[place]).map(({stored}) => stored.subscriber);
  if (removed.length > 0) await forget(indexed, removed);
  return settling.flatMap(({stored, left, unliked}, place) => {
    const now = latest[place];
    if (!now?.subscriber || now.raw === stored.raw) return [];
    return [
      {
        stored: now,
        left: [...left, dueGroupOf(stored.subscriber)],
        unliked: [...unliked, ...likedBy(stored.subscriber)],
      },
    ];
  });
};
