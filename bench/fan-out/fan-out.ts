import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type OpenPaperboy, openWithStores} from '../../chaos/open-with-stores.ts';
import {killAtExit} from '../../chaos/world/at-exit.ts';
import {startRedisServer} from '../../chaos/world/redis-server.ts';
import {systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {silentLog} from '../../src/log.ts';
import type {Mail} from '../../src/mail/mail.ts';
import {renderPreview} from '../../src/use-cases/editions/preview-edition.ts';
import {dayBefore, madeUpPapers, readerRows} from '../made-up.ts';
import type {Taken} from '../measured.ts';
import type {Task, WayName} from './ways.ts';

export type FanOutSizes = {
  /** Mails of the product, the floor and the limit; a multiple of 100. */
  readers: number;
  /** Of the ways that take far longer. */
  naiveReaders: number;
  oneJobReaders: number;
};

/** What one way came to. */
export type WayResult = {
  way: string;
  perSecond: number;
  cpuPer10k: number;
  peakMb: number;
  redisCpuPer10k?: number;
  bytesPerMail: number;
};

const PAPERS = 50;

const environmentFor = ({standIn, rate = 1000, settings = {}}: Place): Record<string, string> => ({
  ...{MAIL_TRANSPORT: 'resend', RESEND_API_KEY: 're_bench_12345678', RESEND_BASE_URL: standIn.url},
  ...{PUBLIC_URL: 'https://papers.example.org', POSTAL_ADDRESS: '1 Paper Street, Exampleton'},
  ...{DIGEST_FROM: 'Papers <digest@example.org>', LETTERS_FROM: 'Papers <letters@example.org>'},
  ...{TOKEN_SECRETS: 'a-secret-of-the-bench-that-is-long-enough', QUEUE_PREFIX: 'bench'},
  RESEND_RATE: String(rate),
  ...settings,
});

/** Sends as many mails in each way, one after the other, in one run on one machine. */
export const benchFanOut = async (sizes: FanOutSizes): Promise<WayResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  const redis = await startRedisServer({
    ...{program: 'redis-server', folder: join(folder, 'redis'), durability: 'everysec'},
  });
  const standIn = await startStandIn();
  try {
    const bench = {folder, redisUrl: redis.url, standIn, sizes};
    const results: WayResult[] = [];
    const samples = await makeSamples(bench);
    for (const [way, mails] of [
      ['floor', sizes.readers],
      ['raw', sizes.readers],
      ['naive', sizes.naiveReaders],
      ['oneJob', sizes.oneJobReaders],
    ] as const)
      if (mails > 0) results.push(await playOne(bench, {way, mails, samples}));
    for (const workers of [1, 2]) results.push(await playProduct(bench, {workers, samples}));
    results.push({
      ...(await playOne(bench, {way: 'floor', mails: sizes.readers, samples})),
      way: 'floor again',
    });
    return results;
  } finally {
    standIn.process.kill();
    await redis.close();
    rmSync(folder, {recursive: true, force: true});
  }
};

/** Where a bench runs: a folder, a Redis, who takes the calls, how many a second (1,000), other settings. */
export type Place = {
  folder: string;
  redisUrl: string;
  standIn: {url: string};
  rate?: number;
  settings?: Record<string, string>;
};

type StandIn = {process: ChildProcess; url: string};
type Bench = Place & {standIn: StandIn; sizes: FanOutSizes};

export const startStandIn = async (): Promise<StandIn> => {
  const child = fork(new URL('./stand-in.js', import.meta.url));
  killAtExit(child);
  const [address] = await once(child, 'message');
  return {process: child, url: `http://127.0.0.1:${Object(address).port}`};
};

type Seen = {mails: number; bytes: number; firstAt: number; lastAt: number};

/** What came to the stand-in since it was asked last. */
const seenBy = async ({url}: StandIn): Promise<Seen> => JSON.parse(await (await fetch(`${url}/seen`)).text());

/** The product on a database of the bench's Redis. */
export const openOn = async (place: Place, database: number): Promise<OpenPaperboy> => {
  const reading = parseConfig(environmentFor(place));
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  const {config} = reading;
  const redisUrl = `${place.redisUrl}/${database}`;
  return openWithStores({config, redisUrl, clock: systemClock, log: silentLog});
};

/** An edition of fifty papers and its readers, whose hour has come. */
export const found = async (paperboy: OpenPaperboy, readers: number): Promise<EditionId> => {
  const now = paperboy.clock.now();
  const outcome = await paperboy.subscribers.import({
    open: () => readerRows(readers, new Date(now).getUTCHours()),
    ...{confirmed: true, consentText: 'agreed for the bench'},
  });
  if (outcome.kind === 'refused' || outcome.rejected.length > 0) throw new Error(JSON.stringify(outcome));
  const day = dayBefore(now);
  await paperboy.stores.catalogue.storeAll(madeUpPapers(day, PAPERS));
  const edition = dailyEdition(day);
  const built = await paperboy.editions.build(edition);
  if (built.kind !== 'ready') throw new Error(built.reason);
  return edition;
};

/** The mails of a hundred readers, made by the product. */
const makeSamples = async (bench: Bench): Promise<Mail[]> => {
  const paperboy = await openOn(bench, 0);
  const edition = await found(paperboy, 100);
  const {subscribers, editions} = paperboy.stores;
  const content = (await editions.find(edition))?.content;
  if (!content) throw new Error('the edition is gone');
  const samples: Mail[] = [];
  for await (const some of subscribers.all())
    for (const reader of some) {
      const rendered = await renderPreview(paperboy.stores, {content, reader});
      if (rendered.kind === 'refused') throw new Error(rendered.reason);
      samples.push(rendered.mail);
    }
  await paperboy.close();
  return samples;
};

export type Play = {way: WayName; mails: number; samples: Mail[]};

const playOne = async (bench: Bench, {way, mails, samples}: Play): Promise<WayResult> => {
  const child = await startWay(bench, {way, mails, samples, database: 1});
  await seenBy(bench.standIn);
  child.send('begin');
  const taken = await takenBy(child);
  return toResult({way, taken: [taken], seen: await seenBy(bench.standIn)});
};

/** The product with so many worker processes: planned and queued by this process, sent by theirs. */
const playProduct = async (
  bench: Bench,
  {workers, samples}: {workers: number; samples: Mail[]},
): Promise<WayResult> => {
  const database = 1 + workers;
  const paperboy = await openOn(bench, database);
  const edition = await found(paperboy, bench.sizes.readers);
  const task = {way: 'product', mails: bench.sizes.readers, samples: samples.slice(0, 1), database} as const;
  const children = await Promise.all(Array.from({length: workers}, () => startWay(bench, task)));
  await paperboy.sending.send(edition);
  await seenBy(bench.standIn);
  const before = await redisCpu(paperboy);
  for (const child of children) child.send('begin');
  await untilSent(paperboy, edition);
  const redisCpuSeconds = (await redisCpu(paperboy)) - before;
  for (const child of children) child.send('end');
  const taken = await Promise.all(children.map(takenBy));
  const result = toResult({way: `product, ${workers}`, taken, seen: await seenBy(bench.standIn)});
  await paperboy.close();
  return {...result, redisCpuPer10k: (redisCpuSeconds * 10_000) / bench.sizes.readers};
};

/** A process that sends in this way on a database, once it is told to. */
export const startWay = async (place: Place, {way, mails, samples, database}: Play & {database: number}) => {
  const {standIn, folder, redisUrl} = place;
  const environment = environmentFor(place);
  const task: Task = {
    way,
    mails,
    samples,
    environment,
    resendUrl: standIn.url,
    redisUrl: `${redisUrl}/${database}`,
  };
  const file = join(folder, `${way}.json`);
  writeFileSync(file, JSON.stringify(task));
  const child = fork(new URL('./way-process.js', import.meta.url), [file], {execArgv: []});
  killAtExit(child);
  await once(child, 'message');
  return child;
};

export const takenBy = async (child: ChildProcess): Promise<Taken> => {
  const [message] = await once(child, 'message');
  return Object(message).taken;
};

export const untilSent = async (paperboy: OpenPaperboy, edition: EditionId): Promise<void> => {
  for (;;) {
    const status = await paperboy.sending.status(edition);
    if (status?.counts.pending === 0) return;
    await systemClock.sleep(250);
  }
};

const redisCpu = async ({stores: {redis}}: OpenPaperboy): Promise<number> => {
  const info = await redis.info('cpu');
  const of = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)?.[1] ?? 0);
  return of('used_cpu_user') + of('used_cpu_sys');
};

const toResult = ({way, taken, seen}: {way: string; taken: Taken[]; seen: Seen}): WayResult => ({
  way,
  perSecond: (seen.mails * 1000) / (seen.lastAt - seen.firstAt),
  cpuPer10k: (taken.reduce((sum, {cpuSeconds}) => sum + cpuSeconds, 0) * 10_000) / seen.mails,
  peakMb: Math.max(...taken.map(({peakMb}) => peakMb)),
  bytesPerMail: seen.bytes / seen.mails,
});
