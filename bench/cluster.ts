import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {importReaders, openHost} from '../chaos/fail-over/lane.ts';
import {buildEdition} from '../chaos/fail-over/play-round.ts';
import {type FakeResendProcess, startFakeResendProcess} from '../chaos/fake-resend/process.ts';
import {startCluster} from '../chaos/many/cluster.ts';
import {type LocalServers, openServers} from '../chaos/many/open-servers.ts';
import {findOrInstallRedis} from '../local-redis/local-redis.ts';
import {startWorkers} from '../src/cli/frame/start-workers.ts';
import {type Clock, DAY, systemClock} from '../src/clock.ts';
import {type PartResult, short, table} from './part.ts';

/** One turn: an edition from the order to send it until all is accepted. */
type Turn = {mailsPerSecond: number; cpuSeconds: number};

type Side = {servers: LocalServers; send: () => Promise<Turn>; close: () => Promise<void>};

const PAIRS = 9;
const LOOK_EVERY_MS = 20;

/**
 * Sends editions to as many readers in turn on a single server and on a cluster of three masters: A, B, A, B,
 * in one process, so that both meet the same machine. The first turn of each warms up and is not counted.
 */
export const benchCluster = async (readers: number): Promise<PartResult> => {
  const redis = await findOrInstallRedis(() => undefined);
  if (redis.kind === 'none') throw new Error(redis.message);
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  const resend = await startFakeResendProcess({journalPath: join(folder, 'journal.jsonl')});
  const one = await openServers(redis.path, 1, () => []);
  const single = await openSide(one, {url: `redis://127.0.0.1:${one.ports[0]}`, resend, readers});
  const three = await startCluster(redis.path);
  const cluster = await openSide(three, {url: three.url, resend, readers});
  try {
    const turns: {single: Turn; cluster: Turn}[] = [];
    for (let pair = 0; pair <= PAIRS; pair++)
      turns.push({single: await single.send(), cluster: await cluster.send()});
    return report(turns.slice(1), readers);
  } finally {
    await single.close();
    await cluster.close();
    await resend.close();
    rmSync(folder, {recursive: true});
  }
};

const openSide = async (
  servers: LocalServers,
  {url, resend, readers}: {url: string; resend: FakeResendProcess; readers: number},
): Promise<Side> => {
  let days = 0;
  const clock: Clock = {now: () => systemClock.now() + days * DAY, sleep: systemClock.sleep};
  const paperboy = await openHost({redisUrl: url, resend, clock, rate: '1000'});
  await importReaders(paperboy, readers);
  const workers = await startWorkers(paperboy);
  return {
    servers,
    send: async () => {
      days += 1;
      const edition = await buildEdition(paperboy);
      const [cpu, start] = [process.cpuUsage(), performance.now()];
      await paperboy.sending.send(edition);
      while ((await paperboy.stores.ledger.counts(edition)).pending > 0)
        await systemClock.sleep(LOOK_EVERY_MS);
      const {user, system} = process.cpuUsage(cpu);
      const seconds = (performance.now() - start) / 1000;
      return {mailsPerSecond: readers / seconds, cpuSeconds: (user + system) / 1e6};
    },
    close: async () => {
      for (const worker of workers) await worker.close();
      await paperboy.close();
      await servers.close();
    },
  };
};

const middle = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const report = (turns: {single: Turn; cluster: Turn}[], readers: number): PartResult => {
  const ratios = turns.map(({single, cluster}) => cluster.mailsPerSecond / single.mailsPerSecond);
  const cpu = turns.map(({single, cluster}) => cluster.cpuSeconds / single.cpuSeconds);
  const rows = turns.map(({single, cluster}, at) => ({
    pair: String(at + 1),
    'single, mails/s': short(single.mailsPerSecond),
    'cluster, mails/s': short(cluster.mailsPerSecond),
    ratio: short(ratios[at] ?? 0),
    'single, CPU s': short(single.cpuSeconds),
    'cluster, CPU s': short(cluster.cpuSeconds),
  }));
  return {
    figures: {rate: middle(ratios), cpu: middle(cpu)},
    lines: [
      ...table(rows),
      `${readers} readers a turn; the middle: ${short(middle(ratios))} of the rate, ` +
        `${short(middle(cpu))} of the CPU`,
    ],
  };
};
