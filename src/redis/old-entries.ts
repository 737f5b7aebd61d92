import type {Redis} from './redis.ts';

const AT_ONCE = 100;

/** How many entries of a stream were made before an instant (ms), as their field `at` says. */
export const countOldEntries = async (redis: Redis, key: string, before: number): Promise<number> => {
  let count = 0;
  for await (const ids of oldEntries(redis, key, before)) count += ids.length;
  return count;
};

/** Deletes them; returns how many. */
export const dropOldEntries = async (redis: Redis, key: string, before: number): Promise<number> => {
  let count = 0;
  for await (const ids of oldEntries(redis, key, before)) count += await redis.xdel(key, ...ids);
  return count;
};

/** Their ids, some at a time: entries stand in the order of time, so the first newer one ends it. */
async function* oldEntries(redis: Redis, key: string, before: number): AsyncIterable<string[]> {
  for (let from = '-'; ; ) {
    const entries = await redis.xrange(key, from, '+', 'COUNT', AT_ONCE);
    const ids = entries.filter(([, fields]) => madeAt(fields) < before).map(([id]) => id);
    if (ids.length > 0) yield ids;
    const last = ids.at(-1);
    if (last === undefined || ids.length < AT_ONCE) return;
    from = `(${last}`;
  }
}

/** An entry without a time is of none that are old. */
const madeAt = (fields: string[]): number => {
  const place = fields.findIndex((field, at) => at % 2 === 0 && field === 'at');
  return place < 0 ? Number.POSITIVE_INFINITY : Number(fields[place + 1]);
};
