import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startFakeResend} from '../chaos/fake-resend/fake-resend.mjs';
import type {FakeResend, SeenCall} from '../chaos/fake-resend/types.ts';
import {startRedisServer} from '../chaos/world/redis-server.ts';
import {SECOND} from '../src/clock.ts';
import {found, openOn, type Place, startWay, takenBy, untilSent} from './fan-out/fan-out.ts';
import {type PartResult, short, table} from './part.ts';

/** Calls a second that the account may make. */
const LIMIT = 5;
const WORKERS = 3;
/** The other program of the account sends from then on, for so long, at half of the limit. */
const OTHER = {fromMs: 3 * SECOND, forMs: 6 * SECOND, everyMs: (2 * SECOND) / LIMIT, key: 'other-program'};

/** One run under the limit: what it took against the least that the limit allows. */
type Run = {alone: boolean; seconds: number; ofLeast: number; calls: number; refused: number};

/**
 * Three workers under a limit of five calls a second, alone and while another program with the same key eats
 * half of it for a while. The least is all calls that were let in, theirs included, over the limit.
 */
export const benchRate = async (readers: number): Promise<PartResult> => {
  const runs = [await playRun(readers, true), await playRun(readers, false)];
  const [alone, shared] = runs;
  return {
    figures: {
      ...{ofLeast: alone?.ofLeast ?? 0, ofLeastShared: shared?.ofLeast ?? 0},
      ...{refused: alone?.refused ?? 0, refusedShared: shared?.refused ?? 0, calls: alone?.calls ?? 0},
    },
    lines: table(runs.map(toRow)),
  };
};

const playRun = async (readers: number, alone: boolean): Promise<Run> => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-rate-'));
  const redis = await startRedisServer({
    ...{program: 'redis-server', folder: join(folder, 'redis'), durability: 'everysec'},
  });
  const resend = await startFakeResend({rate: LIMIT});
  try {
    await sendAll({folder, redisUrl: redis.url, standIn: resend, rate: LIMIT}, {readers, alone, resend});
    return {alone, ...sumUp(resend.calls())};
  } finally {
    await resend.close();
    await redis.close();
    rmSync(folder, {recursive: true, force: true});
  }
};

type WayOn = Parameters<typeof startWay>[1];
type Sending = {readers: number; alone: boolean; resend: FakeResend};

const sendAll = async (place: Place, {readers, alone, resend}: Sending): Promise<void> => {
  const paperboy = await openOn(place, 0);
  const edition = await found(paperboy, readers);
  const task: WayOn = {way: 'product', mails: readers, samples: [], database: 0};
  const workers = await Promise.all(Array.from({length: WORKERS}, () => startWay(place, task)));
  await paperboy.sending.send(edition);
  for (const worker of workers) worker.send('begin');
  const stop = alone ? () => undefined : startOther(resend);
  await untilSent(paperboy, edition);
  stop();
  for (const worker of workers) worker.send('end');
  await Promise.all(workers.map(takenBy));
  await paperboy.close();
};

/** Another program of the account; what ends it. */
const startOther = ({url}: FakeResend): (() => void) => {
  const mail = {from: 'a@example.org', to: ['b@example.org'], subject: 'a', text: 'a'};
  const post = () =>
    fetch(`${url}/emails`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer any',
        'content-type': 'application/json',
        'idempotency-key': OTHER.key,
      },
      body: JSON.stringify(mail),
    })
      .then(answer => answer.arrayBuffer())
      .catch(() => undefined);
  let ticking: NodeJS.Timeout | undefined;
  const begin = setTimeout(() => {
    ticking = setInterval(post, OTHER.everyMs);
  }, OTHER.fromMs);
  const end = setTimeout(() => clearInterval(ticking), OTHER.fromMs + OTHER.forMs);
  return () => {
    clearTimeout(begin);
    clearTimeout(end);
    clearInterval(ticking);
  };
};

const sumUp = (calls: SeenCall[]): Omit<Run, 'alone'> => {
  const ours = calls.filter(({key}) => key !== OTHER.key);
  const sent = ours.filter(({mails, status}) => mails > 0 && status === 200);
  const [first, last] = [sent[0]?.at ?? 0, sent.at(-1)?.at ?? 0];
  const letIn = calls.filter(({at, status}) => status === 200 && at >= first && at <= last);
  // The window of the first call ends a second after it; what is left of it counts.
  const seconds = (last - first) / SECOND + 1 / LIMIT;
  return {
    seconds,
    ofLeast: seconds / (letIn.length / LIMIT),
    calls: sent.length,
    refused: ours.filter(({status}) => status === 429).length,
  };
};

const toRow = ({alone, seconds, ofLeast, calls, refused}: Run) => ({
  [`${LIMIT} calls a second, ${WORKERS} workers`]: alone ? 'alone' : 'another program eats half for 6 s',
  calls: String(calls),
  seconds: short(seconds),
  'of the least': short(ofLeast),
  'answers of 429': String(refused),
});
