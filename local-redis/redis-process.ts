import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, readFileSync, renameSync, statSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

/** A Redis that a keeper runs: on loopback, behind a password, with its data in `data`. */
export type RedisPlace = {port: number; password: string; data: string};

export type RedisState = {pid: number; isLoading: boolean; data: string};

const silentForMs = 10_000;
const answerWithinMs = 3000;
const largestLogBytes = 1_000_000;

/**
 * Starts a Redis and waits until it answers commands; loading its data may take as long as it takes while it answers
 * at all. Its settings go in through standard input, so that the password stands on no command line and in no file.
 */
export const startRedis = async (
  server: string,
  place: RedisPlace,
): Promise<{kind: 'running'; pid: number} | {kind: 'failed'; reason: string}> => {
  keepLogSmall(place.data);
  const child = spawn(server, ['-'], {stdio: ['pipe', 'ignore', 'ignore'], cwd: place.data});
  const ending = endingOf(child);
  // A server that ends at once closes the pipe first; its ending tells more than the broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(settingsOf(place));
  const deadline = {at: Date.now() + silentForMs};
  for (;;) {
    const ended = await Promise.race([ending, sleep(20, null)]);
    if (ended !== null) return {kind: 'failed', reason: lastWarning(place.data, child.pid) ?? ended};
    const state = await askRedis(place);
    if (state && !state.isLoading) return {kind: 'running', pid: state.pid};
    if (state) deadline.at = Date.now() + silentForMs;
    if (Date.now() < deadline.at) continue;
    child.kill('SIGKILL');
    return {kind: 'failed', reason: `it does not answer on port ${place.port}`};
  }
};

const endingOf = (child: ChildProcess): Promise<string> =>
  new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  });

/** Durable within a second, never evicting, and healing the half-written end that a kill leaves in the log. */
const settingsOf = ({port, password, data}: RedisPlace): string =>
  [
    'bind 127.0.0.1',
    `port ${port}`,
    'protected-mode yes',
    `requirepass ${password}`,
    `dir ${quoted(data)}`,
    'logfile redis.log',
    'daemonize no',
    'save ""',
    'appendonly yes',
    'appendfsync everysec',
    'aof-load-truncated yes',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');

const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;

/** What a Redis says of itself, or null when there is none, it does not know the password, or is silent. */
export const askRedis = ({port, password}: RedisPlace): Promise<RedisState | null> =>
  new Promise(resolve => {
    let answer = '';
    const socket = connect({port, host: '127.0.0.1', timeout: answerWithinMs});
    socket.setEncoding('utf8');
    socket.on('data', part => {
      answer += part;
    });
    socket.once('connect', () =>
      socket.end(`AUTH ${password}\r\nINFO server\r\nINFO persistence\r\nCONFIG GET dir\r\nQUIT\r\n`),
    );
    socket.once('timeout', () => socket.destroy());
    // Nobody listens, or it hung up: 'close' follows, with what had been said until then.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(stateIn(answer)));
  });

const stateIn = (answer: string): RedisState | null => {
  const pid = /^process_id:(\d+)\r$/m.exec(answer)?.[1];
  const loading = /^loading:(\d)\r$/m.exec(answer)?.[1];
  const data = /^dir\r\n\$\d+\r\n(.*)\r$/m.exec(answer)?.[1];
  if (pid === undefined || loading === undefined || data === undefined) return null;
  return {pid: Number(pid), isLoading: loading === '1', data};
};

/** A loopback port that nobody uses now: `wish` where it is free. */
export const freePort = async (wish: number): Promise<number> => (await tryPort(wish)) ?? (await freePort(0));

/** The port itself where it is free (a free one for 0), or null. */
export const tryPort = (port: number): Promise<number | null> =>
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
  if (!existsSync(logOf(data)) || statSync(logOf(data)).size < largestLogBytes) return;
  renameSync(logOf(data), `${logOf(data)}.old`);
};

/** The last thing that this process complained of (`#`) in Redis's log, without its process id and date. */
const lastWarning = (data: string, pid: number | undefined): string | null => {
  if (!existsSync(logOf(data))) return null;
  const lines = readFileSync(logOf(data), 'utf8').slice(-10_000).split('\n');
  const complaint = lines.findLast(line => line.startsWith(`${pid}:`) && line.includes(' # '));
  return complaint?.slice(complaint.indexOf(' # ') + 3).trim() ?? null;
};
