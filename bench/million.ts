import {fork} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {OpenPaperboy} from '../chaos/open-with-stores.ts';
import {killAtExit} from '../chaos/world/at-exit.ts';
import {startRedisServer} from '../chaos/world/redis-server.ts';
import {systemClock} from '../src/clock.ts';
import {dailyEdition} from '../src/editions/edition-id.ts';
import {openOn, type Place, startStandIn, startWay, takenBy} from './fan-out/fan-out.ts';
import {dayBefore} from './made-up.ts';
import type {Taken} from './measured.ts';
import type {MillionTask} from './million-process.ts';
import {type PartResult, short, table} from './part.ts';

/** Each size in turn, up to the one that is asked for. */
const SIZES = [10_000, 100_000, 1_000_000];

/** So many mails tell what a worker takes of a run of any size. */
const SENT_AT_MOST = 20_000;

const LOOK_EVERY_MS = 250;

type Row = {
  readers: number;
  founding: Taken;
  planning: Taken;
  sending: Taken;
  bytesPerReader: number;
  bytesPerMail: number;
};

/**
 * What as many readers take: to import them, to plan their mails, and to freeze and send the first of those,
 * each in a process of its own. A curve that bends shows between the sizes.
 */
export const benchMillion = async (most: number): Promise<PartResult> => {
  const sizes = [...SIZES.filter(size => size < most), most];
  const rows: Row[] = [];
  for (const readers of sizes) rows.push(await measure(readers));
  const last = rows.at(-1);
  return {
    figures: {
      ...{readers: last?.readers ?? 0, workerPeakMb: last?.sending.peakMb ?? 0},
      ...{bytesPerReader: last?.bytesPerReader ?? 0, bytesPerMail: last?.bytesPerMail ?? 0},
      ...{workerPeakOfSmallest: (last?.sending.peakMb ?? 0) / (rows[0]?.sending.peakMb ?? 1)},
    },
    lines: table(rows.map(toRow)),
  };
};

const measure = async (readers: number): Promise<Row> => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-million-'));
  const redis = await startRedisServer({
    ...{program: 'redis-server', folder: join(folder, 'redis'), durability: 'everysec'},
  });
  const standIn = await startStandIn();
  try {
    return await play({folder, redisUrl: redis.url, standIn: {url: standIn.url}}, readers);
  } finally {
    standIn.process.kill();
    await redis.close();
    rmSync(folder, {recursive: true, force: true});
  }
};

const play = async (place: Place, readers: number): Promise<Row> => {
  const paperboy = await openOn(place, 0);
  const empty = await usedBytes(paperboy);
  const founding = await told(place, 'found', readers);
  const founded = await usedBytes(paperboy);
  const planning = await told(place, 'plan', readers);
  const worker = await startWay(place, {way: 'product', mails: readers, samples: [], database: 0});
  const planned = await usedBytes(paperboy);
  worker.send('begin');
  const sent = await untilSome(paperboy, Math.min(readers, SENT_AT_MOST));
  worker.send('end');
  const sending = await takenBy(worker);
  const ended = await usedBytes(paperboy);
  await paperboy.close();
  return {
    ...{readers, founding, planning, sending, bytesPerReader: (founded - empty) / readers},
    // Jobs that wait, and what all mails of an edition have in common, are in it.
    bytesPerMail: ((sent === readers ? ended : planned) - founded) / readers,
  };
};

const told = (place: Place, step: MillionTask['step'], readers: number): Promise<Taken> => {
  const task: MillionTask = {place, step, readers};
  const child = fork(new URL('./million-process.js', import.meta.url), [JSON.stringify(task)], {
    execArgv: [],
  });
  killAtExit(child);
  return takenBy(child);
};

/** Until so many are sent; how many were when that was seen. */
const untilSome = async ({sending, clock}: OpenPaperboy, wanted: number): Promise<number> => {
  const edition = dailyEdition(dayBefore(clock.now()));
  for (;;) {
    const accepted = (await sending.status(edition))?.counts.accepted ?? 0;
    if (accepted >= wanted) return accepted;
    await systemClock.sleep(LOOK_EVERY_MS);
  }
};

const usedBytes = async ({stores: {redis}}: OpenPaperboy): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);

const toRow = ({readers, founding, planning, sending, bytesPerReader, bytesPerMail}: Row) => ({
  readers: readers.toLocaleString('en'),
  'import, s (MB)': `${short(founding.seconds)} (${short(founding.peakMb)})`,
  'plan, s (MB)': `${short(planning.seconds)} (${short(planning.peakMb)})`,
  [`worker over ${SENT_AT_MOST / 1000} k, MB`]: short(sending.peakMb),
  'bytes a reader': short(bytesPerReader),
  'a mail': `${short(bytesPerMail)}${readers > SENT_AT_MOST ? ' (planned)' : ''}`,
});
