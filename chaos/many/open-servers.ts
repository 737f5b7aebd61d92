import {type ChildProcess, spawn} from 'node:child_process';
import {randomInt} from 'node:crypto';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {openRedis, type Redis} from '../../src/redis/redis.ts';
import {killAtExit} from '../world/at-exit.ts';

/** Several servers of Redis on loopback, each with a folder of its own. */
export type LocalServers = {
  ports: number[];
  /** `kill -9`. */
  kill(port: number): Promise<void>;
  /** Starts one that was killed, on its port and in its folder; it has what its disk had: nothing. */
  restart(port: number, more?: string[]): Promise<void>;
  /** Stops a server, its connections open, and lets it go on after so long. */
  freeze(port: number, ms: number): Promise<void>;
  close(): Promise<void>;
};

/** Further arguments of the server on a port, whose folder is made already. */
type Arguments = (port: number, folder: string) => string[];

/** Starts so many servers without any disk, and waits until each answers. */
export const openServers = async (
  program: string,
  count: number,
  argumentsOf: Arguments,
): Promise<LocalServers> => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-servers-'));
  const running = new Map<number, ChildProcess>();
  const start = async (port: number, more: string[] = []): Promise<void> => {
    const home = join(folder, String(port));
    mkdirSync(home, {recursive: true});
    const own = ['--port', String(port), '--save', '', '--dir', home];
    const asked = [...argumentsOf(port, home), ...more];
    const child = spawn(program, asked.includes('--sentinel') ? asked : [...asked, ...own], {
      cwd: home,
      stdio: 'ignore',
    });
    killAtExit(child);
    running.set(port, child);
    await untilAnswers(port, child);
  };
  for (const port of await freePorts(count)) await start(port);
  const kill = async (port: number): Promise<void> => {
    const child = running.get(port);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    ports: [...running.keys()],
    kill,
    restart: start,
    freeze: async (port, ms) => {
      running.get(port)?.kill('SIGSTOP');
      await setTimeout(ms);
      running.get(port)?.kill('SIGCONT');
    },
    close: async () => {
      for (const port of running.keys()) await kill(port);
      rmSync(folder, {recursive: true, force: true});
    },
  };
};

/** Throws when the process ends before it answers: somebody took its port, or it refuses what it is told. */
const untilAnswers = async (port: number, child: ChildProcess): Promise<void> => {
  const redis = connectTo(port);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  await until(async () => hasEnded() || (await redis.ping()) === 'PONG');
  redis.disconnect();
  if (hasEnded()) throw new Error(`the server on ${port} ended with ${child.exitCode ?? child.signalCode}`);
};

/** A connection to one server itself; it outlives it. */
export const connectTo = (port: number): Redis => {
  const redis = openRedis(`redis://127.0.0.1:${port}`);
  redis.on('error', () => undefined);
  return redis;
};

/** The system gives connections ports above these: one could be in use that nobody listens on. */
const PORTS = {from: 10_000, below: 22_000};
const BUS_ABOVE = 10_000;

/** Ones that are free together with the port of the cluster's bus, 10,000 above. */
const freePorts = async (count: number): Promise<number[]> => {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(PORTS.from, PORTS.below);
    if ((await isFree(port)) && (await isFree(port + BUS_ABOVE))) ports.add(port);
  }
  return [...ports];
};

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    server.listen(port);
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
};

const LOOK_EVERY_MS = 100;
const LOOK_FOR_MS = 60_000;
const MOST_FOR_A_LOOK_MS = 5000;

/**
 * Waits until it is so; what throws is not so yet, nor what does not answer: a connection asks for ever.
 * Throws when it is not so within a minute.
 */
export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const endsAt = performance.now() + LOOK_FOR_MS;
  while (performance.now() < endsAt) {
    const tooLate = setTimeout(MOST_FOR_A_LOOK_MS, false, {ref: false});
    if (await Promise.race([isSo().catch(() => false), tooLate])) return;
    await setTimeout(LOOK_EVERY_MS);
  }
  throw new Error('the servers did not come to agree');
};
