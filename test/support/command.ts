import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {runCommandLine} from '../../src/cli/frame/command-line.ts';
import {openTestRedis} from './redis.ts';

/** What a command line came to, as an operator sees it. */
export type Ran = {
  exit: number;
  out: string;
  err: string;
  /** Reads stdout, which must be one JSON document and nothing else. */
  json(): unknown;
};

export type Environment = Record<string, string>;

/** Runs a command line in this process. */
export const runPaperboy = async (args: string[], environment: Environment): Promise<Ran> => {
  const said = {out: '', err: ''};
  const exit = await runCommandLine({
    args,
    environment: {LOG_LEVEL: 'silent', ...environment},
    terminal: {
      asJson: args.includes('--json'),
      isWatched: false,
      write: async text => {
        said.out += text;
        return true;
      },
      say: line => {
        said.err += `${line}\n`;
      },
    },
  });
  return {exit, ...said, json: () => JSON.parse(said.out)};
};

const program = fileURLToPath(new URL('../../bin/paperboy.mjs', import.meta.url));

/** What scripts/test-on-day.mjs sets, so that all processes of a run live on the same day. */
const ofAnotherDay = /^(LD_PRELOAD$|FAKETIME|NO_FAKE_)/;

/** Starts `paperboy` as a process of its own, with nothing but this environment, the path and the day. */
export const startPaperboy = (args: string[], environment: Environment): ChildProcessWithoutNullStreams => {
  const day = Object.fromEntries(Object.entries(process.env).filter(([name]) => ofAnotherDay.test(name)));
  return spawn(process.execPath, [program, ...args], {
    env: {PATH: process.env.PATH, HOME: process.env.HOME, ...day, ...environment},
  });
};

/** The same on a terminal of its own (script(1) of util-linux); what it shows comes by stdout. */
export const startOnTerminal = (args: string[], environment: Environment): ChildProcessWithoutNullStreams => {
  const quoted = [process.execPath, program, ...args].map(word => `'${word}'`).join(' ');
  return spawn('script', ['--quiet', '--return', '--command', quoted, '/dev/null'], {
    env: {PATH: process.env.PATH, HOME: process.env.HOME, ...environment},
  });
};

/** Runs `paperboy` as a process of its own to its end. */
export const spawnPaperboy = async (args: string[], environment: Environment): Promise<Ran> => {
  const child = startPaperboy(args, environment);
  const said = {out: '', err: ''};
  child.stdout.on('data', (part: Buffer) => {
    said.out += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    said.err += part.toString();
  });
  const [exit] = await once(child, 'close');
  return {exit, ...said, json: () => JSON.parse(said.out)};
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** An operator's desk: an instance with a Redis, an outbox and a folder of its own, and its command line. */
export const openDesk = async (more: Environment = {}) => {
  const {url, close} = await openTestRedis();
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-desk-'));
  const outbox = join(folder, 'outbox');
  const environment: Environment = {REDIS_URL: url, OUTBOX_DIR: outbox, ...more};
  return {
    environment,
    outbox,
    folder,
    paperboy: (...args: string[]) => runPaperboy(args, environment),
    /** Writes a file for a command to read and gives its path. */
    file: async (name: string, content: string | Buffer): Promise<string> => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    close: async () => {
      await rm(folder, {recursive: true, force: true});
      await close();
    },
  };
};
