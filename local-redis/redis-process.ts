import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from 'node:fs';
import {connect, createServer, type Socket} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

/** A Redis on loopback, behind a password. */
type Address = {port: number; password: string};
/** With its data in `data`. */
type RedisPlace = Address & {data: string};

/** `others`: connections besides the one that asked. */
type RedisState = {pid: number; isLoading: boolean; data: string; others: number};

const SILENT_FOR_MS = 10_000;
const ANSWER_WITHIN_MS = 3000;
const MAX_LOG_BYTES = 1_000_000;

/**
 * Starts a Redis and waits until it answers commands; loading its data may take as long as it takes while it
 * answers at all. Its settings go in through standard input, so that the password stands on no command line
 * and in no file.
 */
export const startRedis = async (
  server: string,
  place: RedisPlace,
): Promise<{kind: 'running'; pid: number} | {kind: 'failed'; reason: string}> => {
  keepLogSmall(place.data);
  removeHalfWritten(place.data);
  const child = spawn(server, ['-'], {stdio: ['pipe', 'ignore', 'ignore'], cwd: place.data});
  const ending = endingOf(child);
  // A server that ends at once closes the pipe first; its ending tells more than the broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(settingsOf(place));
  let deadline = Date.now() + SILENT_FOR_MS;
  while (Date.now() < deadline) {
    const ended = await Promise.race([ending, sleep(20, null)]);
    if (ended !== null) return {kind: 'failed', reason: lastWarning(place.data, child.pid) ?? ended};
    const state = await askRedis(place);
    if (state && !state.isLoading) return {kind: 'running', pid: state.pid};
    if (state) deadline = Date.now() + SILENT_FOR_MS;
  }
  child.kill('SIGKILL');
  return {kind: 'failed', reason: `it does not answer on port ${place.port}`};
};

const endingOf = (child: ChildProcess): Promise<string> =>
  new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  });

/**
 * Durable within a second, never evicting, and healing the half-written end that a kill leaves in the log.
 */
const settingsOf = ({port, password, data}: RedisPlace): string =>
  [
    ...['bind 127.0.0.1', `port ${port}`, 'protected-mode yes', `requirepass ${password}`],
    ...[`dir ${quoted(data)}`, 'logfile redis.log', 'daemonize no', 'maxmemory-policy noeviction'],
    ...['save ""', 'appendonly yes', 'appendfsync everysec', 'aof-load-truncated yes', ''],
  ].join('\n');

const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;

/** What a Redis says of itself, or null when there is none, it does not know the password, or is silent. */
export const askRedis = async (address: Address): Promise<RedisState | null> => {
  const connection = await connectToRedis(address);
  connection?.socket.destroy();
  return connection?.state ?? null;
};

/** The same, with the connection that it was said on, which is the caller's to close. */
export const connectToRedis = ({
  port,
  password,
}: Address): Promise<{socket: Socket; state: RedisState} | null> =>
  new Promise(resolve => {
    let answer = '';
    const socket = connect({port, host: '127.0.0.1', timeout: ANSWER_WITHIN_MS});
    socket.setEncoding('utf8');
    socket.on('data', part => {
      answer += part;
      const state = stateIn(answer);
      if (!state) return;
      socket.setTimeout(0);
      socket.removeAllListeners('data').resume();
      resolve({socket, state});
    });
    socket.once('connect', () =>
      socket.write(
        `AUTH ${password}\r\nINFO server\r\nINFO clients\r\nINFO persistence\r\nCONFIG GET dir\r\n`,
      ),
    );
    socket.once('timeout', () => socket.destroy());
    // Nobody listens, or it hung up: 'close' follows.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(null));
  });

const stateIn = (answer: string): RedisState | null => {
  const pid = /^process_id:(\d+)\r$/m.exec(answer)?.[1];
  const clients = /^connected_clients:(\d+)\r$/m.exec(answer)?.[1];
  const loading = /^loading:(\d)\r$/m.exec(answer)?.[1];
  const data = /^dir\r\n\$\d+\r\n(.*)\r$/m.exec(answer)?.[1];
  if (pid === undefined || clients === undefined || loading === undefined || data === undefined) return null;
  return {pid: Number(pid), isLoading: loading === '1', data, others: Number(clients) - 1};
};

/** A loopback port that nobody uses now. */
export const freePort = async (): Promise<number> => (await listen(0)) ?? freePort();

export const isFree = async (port: number): Promise<boolean> => (await listen(port)) !== null;

/** Listens on a port for a moment: the port (a free one for 0), or null where another program has it. */
const listen = (port: number): Promise<number | null> =>
  new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : null));
    });
  });

const logOf = (data: string): string => join(data, 'redis.log');

const keepLogSmall = (data: string): void => {
  if (!existsSync(logOf(data)) || statSync(logOf(data)).size < MAX_LOG_BYTES) return;
  renameSync(logOf(data), `${logOf(data)}.old`);
};

/** What a Redis that was killed left of a rewrite: nobody reads it, and it may tell of who was erased. */
const removeHalfWritten = (data: string): void => {
  for (const name of readdirSync(data))
    if (/^temp-.*\.(?:aof|rdb)$/.test(name)) rmSync(join(data, name), {force: true});
};

/** The last thing that this process complained of (`#`) in Redis's log, without its process id and date. */
const lastWarning = (data: string, pid: number | undefined): string | null => {
  if (!existsSync(logOf(data))) return null;
  const lines = readFileSync(logOf(data), 'utf8').slice(-10_000).split('\n');
  const complaint = lines.findLast(line => line.startsWith(`${pid}:`) && line.includes(' # '));
  return complaint?.slice(complaint.indexOf(' # ') + 3).trim() ?? null;
};
