import {type DueGroup, type DuePlace, dueGroupOf, isSameGroup, partSize} from '../due-index.ts';
import {type Indexed, settle} from '../indexes.ts';
import {type Liked, likedBy} from '../like-index.ts';
import type {IdIndex} from '../links/id-index.ts';
import type {Stored} from '../records.ts';

/** How many entries of the due index were wrong. */
export type Rebuilt = {missing: number; stale: number};

/** Makes all indexes say what the records say, part by part, while others may write. */
export const rebuildIndexes = async (
  indexed: Indexed & {ids: IdIndex},
  highestNumber: number,
): Promise<Rebuilt> => {
  const groups = await indexed.due.groups();
  const rebuilt = {missing: 0, stale: 0};
  for (let first = 0; first <= highestNumber; first += partSize) {
    const numbers = Array.from({length: partSize}, (_, place) => first + place);
    const entries = await indexed.due.entries(groups, first);
    const read = await indexed.records.readEach(numbers);
    const stored = read.flatMap(one => (one?.subscriber ? [one] : []));
    await forgetStates(
      indexed,
      numbers.filter((_, place) => read[place] === null),
    );
    await indexed.ids.enter(stored.map(({subscriber}) => subscriber));
    const {missing, stale} = await mend({indexed, entries, stored});
    rebuilt.missing += missing;
    rebuilt.stale += stale;
  }
  for (const liked of await indexed.likes.all()) await forgetUnliked(indexed, liked);
  return rebuilt;
};

/** Takes from what was liked who does not like it, or is no more, unless they said so just now. */
const forgetUnliked = async ({records, likes}: Indexed, liked: Liked): Promise<void> => {
  const numbers = await likes.numbersAt(liked);
  for (let from = 0; from < numbers.length; from += partSize) {
    const part = numbers.slice(from, from + partSize);
    const wants = async (some: number[]): Promise<Set<number>> =>
      new Set(
        (await records.readOn(some)).flatMap(one =>
          one && likedBy(one.subscriber).includes(liked) ? [one.subscriber.number] : [],
        ),
      );
    const liking = await wants(part);
    const others = part.filter(number => !liking.has(number));
    await likes.remove(others.map(number => ({number, liked: [liked]})));
    await likes.add([...(await wants(others))].map(number => ({number, liked: [liked]})));
  }
};

/**
 * Entries of numbers without a record stay: somebody may be about to write it, and as hints they harm nobody.
 */
const mend = async ({
  indexed,
  entries,
  stored,
}: {
  indexed: Indexed;
  entries: DuePlace[];
  stored: Stored[];
}): Promise<Rebuilt> => {
  const rebuilt = {missing: 0, stale: 0};
  const entered = new Map<number, DueGroup[]>();
  for (const {number, group} of entries) entered.set(number, [...(entered.get(number) ?? []), group]);
  for (const {subscriber} of stored) {
    const group = dueGroupOf(subscriber);
    const stands = entered.get(subscriber.number) ?? [];
    if (group && !stands.some(one => isSameGroup(one, group))) rebuilt.missing += 1;
    rebuilt.stale += stands.filter(one => !isSameGroup(one, group)).length;
  }
  await settle(
    indexed,
    stored.map(one => ({stored: one, left: entered.get(one.subscriber.number) ?? [], unliked: []})),
  );
  return rebuilt;
};

/** Who has no record has no state, unless the record came just now. */
const forgetStates = async (indexed: Indexed, numbers: number[]): Promise<void> => {
  await indexed.states.forget(numbers);
  const late = (await indexed.records.readOn(numbers)).filter(one => one !== null);
  await settle(
    indexed,
    late.map(stored => ({stored, left: [], unliked: []})),
  );
};
