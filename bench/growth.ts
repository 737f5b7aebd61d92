import {madeUpPaper} from '../chaos/made-up-paper.ts';
import {type OpenPaperboy, openWithStores} from '../chaos/open-with-stores.ts';
import {type Clock, DAY, HOUR, systemClock, utcDay} from '../src/clock.ts';
import {parseConfig} from '../src/config.ts';
import type {Transport} from '../src/delivery/transports/transport.ts';
import type {EditionId} from '../src/editions/edition.ts';
import {dailyEdition} from '../src/editions/edition-id.ts';
import {silentLog} from '../src/log.ts';
import {openRedis, type Redis} from '../src/redis/redis.ts';
import {type PartResult, short, table} from './part.ts';
import {settleAll} from './settle-all.ts';

export type Growth = {
  /** Leads to an empty Redis, which stays full. */
  url: string;
  readers: number;
  days: number;
  /** For how many days details are kept. */
  keepDays: number;
  /** Ends after so long, ms; the same call goes on later, on the same Redis. */
  patienceMs: number;
};

const PAPERS_A_DAY = 30;
const COUNTS_A_DAY = 12;
const COUNTED_DAYS = 2;
const LOOK_EVERY_DAYS = 15;
/** What is kept for good by decision, and what retention is to keep flat. */
const FOR_GOOD =
  /:(paper|snapshots|titles|papers|changes|edition|curation|carrying|closed|counts|receipt-counts|run:\d+)$|editions$/;
const START = Date.parse('2026-01-01T00:00:00Z');

/**
 * A year of daily editions on a clock of its own: each day's papers are counted, an edition is built and sent
 * to everybody, receipts come, and retention does its round. Says what Redis holds, every so many days. Where
 * time is up it notes in that Redis how far it came. Throws where a Redis is neither empty nor of such a run.
 */
export const benchGrowth = async (growth: Growth): Promise<PartResult> => {
  const {url, readers, days, keepDays, patienceMs} = growth;
  const clock = virtualClock();
  const redis = openRedis(url);
  const until = performance.now() + patienceMs;
  const rows = await readLooks(redis);
  if (rows === null) throw new Error('the Redis to measure in must be empty');
  const from = Number(await redis.hget(PROGRESS, 'day'));
  const paperboy = await openAt(url, clock, keepDays);
  if (from === 0) await importReaders(paperboy, readers);
  let day = from;
  for (; day <= days && performance.now() < until; day++) {
    clock.at = START + day * DAY;
    await liveADay(paperboy, {day, readers});
    await age(redis);
    if (day % LOOK_EVERY_DAYS === 0) rows.push({day, ...(await sizes(redis))});
    await redis.hset(PROGRESS, {day: day + 1, looks: JSON.stringify(rows)});
  }
  await paperboy.close();
  await redis.quit();
  return report(rows, keepDays + LOOK_EVERY_DAYS);
};

/** How far a run came, beside what it measures; it is of no instance. */
const PROGRESS = 'bench:growth';

/** What was measured so far; null where the Redis holds something else. */
const readLooks = async (redis: Redis): Promise<Look[] | null> => {
  const looks = await redis.hget(PROGRESS, 'looks');
  if (looks !== null) return JSON.parse(looks) as Look[];
  return (await redis.dbsize()) === 0 ? [] : null;
};

/** A sleep that can be broken off is a time limit, and those are real. */
const virtualClock = () => {
  const clock = {
    at: START,
    now: () => clock.at,
    sleep: async (ms: number, signal?: AbortSignal) => (signal ? systemClock.sleep(ms, signal) : undefined),
  };
  return clock;
};

type Look = {day: number; forGood: number; rest: number; usedMemory: number};

const report = (rows: Look[], settledAt: number): PartResult => {
  const settled = rows.filter(({day}) => day >= settledAt);
  const rests = settled.map(({rest}) => rest);
  const flat = Math.max(...rests) / Math.min(...rests);
  return {
    figures: {flat},
    lines: [
      ...table(
        rows.map(({day, forGood, rest, usedMemory}) => ({
          day: String(day),
          'for good, kB': short(forGood / 1000),
          'the rest, kB': short(rest / 1000),
          'used_memory, kB': short(usedMemory / 1000),
        })),
      ),
      `from day ${settledAt} on the rest stays within ${short((flat - 1) * 100)} %`,
    ],
  };
};

const openAt = async (url: string, clock: Clock, keepDays: number) => {
  const reading = parseConfig({
    MAIL_TRANSPORT: 'outbox',
    OUTBOX_DIR: '/tmp/paperboy-growth',
    KEEP_DETAILS_DAYS: String(keepDays),
  });
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  return openWithStores({
    config: reading.config,
    redisUrl: url,
    ...{clock, log: silentLog},
    intercept: {ledger: ledger => ledger, transport: takeAll},
  });
};

/** A transport that takes every call. */
const takeAll = (transport: Transport): Transport => ({
  ...transport,
  batchSize: 100,
  send: async ({batch}) => ({
    kind: 'accepted',
    messageIds: Array.from({length: batch.mails}, () => crypto.randomUUID()),
  }),
});

const importReaders = async (paperboy: OpenPaperboy, readers: number): Promise<void> => {
  await paperboy.subscribers.import({
    open: async function* () {
      yield Buffer.from('email,frequency\n');
      for (let at = 1; at <= readers; at++) yield Buffer.from(`reader-${at}@mail.example.org,daily\n`);
    },
    ...{confirmed: true, consentText: 'They agreed.'},
  });
};

const liveADay = async (paperboy: OpenPaperboy, {day, readers}: {day: number; readers: number}) => {
  const {catalogue, ledger, clock} = paperboy.stores;
  const date = utcDay(clock.now());
  for (let count = 0; count < COUNTS_A_DAY * COUNTED_DAYS; count++) {
    const at = clock.now() + (count * 24 * HOUR) / COUNTS_A_DAY;
    const items = Array.from({length: PAPERS_A_DAY}, (_, place) => madeUpPaper(date, place));
    await catalogue.storeAll(
      items.map((item, place) => ({...item, snapshot: {...item.snapshot, at, votes: place + count}})),
    );
  }
  const id = dailyEdition(date);
  await paperboy.editions.build(id);
  await paperboy.sending.send(id);
  await settleAll(paperboy, id);
  if ((await ledger.counts(id)).accepted !== readers) throw new Error(`day ${day}: not all have it`);
  await receive(paperboy, id, readers);
  // No worker took the jobs: the chunks were sent without them.
  await paperboy.stores.redis.unlink(...(await paperboy.stores.redis.keys('{paperboy}:*')));
  await paperboy.sending.reconcile();
  await paperboy.operations.tidy({mode: 'do'});
};

/** One reader in so many has a receipt. */
const RECEIPT_ONE_IN = 10;
const AT_ONCE = 200;

const receive = async (paperboy: OpenPaperboy, edition: EditionId, readers: number): Promise<void> => {
  const numbers = Array.from(
    {length: Math.floor(readers / RECEIPT_ONE_IN)},
    (_, at) => RECEIPT_ONE_IN * (at + 1),
  );
  await inParts(numbers, number =>
    paperboy.stores.ledger.applyReceipt({
      ...{edition, run: 1, chunk: String(Math.ceil(number / 100)), number, kind: 'delivered' as const},
      eventId: crypto.randomUUID().replaceAll('-', ''),
    }),
  );
};

const inParts = async <Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < items.length; from += AT_ONCE)
    await Promise.all(items.slice(from, from + AT_ONCE).map(work));
};

/** Redis' own clock does not follow: what it is to forget in a day more is told so. */
const age = async (redis: Redis): Promise<void> => {
  for await (const keys of redis.scanStream({count: 1000}))
    await Promise.all(
      keys.map(async (key: string) => {
        const left = await redis.pttl(key);
        if (left > 0) await redis.pexpire(key, Math.max(1, left - DAY));
      }),
    );
};

const sizes = async (redis: Redis): Promise<Omit<Look, 'day'>> => {
  let [forGood, rest] = [0, 0];
  for await (const keys of redis.scanStream({count: 1000})) {
    const found = [...new Set<string>(keys)].filter(key => key !== PROGRESS);
    const bytes = await Promise.all(found.map(key => redis.memory('USAGE', key, 'SAMPLES', 0)));
    for (const [place, key] of found.entries())
      if (FOR_GOOD.test(key)) forGood += Number(bytes[place]);
      else rest += Number(bytes[place]);
  }
  const usedMemory = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
  return {forGood, rest, usedMemory};
};
