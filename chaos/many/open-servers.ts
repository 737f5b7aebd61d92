import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
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
    await untilAnswers(port);
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
      await new Promise(resolve => setTimeout(resolve, ms));
      running.get(port)?.kill('SIGCONT');
    },
    close: async () => {
      for (const port of running.keys()) await kill(port);
      rmSync(folder, {recursive: true, force: true});
    },
  };
};

const untilAnswers = async (port: number): Promise<void> => {
  const redis = connectTo(port);
  await until(async () => (await redis.ping()) === 'PONG');
  redis.disconnect();
};

/** A connection to one server itself; it outlives it. */
export const connectTo = (port: number): Redis => {
  const redis = openRedis(`redis://127.0.0.1:${port}`);
  redis.on('error', () => undefined);
  return redis;
};

/** Free ones whose bus port (10,000 above) is a port too. */
const freePorts = async (count: number): Promise<number[]> => {
  const ports: number[] = [];
  while (ports.length < count) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server.close();
    await once(server, 'close');
    const lower = 20_000 + (port % 20_000);
    if (!ports.includes(lower)) ports.push(lower);
  }
  return ports;
};

const LOOK_EVERY_MS = 100;
const LOOK_FOR_MS = 60_000;

/** Waits until it is so; what throws is not so yet. Throws when it is not so within a minute. */
export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
    if (await isSo().catch(() => false)) return;
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('the servers did not come to agree');
};
