import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

/** What a Redis did to its log, in ms since 1970. */
export type LogStep =
  | {do: 'write'; begunAt: number; endedAt: number; bytes: number}
  | {do: 'sync'; begunAt: number; endedAt: number};

/** Why the calls of a process cannot be recorded here; null where they can. */
export const whyNotTraced = (): string | null => {
  const tried = spawnSync('strace', ['-o', '/dev/null', 'true'], {encoding: 'utf8'});
  if (tried.error) return 'strace is not installed';
  return tried.status === 0 ? null : 'strace may not trace here';
};

/**
 * Records what a running Redis does to its log. Resolves when nothing that it does is missed any more; the
 * recording ends with the process.
 */
export const recordRedisLog = async ({
  pid,
  logFile,
  folder,
}: {
  pid: number;
  logFile: string;
  folder: string;
}) => {
  mkdirSync(folder, {recursive: true});
  const calls = '--trace=write,pwrite64,fsync,fdatasync';
  const tracer = spawn(
    'strace',
    ['-ff', '-ttt', '-T', '-y', calls, '-o', join(folder, 'thread'), '-p', String(pid)],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  await attached(tracer);
  return {
    /** All that was done, once the process has ended. */
    steps: async (): Promise<LogStep[]> => {
      if (tracer.exitCode === null) await once(tracer, 'exit');
      const lines = readdirSync(folder).flatMap(name => readFileSync(join(folder, name), 'utf8').split('\n'));
      return parseTrace(lines, logFile);
    },
  };
};

const attached = async (tracer: ChildProcess): Promise<void> => {
  if (!tracer.stderr) throw new Error('the tracer says nothing');
  for await (const line of createInterface({input: tracer.stderr})) if (/attached/.test(line)) return;
  throw new Error('strace ended before it was attached');
};

/** `1796069638.976174 fdatasync(8</var/redis/appendonly.aof.1.incr.aof>) = 0 <0.003000>` */
const CALL = /^(?<at>\d+\.\d+) (?<call>\w+)\(\d+<(?<path>[^>]*)>.*\) = (?<result>\d+) <(?<took>[\d.]+)>$/;

/** The writes and syncs of one file in strace's lines, in order of their ends. */
export const parseTrace = (lines: string[], logFile: string): LogStep[] =>
  lines
    .flatMap((line): LogStep[] => {
      const {at, call = '', path, result, took} = CALL.exec(line)?.groups ?? {};
      if (path !== logFile) return [];
      const begunAt = Number(at) * 1000;
      const when = {begunAt, endedAt: begunAt + Number(took) * 1000};
      return [call.endsWith('sync') ? {do: 'sync', ...when} : {do: 'write', ...when, bytes: Number(result)}];
    })
    .sort((one, other) => one.endedAt - other.endedAt);

/**
 * How many of the bytes that were written since the recording began a power cut at that time leaves at least:
 * those that were there when the last sync began that had ended by then.
 */
export const keptAt = (steps: LogStep[], time: number): number => {
  const syncedAt = Math.max(
    0,
    ...steps.flatMap(step => (step.do === 'sync' && step.endedAt <= time ? [step.begunAt] : [])),
  );
  return steps.reduce(
    (sum, step) => (step.do === 'write' && step.endedAt <= syncedAt ? sum + step.bytes : sum),
    0,
  );
};
