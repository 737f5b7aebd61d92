import type {IdIndex} from '../links/id-index.ts';
import {lacksId} from '../record/subscriber-record.ts';
import type {Records} from '../records.ts';

const AT_ONCE = 512;

/**
 * Writes into records of an older form the ids that they have by their numbers, and enters those ids. The
 * index comes first: whatever dies in between, the next call begins again and finds the rest. A record that
 * somebody changes meanwhile is in the newer form by that.
 */
export const writeIds = async (
  {ids, records}: {ids: IdIndex; records: Records},
  highestNumber: number,
): Promise<number> => {
  let written = 0;
  for (let from = 1; from <= highestNumber; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, highestNumber - from + 1);
    const read = await records.readOn(Array.from({length: size}, (_, place) => from + place));
    const old = read.filter(stored => stored !== null).filter(({raw}) => lacksId(raw));
    if (old.length === 0) continue;
    await ids.enter(old.map(({subscriber}) => subscriber));
    const replaced = await records.replace(old.map(stored => ({read: stored, next: stored.subscriber})));
    written += replaced.filter(stored => stored !== null).length;
  }
  return written;
};
