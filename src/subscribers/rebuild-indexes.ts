import {type DueGroup, type DuePlace, dueGroupOf, isSameGroup, partSize} from './due-index.ts';
import {type Indexed, settle} from './indexes.ts';
import type {Stored} from './records.ts';

/** How many entries of the due index were wrong. */
export type Rebuilt = {missing: number; stale: number};

/** Makes both indexes say what the records say, part by part, while others may write. */
export const rebuildIndexes = async (indexed: Indexed, highestNumber: number): Promise<Rebuilt> => {
  const groups = await indexed.due.groups();
  const rebuilt = {missing: 0, stale: 0};
  for (let first = 0; first <= highestNumber; first += partSize) {
    const numbers = Array.from({length: partSize}, (_, place) => first + place);
    const entries = await indexed.due.entries(groups, first);
    const read = await indexed.records.read(numbers);
    const stored = read.filter(one => one !== null);
    await forgetStates(
      indexed,
      numbers.filter((_, place) => read[place] === null),
    );
    const {missing, stale} = await mend({indexed, entries, stored});
    rebuilt.missing += missing;
    rebuilt.stale += stale;
  }
  return rebuilt;
};

/** Entries of numbers without a record stay: somebody may be about to write it, and as hints they harm nobody. */
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
    stored.map(one => ({stored: one, left: entered.get(one.subscriber.number) ?? []})),
  );
  return rebuilt;
};

/** Who has no record has no state, unless the record came just now. */
const forgetStates = async (indexed: Indexed, numbers: number[]): Promise<void> => {
  await indexed.states.forget(numbers);
  const late = (await indexed.records.read(numbers)).filter(one => one !== null);
  await settle(
    indexed,
    late.map(stored => ({stored, left: []})),
  );
};
