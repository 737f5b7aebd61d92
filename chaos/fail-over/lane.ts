import {startWorkers} from '../../src/cli/frame/start-workers.ts';
import {type Clock, DAY, MINUTE, systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import {openLog} from '../../src/log.ts';
import {startFakeResend} from '../fake-resend/fake-resend.mjs';
import type {FakeResend} from '../fake-resend/types.ts';
import {type LocalCluster, startCluster} from '../many/cluster.ts';
import {type LocalSentinels, startSentinels} from '../many/sentinels.ts';
import {type OpenPaperboy, openWithStores} from '../open-with-stores.ts';
import {environmentFor} from '../world/newsletter.ts';

export type Servers =
  | {kind: 'cluster'; cluster: LocalCluster}
  | {kind: 'sentinels'; sentinels: LocalSentinels};

/** One deployment of Redis with its newsletter, kept for many rounds: each round is a day of its own. */
export type Lane = {
  servers: Servers;
  paperboy: OpenPaperboy;
  resend: FakeResend;
  readers: number;
  /** Moves to the next day, on Paperboy's clock and on the provider's. */
  nextDay(): void;
  /** How often the look of each minute was taken since the lane was opened. */
  looks(): number;
  close(): Promise<void>;
};

/** Two processes' worth of workers send on it. */
const HOSTS = 2;

/** Opens servers of that kind, imports the readers, and starts workers twice and the look of each minute. */
export const openLane = async (options: {
  program: string;
  kind: Servers['kind'];
  readers: number;
}): Promise<Lane> => {
  const servers = await openServers(options);
  const resend = await startFakeResend({});
  let days = 0;
  const clock: Clock = {now: () => systemClock.now() + days * DAY, sleep: systemClock.sleep};
  const hosts = await Promise.all(
    Array.from({length: HOSTS}, () => openHost({redisUrl: urlOf(servers), resend, clock, rate: RATE})),
  );
  const [paperboy] = hosts;
  if (!paperboy) throw new Error('no host was opened');
  await importReaders(paperboy, options.readers);
  const workers = (await Promise.all(hosts.map(startWorkers))).flat();
  let looks = 0;
  const looking = setInterval(() => {
    looks += 1;
    paperboy.sending.reconcile().catch(error => process.stderr.write(`the look failed: ${error}\n`));
  }, MINUTE);
  return {
    ...{servers, paperboy, resend, readers: options.readers},
    nextDay: () => {
      days += 1;
      resend.advance(DAY);
    },
    looks: () => looks,
    close: async () => {
      clearInterval(looking);
      for (const worker of workers) await worker.close();
      for (const host of hosts) await host.close();
      await resend.close();
      await closeServers(servers);
    },
  };
};

const openServers = async ({program, kind}: {program: string; kind: Servers['kind']}): Promise<Servers> =>
  kind === 'cluster'
    ? {kind, cluster: await startCluster(program, 3)}
    : {kind, sentinels: await startSentinels(program, 2)};

const urlOf = (servers: Servers): string =>
  servers.kind === 'cluster' ? servers.cluster.url : servers.sentinels.url;

const closeServers = (servers: Servers): Promise<void> =>
  servers.kind === 'cluster' ? servers.cluster.close() : servers.sentinels.close();

/** Five calls of a hundred mails a second: a round lasts two seconds and is met in its middle. */
const RATE = '5';

/** `rate`: calls a second. */
export const openHost = async ({
  redisUrl,
  resend,
  clock,
  rate,
}: {
  redisUrl: string;
  resend: {url: string};
  clock: Clock;
  rate: string;
}): Promise<OpenPaperboy> => {
  const reading = parseConfig({...environmentFor(resend.url), RESEND_RATE: rate, REDIS_URL: redisUrl});
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  return openWithStores({config: reading.config, redisUrl, clock, log: openLog('fatal')});
};

/** Imports so many active readers of daily mail. */
export const importReaders = async (paperboy: OpenPaperboy, readers: number): Promise<void> => {
  const outcome = await paperboy.subscribers.import({
    open: async function* () {
      yield Buffer.from('email,frequency\n');
      for (let at = 1; at <= readers; at++) yield Buffer.from(`reader-${at}@example.org,daily\n`);
    },
    ...{confirmed: true, consentText: 'agreed for the fail-over rounds'},
  });
  if (outcome.kind === 'refused' || outcome.rejected.length > 0) throw new Error(JSON.stringify(outcome));
};
