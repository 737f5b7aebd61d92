import {DAY, utcDay} from '../../../clock.ts';
import type {TidyRecords} from '../../../ops/tidy-record.ts';
import type {Catalogue} from '../../../papers/catalogue/catalogue.ts';

export type ThinSnapshotsDeps = {
  catalogue: Pick<Catalogue, 'days' | 'idsOf' | 'superfluousSnapshots' | 'dropSnapshots'>;
  records: Pick<TidyRecords, 'read' | 'count' | 'noteSnapshotsThrough'>;
};

/**
 * A paper is counted for some days after its own. A day's papers are looked at again until they are this much
 * older than what is kept, and then never more.
 */
const COUNTED_FOR_DAYS = 15;

/** Thins the counts of votes of papers to one a day; returns how many went or would go. */
export const thinSnapshots = async (
  {catalogue, records}: ThinSnapshotsDeps,
  {mode, now, keepDays}: {mode: 'count' | 'do'; now: number; keepDays: number},
): Promise<number> => {
  const before = now - keepDays * DAY;
  const done = utcDay(before - COUNTED_FOR_DAYS * DAY);
  const {snapshotsThrough} = await records.read();
  const range = {...(snapshotsThrough === null ? {} : {from: snapshotsThrough}), to: utcDay(before)};
  let total = 0;
  for (const {day} of await catalogue.days(range)) {
    let dropped = 0;
    for (const id of await catalogue.idsOf(day)) {
      const members = await catalogue.superfluousSnapshots(id, before);
      if (mode === 'do') await catalogue.dropSnapshots(id, members);
      dropped += members.length;
    }
    total += dropped;
    if (mode === 'count') continue;
    await records.count({snapshots: dropped});
    if (day <= done) await records.noteSnapshotsThrough(day);
  }
  return total;
};
