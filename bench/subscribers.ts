import {randomBytes} from 'node:crypto';
import {openLibraries} from '../src/editions/learning/library-store.ts';
import {silentLog} from '../src/log.ts';
import {openRedis, type Redis} from '../src/redis/redis.ts';
import {openSubscribers} from '../src/subscribers/store/subscriber-store.ts';
import {newSubscriberId} from '../src/subscribers/subscriber-id.ts';
import {importSubscribers} from '../src/use-cases/subscribers/import/import-subscribers.ts';
import {seededChance} from './evaluate/measures.ts';

const PREFIX = 'paperboy';
const ZONES =
  'Europe/Berlin,America/New_York,Asia/Tokyo,UTC,Asia/Kolkata,Europe/London,America/Los_Angeles,Australia/Sydney';
const TOPICS =
  'agents,diffusion,speech recognition,robotics,reasoning,video generation,retrieval,safety,vision,audio';
const WANTED_PAPERS = 400;

/**
 * What a subscriber takes of Redis, as it counts its memory (`MEMORY USAGE … SAMPLES 0`), imported with the
 * ids of another instance; with nothing said of papers, and with five that each wants more like. `url` leads
 * to an empty Redis, which is emptied again. Throws where it is not empty.
 */
export const benchSubscribers = async (url: string, readers: number): Promise<string[]> => {
  const redis = openRedis(url);
  try {
    if ((await redis.dbsize()) > 0) throw new Error('the Redis to measure in must be empty');
    return [
      await measure(redis, {what: 'with the ids of another instance', readers, likes: 0}),
      await measure(redis, {what: 'with those, and five papers wanted', readers, likes: 5}),
    ];
  } finally {
    await redis.quit();
  }
};

type Measured = {what: string; readers: number; likes: number};

const measure = async (redis: Redis, {what, readers, likes}: Measured): Promise<string> => {
  await importReaders(redis, {readers, likes});
  const sums = await sumByKind(redis);
  await redis.flushdb();
  const each = [...sums].map(([kind, bytes]) => `${kind} ${Math.round(bytes / readers)}`);
  const all = [...sums.values()].reduce((sum, bytes) => sum + bytes, 0) / readers;
  return `a subscriber ${what}, of ${readers}: ${Math.round(all)} bytes (${each.join(', ')})`;
};

const importReaders = async (redis: Redis, {readers, likes}: Omit<Measured, 'what'>): Promise<void> => {
  const subscribers = openSubscribers({redis, prefix: PREFIX, addressPepper: 'pepper', random: randomBytes});
  const rowOf = rowMaker(likes);
  await importSubscribers(
    {
      subscribers,
      libraries: openLibraries({redis, prefix: PREFIX}),
      openUnderstandLibrary: () => async () => ({
        kind: 'refused',
        reason: 'no library is brought',
        file: null,
      }),
      requestLetter: async () => undefined,
      clock: {now: () => Date.now()},
      log: silentLog,
    },
    {
      open: async function* () {
        yield 'email,timezone,hour,frequency,topics,id,instance,more_like\n';
        for (let at = 0; at < readers; at += 1) yield `${rowOf(at)}\n`;
      },
      ...{confirmed: true, consentText: 'They agreed.'},
    },
  );
};

/** Eight zones, six hours and three rhythms; two in three have two topics. */
const rowMaker = (likes: number): ((at: number) => string) => {
  const chance = seededChance(1);
  const below = (limit: number) => Math.floor(chance() * limit);
  const pick = (list: string) => list.split(',')[below(list.split(',').length)] ?? '';
  const paper = () => `2503.${10_000 + below(WANTED_PAPERS)}`;
  return at =>
    [
      ...[`reader.number-${at}@mail.example.org`, pick(ZONES), 6 + below(6), pick('daily,weekdays,weekly')],
      at % 3 === 0 ? '' : `${pick(TOPICS)};${pick(TOPICS)}`,
      ...[newSubscriberId(randomBytes), 'q2w3e4'],
      Array.from({length: likes}, paper).join(';'),
    ].join(',');
};

/** Bytes by the kind of key, whose numbers and ids are left out. */
const sumByKind = async (redis: Redis): Promise<Map<string, number>> => {
  const sums = new Map<string, number>();
  for await (const keys of redis.scanStream({count: 1000})) {
    const found: string[] = keys;
    const sizes = await Promise.all(found.map(key => redis.memory('USAGE', key, 'SAMPLES', 0)));
    for (const [place, key] of found.entries()) {
      const kind = key.slice(PREFIX.length + 1).replace(/[\d.]+/g, 'N');
      sums.set(kind, (sums.get(kind) ?? 0) + Number(sizes[place] ?? 0));
    }
  }
  return sums;
};
