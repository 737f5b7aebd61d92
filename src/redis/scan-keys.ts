import {mastersOf} from './open-client.ts';
import type {Redis} from './redis.ts';

const AT_ONCE = 500;

/** The keys that begin so, some hundreds at a time; one may come twice. */
export async function* scanKeys(redis: Redis, beginning: string): AsyncIterable<string[]> {
  const match = `${beginning.replace(/[\\*?[\]]/g, '\\$&')}*`;
  for (const master of mastersOf(redis))
    for await (const keys of master.scanStream({match, count: AT_ONCE})) {
      const found: string[] = keys;
      if (found.length > 0) yield found;
    }
}
