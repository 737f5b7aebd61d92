import {setImmediate} from 'node:timers/promises';
import {madeUpPaper} from '../chaos/made-up-paper.ts';
import type {Opening} from '../src/app.ts';
import {wirePaperboy} from '../src/app.ts';
import {type Config, parseConfig} from '../src/config.ts';
import {silentLog} from '../src/log.ts';
import {openFoundation} from '../src/wiring/foundation.ts';
import {DAY_OF_PAPERS, EDITION} from './edition.ts';
import type {Keyspace} from './redis/keyspace.ts';
import {Server} from './redis/server.ts';
import {Provider} from './resend/provider.ts';
import {openWatch} from './watch/watch.ts';
import {openRandom} from './world/chance.ts';
import {Host} from './world/host.ts';
import {Strikes} from './world/strikes.ts';
import {Time} from './world/time.ts';
import {Trace} from './world/trace.ts';
import {openJobBell, surroundingsOf, type World} from './world/world.ts';

export const WEBHOOK_SECRET = `whsec_${Buffer.from('a webhook key of the simulator').toString('base64')}`;

/** When a round begins: some seconds before the hour of its readers. */
export const BEGINS_AT = Date.parse('2027-03-12T05:59:45Z');

const FOUNDED_AT = Date.parse('2027-03-12T05:30:00Z');

const PAPERS = 5;

export const itemsOfTheDay = Array.from({length: PAPERS}, (_, place) => madeUpPaper(DAY_OF_PAPERS, place));

/** The configuration of every process of a round. */
export const configWith = (rate: number): Config => {
  const known = configs.get(rate) ?? readConfig(rate);
  configs.set(rate, known);
  return known;
};

const configs = new Map<number, Config>();

const readConfig = (rate: number): Config => {
  const reading = parseConfig({
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 'any',
    RESEND_RATE: String(rate),
    RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
    PUBLIC_URL: 'https://papers.example.org',
    DIGEST_FROM: 'Papers <digest@example.org>',
    LETTERS_FROM: 'Papers <letters@example.org>',
    POSTAL_ADDRESS: '1 Paper Street, Exampleton',
    TOKEN_SECRETS: 'a-secret-of-the-simulator-that-is-long-enough',
    SOURCES: 'hugging-face',
    CATCH_UP_HOURS: '1',
    QUEUE_PREFIX: 'sim',
  });
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  return reading.config;
};

export type Reader = {number: number; id: string};

/** A newsletter just before its hour: what its Redis holds, and who should get the edition. */
export type Founded = {keys: Keyspace; audience: ReadonlyMap<string, Reader>};

export type Founding = {
  readers: number;
  /** Whether the edition stands already; else its papers are still to be collected. */
  isBuilt: boolean;
  /** Whether every third reader's hour begins a quarter later than the others'. */
  hasTwoWaves: boolean;
};

const founded = new Map<string, Promise<Founded>>();

/** Founds a newsletter by the product's own use cases; each kind once, for all rounds. */
export const foundNewsletter = (founding: Founding): Promise<Founded> => {
  const {readers, isBuilt, hasTwoWaves} = founding;
  const name = JSON.stringify({readers, isBuilt, hasTwoWaves});
  const known = founded.get(name) ?? found(founding);
  founded.set(name, known);
  return known;
};

/** A world in which nothing goes wrong. */
export const calmWorld = (time: Time, server: Server, provider = new Provider(time)): World => ({
  time,
  server,
  provider,
  watch: openWatch({time, server, provider, batchSize: 100}),
  strikes: new Strikes('calm', new Set()),
  trace: new Trace({isKept: false}),
  network: {latencyMs: () => 0.5, onSend: () => 'through', onReply: () => undefined},
  callOdds: [],
  batchSize: 100,
  source: {items: itemsOfTheDay, downUntil: 0},
  jobs: openJobBell(time),
  bugs: [],
});

const found = async ({readers, isBuilt, hasTwoWaves}: Founding): Promise<Founded> => {
  // Templates are read and compiled here, by the machine's time: within a round none of that passes.
  if (!isBuilt) await foundNewsletter({readers, isBuilt: true, hasTwoWaves});
  const time = new Time(FOUNDED_AT);
  const server = new Server(time);
  const world = calmWorld(time, server);
  const host = new Host({name: 'founder', start: 1, time, random: openRandom('founder')});
  const audience = await inRealTime(time, async () => {
    const stores = await openFoundation(openingOn(world, host, 2));
    const {subscribers, editions} = wirePaperboy(stores);
    await subscribers.import({
      open: () => rows(readers, hasTwoWaves),
      confirmed: true,
      consentText: 'agreed for the simulator',
    });
    if (isBuilt) {
      await stores.catalogue.storeAll(itemsOfTheDay);
      await editions.build(EDITION);
    }
    const known = new Map<string, Reader>();
    for await (const some of stores.subscribers.all())
      for (const {address, number, id, state} of some)
        if (state === 'active') known.set(address, {number, id});
    return known;
  });
  return {keys: server.keys.copy(), audience};
};

/** What a process of the product is opened with. */
export const openingOn = (world: World, host: Host, rate: number): Opening => ({
  config: configWith(rate),
  redisUrl: 'redis://simulated',
  clock: host.clock,
  log: silentLog,
  surroundings: surroundingsOf(world, host),
});

/** Readers, and a few who left. */
async function* rows(readers: number, hasTwoWaves: boolean): AsyncIterable<string> {
  yield 'email,status,timezone,hour,frequency\n';
  for (let reader = 1; reader <= readers; reader += 1) {
    const [zone, hour] = hasTwoWaves && reader % 3 === 0 ? ['Asia/Kathmandu', 12] : ['UTC', 6];
    yield `reader-${reader}@example.org,active,${zone},${hour},daily\n`;
    if (reader % 5 === 0) yield `gone-${reader}@example.org,unsubscribed,UTC,6,daily\n`;
  }
}

/** Lets simulated time pass while work is done that also waits for the machine (templates are compiled). */
export const inRealTime = async <Result>(time: Time, work: () => Promise<Result>): Promise<Result> => {
  let isOver = false;
  const working = work().finally(() => {
    isOver = true;
  });
  working.catch(() => undefined);
  while (!isOver) {
    await time.passUntil(() => isOver, Number.POSITIVE_INFINITY);
    await setImmediate();
  }
  return working;
};
