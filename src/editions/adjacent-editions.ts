import type {Redis} from '../redis/redis.ts';
import type {EditionId} from './edition.ts';
import {isWeekly, toEditionIds} from './edition-id.ts';
import {ageOf} from './edition-store.ts';

/** The editions of the same frequency that stand next to one. */
export type AdjacentEditions = {before: EditionId | null; after: EditionId | null};

type Shelf = {
  redis: Redis;
  /** The key of all ids by date. */
  index: string;
  stands: (id: EditionId) => Promise<boolean>;
};

/**
 * Where the neighbours of an edition are sought, so many entries at a time: weekends and holidays are
 * skipped.
 */
const STEP = 16;

/** What is read before and after an edition; null at the ends. */
export const adjacentTo = async (shelf: Shelf, id: EditionId): Promise<AdjacentEditions> => {
  const {redis, index} = shelf;
  const age = `(${ageOf(id)}`;
  const [before, after] = await Promise.all([
    firstAlong(shelf, id, at => redis.zrevrangebyscore(index, age, '-inf', 'LIMIT', at, STEP)),
    firstAlong(shelf, id, at => redis.zrangebyscore(index, age, '+inf', 'LIMIT', at, STEP)),
  ]);
  return {before, after};
};

/** The first edition of the same frequency on the way that `read` goes, from its `offset` on. */
const firstAlong = async (
  {stands}: Shelf,
  id: EditionId,
  read: (offset: number) => Promise<string[]>,
): Promise<EditionId | null> => {
  for (let offset = 0; ; offset += STEP) {
    const texts = await read(offset);
    for (const other of toEditionIds(texts))
      if (isWeekly(other) === isWeekly(id) && (await stands(other))) return other;
    if (texts.length < STEP) return null;
  }
};
