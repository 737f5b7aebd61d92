import {isAskedBack, move} from '../states.ts';
import type {Subscriber} from '../subscriber.ts';
import {type DueGroup, dueGroupOf} from './due-index.ts';
import {enterGroups, type Indexed, MAX_ROUNDS, type Settling, settle} from './indexes.ts';
import {likedBy} from './like-index.ts';
import type {Stored} from './records.ts';

/**
 * Decides what becomes of a subscriber: the changed one, or null to leave it. Pure, since it is asked again
 * with the newer record when somebody else was faster.
 */
export type Change = (current: Subscriber) => Subscriber | null;

export type UpdateResult =
  | {kind: 'updated'; before: Subscriber; subscriber: Subscriber}
  | {kind: 'unchanged'; subscriber: Subscriber}
  | {kind: 'unknown'}
  /** Too little of the record can be read; nothing was changed. */
  | {kind: 'unreadable'};

type Open = {
  number: number;
  change: Change;
  place: number;
  /** Groups entered for a change that came too late. */
  left: (DueGroup | null)[];
};

type Decided = {open: Open; read: Stored; next: Subscriber};

/**
 * Changes many subscribers at once, each atomically: a record is replaced only if it still is the one that
 * was decided upon; otherwise the change is decided again. Outcomes in order.
 */
export const updateRecords = async (
  indexed: Indexed,
  changes: {number: number; change: Change}[],
): Promise<UpdateResult[]> => {
  const outcomes = changes.map((): UpdateResult => ({kind: 'unknown'}));
  let open = changes.map((change, place): Open => ({...change, place, left: []}));
  for (let round = 0; open.length > 0; round += 1) {
    if (round === MAX_ROUNDS) throw new Error(`${open.length} subscribers changed without end`);
    open = await updateOnce({indexed, open, outcomes});
  }
  return outcomes;
};

type Round = {indexed: Indexed; open: Open[]; outcomes: UpdateResult[]};

/** One attempt at each; returns those whose record changed in between. */
const updateOnce = async ({indexed, open, outcomes}: Round): Promise<Open[]> => {
  const found = await indexed.records.readEach(open.map(({number}) => number));
  const settling: Settling[] = [];
  const decided: Decided[] = [];
  for (const [place, one] of open.entries()) {
    const read = found[place];
    if (!read) continue;
    if (read.subscriber === null) {
      outcomes[one.place] = {kind: 'unreadable'};
      continue;
    }
    const next = one.change(read.subscriber);
    if (next) decided.push({open: one, read, next: checked(read.subscriber, next)});
    else {
      outcomes[one.place] = {kind: 'unchanged', subscriber: read.subscriber};
      if (one.left.length > 0) settling.push({stored: read, left: one.left, unliked: []});
    }
  }
  const late = await replaceAll({indexed, decided, outcomes, settling});
  await settle(indexed, settling);
  return late;
};

const replaceAll = async ({
  indexed,
  decided,
  outcomes,
  settling,
}: {
  indexed: Indexed;
  decided: Decided[];
  outcomes: UpdateResult[];
  settling: Settling[];
}): Promise<Open[]> => {
  await enterGroups(
    indexed.due,
    decided.map(({next}) => next),
  );
  const replaced = await indexed.records.replace(decided);
  const late: Open[] = [];
  for (const [place, {open, read, next}] of decided.entries()) {
    const stored = replaced[place];
    if (!stored) late.push({...open, left: [...open.left, dueGroupOf(next)]});
    else {
      outcomes[open.place] = {kind: 'updated', before: read.subscriber, subscriber: next};
      settling.push({
        stored,
        left: [...open.left, dueGroupOf(read.subscriber)],
        unliked: likedBy(read.subscriber),
      });
    }
  }
  return late;
};

/** A change that breaks the rules is a bug of its caller. */
const checked = (before: Subscriber, next: Subscriber): Subscriber => {
  if (next.number !== before.number || next.address !== before.address || next.id !== before.id)
    throw new Error(`a change of subscriber ${before.number} must keep its number, id and address`);
  if (next.state === before.state || (next.state === 'active' && isAskedBack(before))) return next;
  const moved = move(before.state, next.state);
  if (moved.kind === 'refused') throw new Error(`subscriber ${before.number}: ${moved.reason}`);
  return next;
};
