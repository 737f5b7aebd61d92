import {setTimeout} from 'node:timers/promises';
import {madeUpPaper} from '../../chaos/made-up-paper.ts';
import {openWithStores} from '../../chaos/open-with-stores.ts';
import {type Clock, systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import type {ChunkResult} from '../../src/delivery/sending/send-deps.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {type Log, silentLog} from '../../src/log.ts';
import {type FakeResend, type FakeResendOptions, startFakeResend} from './fake-resend.ts';
import {openTestRedis} from './redis.ts';

/** A whole instance on a real Redis and a fake Resend, with a clock that stands still until it is told. */
export type Newsletter = Awaited<ReturnType<typeof openNewsletter>>;

/** `at`: what it shows; `woken`: until when each sleeper slept. */
export type TestClock = Clock & {
  at: number;
  woken: number[];
  advance(ms: number): void;
  set(at: number): void;
};

/**
 * Sleeping moves the clock on, so that nothing in a test waits; one that `stands` stays where it is. A sleep
 * that can be broken off is a time limit, and those are real.
 */
export const testClock = (at: number, {stands = false}: {stands?: boolean} = {}): TestClock => {
  const clock: TestClock = {
    at,
    woken: [],
    now: () => clock.at,
    sleep: async (ms, signal) => {
      if (signal) return systemClock.sleep(ms, signal);
      clock.woken.push(clock.at + ms);
      if (!stands) clock.at += ms;
    },
    advance: ms => {
      clock.at += ms;
    },
    set: to => {
      clock.at = to;
    },
  };
  return clock;
};

/** Where an instance keeps what it made up for itself once. */
const INSTANCE_KEY = 'test:{instance}';

/** How long `work` waits for a turn, really, before it asks again. */
const TURN_LOOK_MS = 20;

/** A key without the instance that it begins with: `2026-03-12/1/0042`. */
export const planOf = (key: string | null | undefined): string => (key ?? '').replace(/^[a-z0-9]{6}\//, '');

export const MORNING_AFTER = Date.parse('2026-03-13T08:00:00Z');

type Opening = {
  environment?: Record<string, string>;
  fakeResend?: FakeResendOptions;
  now?: number;
  /** When the instance began, ms since 1970. */
  createdAt?: number;
  /** One that moves as it is slept on, where nothing else is given. */
  clock?: TestClock;
  log?: Log;
  /** Where it notes who says no; default: nowhere. */
  noesFile?: string;
};

export const openNewsletter = async (options: Opening = {}) => {
  const {redis, url, empty: emptyRedis, close: closeRedis} = await openTestRedis();
  const openResend = (port = 0): Promise<FakeResend> =>
    startFakeResend({keepBodies: true, port, ...options.fakeResend});
  let resend = await openResend();
  const clock = options.clock ?? testClock(options.now ?? MORNING_AFTER);
  const log = options.log ?? silentLog;
  const environment = {
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 'a-key-of-the-fake-resend',
    RESEND_BASE_URL: resend.url,
    RESEND_RATE: '1000',
    PUBLIC_URL: 'https://papers.example.org',
    DIGEST_FROM: 'Papers <digest@example.org>',
    LETTERS_FROM: 'Papers <letters@example.org>',
    POSTAL_ADDRESS: '1 Paper Street, Exampleton',
    TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
    QUEUE_PREFIX: 'test',
    ...options.environment,
  };
  const reading = parseConfig(environment);
  if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
  const open = () =>
    openWithStores({
      ...{config: reading.config, redisUrl: url, clock, log},
      ...(options.noesFile === undefined ? {} : {noesFile: options.noesFile}),
    });
  // An instance of long ago, unless a test says when it began.
  await redis.hset(INSTANCE_KEY, {createdAt: options.createdAt ?? 0});
  const paperboy = await open();

  return {
    paperboy,
    redis,
    get resend() {
      return resend;
    },
    clock,
    redisUrl: url,
    /** A second process on the same Redis. */
    open,
    /**
     * As if it had just been opened: the instance keeps its secrets and nothing else, and Resend knows no
     * mail.
     */
    empty: async () => {
      const secrets = await redis.hgetall(INSTANCE_KEY);
      await emptyRedis();
      await redis.hset(INSTANCE_KEY, secrets);
      await resend.close();
      resend = await openResend(resend.port);
    },
    /** Confirmed readers 1 … n, or these addresses. */
    subscribe: async (readers: number | string[], columns: Record<string, string> = {}) => {
      const addresses =
        typeof readers === 'number'
          ? Array.from({length: readers}, (_, at) => `reader-${at + 1}@example.org`)
          : readers;
      const extra = Object.keys(columns);
      const rows = addresses.map(address => [address, ...Object.values(columns)].join(','));
      const outcome = await paperboy.subscribers.import({
        open: () => oneBuffer([['email', ...extra].join(','), ...rows].join('\n')),
        confirmed: true,
        consentText: 'agreed on paper',
      });
      if (outcome.kind === 'refused' || outcome.rejected.length > 0) throw new Error(JSON.stringify(outcome));
    },
    /** An edition of made-up papers, ready to be sent. */
    edition: async (day = '2026-03-12', papers = 5): Promise<EditionId> => {
      await paperboy.stores.catalogue.storeAll(Array.from({length: papers}, (_, at) => madeUpPaper(day, at)));
      const id = dailyEdition(day);
      const outcome = await paperboy.editions.build(id);
      if (outcome.kind !== 'ready') throw new Error(outcome.reason);
      return id;
    },
    /**
     * Works through everything that is open, moving the clock to when it may go on; at most so many rounds.
     */
    work: async (edition: EditionId, rounds = 200): Promise<ChunkResult[]> => {
      const outcomes: ChunkResult[] = [];
      for (let round = 0; round < rounds; round++) {
        const open = (await paperboy.stores.ledger.openChunks(edition)).sort((a, b) =>
          a.chunk.localeCompare(b.chunk),
        );
        if (open.length === 0 || (await paperboy.stores.ledger.order(edition))?.order === 'paused')
          return outcomes;
        const worked = await Promise.all(open.map(paperboy.sending.sendChunk));
        outcomes.push(...worked);
        const waits = worked.flatMap(outcome => (outcome.kind === 'later' ? [outcome] : []));
        if (waits.length < worked.length) continue;
        clock.set(Math.max(clock.now(), Math.min(...waits.map(({at}) => at))));
        // Turns go by Redis' own clock, which no test can set.
        if (waits.every(({reason}) => reason === 'waiting for the rate limit'))
          await setTimeout(TURN_LOOK_MS);
      }
      throw new Error(`still open after ${rounds} rounds`);
    },
    close: async () => {
      await paperboy.close();
      await resend.close();
      await closeRedis();
    },
  };
};

async function* oneBuffer(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}
