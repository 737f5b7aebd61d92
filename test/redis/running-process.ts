import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {openWithStores} from '../../chaos/open-with-stores.ts';
import {environmentFor, foundNewsletter} from '../../chaos/world/newsletter.ts';
import type {ChaosRedis} from '../../chaos/world/redis-server.ts';
import {findRedisServer} from '../../local-redis/find-redis-server.ts';
import {systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import {silentLog} from '../../src/log.ts';
import {startPaperboy} from '../support/command.ts';
import {startFakeResend} from '../support/fake-resend.ts';
import {openPaperSource} from '../support/paper-source.ts';

export type Entry = {event?: string; code?: string; message?: string; level: number; port?: number};

/** `paperboy start` in a process of its own, with readers and an edition that is ready to be sent. */
export type RunningProcess = Awaited<ReturnType<typeof openRunningProcess>>;

export const ADMIN_TOKEN = 'an-admin-token-of-the-tests-with-letters';

export const redisProgram = (): string => {
  const program = findRedisServer(process.env.PATH ?? '');
  if (program === null) throw new Error('no Redis program to start');
  return program;
};

export const openRunningProcess = async (redis: ChaosRedis, {readers, slowMs, onlyKey}: Options) => {
  const chaos = {seed: 1, share: 1, faults: [slowFault(slowMs)]};
  const resend = await startFakeResend(onlyKey === undefined ? {chaos} : {chaos, apiKey: onlyKey});
  const source = await openPaperSource({});
  const environment = {
    ...environmentFor(resend.url),
    REDIS_URL: `${redis.url}/0`,
    RESEND_RATE: '4',
    PORT: '0',
    ADMIN_TOKEN,
    HUGGING_FACE_URL: source.url,
    SOURCES: 'hugging-face',
  };
  const operator = await openOperator(environment);
  const {edition} = await foundNewsletter(operator, readers);
  let process = await startProcess(environment);
  return {
    environment,
    operator,
    edition,
    resend,
    origin: () => `http://127.0.0.1:${process.port}`,
    /** What it said of Redis, of its queues, jobs and pages at `warn` and above: event and code. */
    toldOfRedis: () =>
      process.lines
        .filter(
          ({level, event}) =>
            level >= 40 && /^(?:redis|worker|queue|job|scheduler|web)\b/.test(event ?? 'web'),
        )
        .map(({event, code, message}) => [event ?? message, code].filter(Boolean).join(' ')),
    lines: () => process.lines,
    events: () => process.lines.map(({event}) => event),
    /** Tells it to end, and how long that took, ms. */
    terminate: () => terminate(process.child),
    /** Ends it and starts it with other settings. */
    restart: async (more: Record<string, string>): Promise<void> => {
      await terminate(process.child);
      process = await startProcess({...environment, ...more});
    },
    close: async () => {
      await kill(process.child);
      operator.link.close();
      await Promise.race([operator.close(), systemClock.sleep(2000)]);
      await Promise.all([resend.close(), source.close()]);
    },
  };
};

type Options = {
  readers: number;
  slowMs: number;
  /** The one key that Resend lets in; unset: any. */
  onlyKey?: string;
};

const terminate = async (child: Started['child']): Promise<{exit: unknown; ms: number}> => {
  const toldAt = Date.now();
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  const [exit] = await ended;
  return {exit, ms: Date.now() - toldAt};
};

const kill = async (child: Started['child']): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
};

type Started = Awaited<ReturnType<typeof startProcess>>;

const slowFault = (ms: number) => ({fault: 'slow', ms, accept: 'first'}) as const;

const openOperator = (environment: Record<string, string>) => {
  const reading = parseConfig(environment);
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  return openWithStores({
    config: reading.config,
    redisUrl: environment.REDIS_URL ?? '',
    clock: systemClock,
    log: silentLog,
  });
};

/** `paperboy start`, and what it logs. */
export const startProcess = async (environment: Record<string, string>) => {
  const child = startPaperboy(['start', '--json'], environment);
  child.stdout.resume();
  const lines: Entry[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    const reader = createInterface({input: child.stderr});
    reader.on('line', line => {
      const entry: Entry = line.startsWith('{') ? JSON.parse(line) : {level: 60, message: line};
      lines.push(entry);
      if (entry.event === 'web.listening' && entry.port !== undefined) resolve(entry.port);
    });
    reader.on('close', () => reject(new Error(`it ended before it listened: ${JSON.stringify(lines)}`)));
  });
  return {child, lines, port};
};

/** A folder of this test's own, and what removes it. */
export const openFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-redis-'));
  return {
    folder,
    remove: () => rmSync(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 50}),
  };
};
