import type {Redis} from '../../redis/redis.ts';
import {scanKeys} from '../../redis/scan-keys.ts';
import type {BackupEntry} from './backup-file.ts';
import {isKept, leadsToOthers} from './kept-key.ts';
import {readKey} from './key-value.ts';

type Place = {redis: Redis; prefix: string};

/** All that an instance keeps, while others write: what leads to others after what it leads to. */
export async function* readKeys(place: Place, now: () => number): AsyncIterable<BackupEntry> {
  for (const isWanted of [(name: string) => !leadsToOthers(name), leadsToOthers]) {
    const seen = new Set<string>();
    for await (const keys of scanKeys(place.redis, `${place.prefix}:`)) {
      const names = keys.map(key => key.slice(place.prefix.length + 1));
      const wanted = names.filter(name => isKept(name) && isWanted(name) && !seen.has(name));
      for (const name of wanted) seen.add(name);
      yield* await readSome(place, [...new Set(wanted)], now());
    }
  }
}

const readSome = async ({redis, prefix}: Place, names: string[], now: number): Promise<BackupEntry[]> => {
  const beginning = `${prefix}:`;
  const entries = await Promise.all(
    names.map(async key => {
      const [holds, left] = await Promise.all([readKey(redis, beginning + key), redis.pttl(beginning + key)]);
      return holds && {key, ...(left >= 0 ? {expiresAt: now + left} : {}), holds};
    }),
  );
  return entries.filter(entry => entry !== null);
};
