import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {openSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/settings/package-root.ts';
import {killAtExit} from './at-exit.ts';
import type {Answer, Opening, Order} from './messages.ts';

export type Ending = {code: number | null; signal: NodeJS.Signals | null};

/** A process of the bench: warm, then opened as a part of one round's newsletter. */
export type ChaosProcess = {
  /** False when the process ended before it was open. */
  open(opening: Opening): Promise<boolean>;
  setClock(offsetMs: number): void;
  /** Finishes what is in hand; false when the process ended instead or took longer than `withinMs`. */
  close(withinMs: number): Promise<boolean>;
  send(signal: NodeJS.Signals): void;
  ending: Promise<Ending>;
};

/** Warm processes in stock: taking one costs nothing, and the next is started meanwhile. */
export type Pool = {
  take(): Promise<ChaosProcess>;
  /** For one that was closed cleanly. */
  giveBack(process: ChaosProcess): void;
  close(): Promise<void>;
};

const program = join(packageRoot, 'dist', 'programs', 'chaos', 'world', 'worker.js');

/**
 * What the processes complain of goes into the file at `logPath`; `on` are the words before the command, as
 * `ip netns exec NAME`.
 */
export const openPool = ({
  stock,
  logPath,
  on = [],
}: {
  stock: number;
  logPath: string;
  on?: string[];
}): Pool => {
  const log = openSync(logPath, 'a');
  const start = () => startProcess(log, {logPath, on});
  const waiting: Promise<ChaosProcess>[] = Array.from({length: stock}, start);
  return {
    take: () => {
      const next = waiting.shift() ?? start();
      if (waiting.length < stock) waiting.push(start());
      return next;
    },
    giveBack: used => {
      if (waiting.length > 2 * stock) used.send('SIGKILL');
      else waiting.unshift(Promise.resolve(used));
    },
    close: async () => {
      for (const spare of waiting.splice(0)) {
        const {send, ending} = await spare;
        send('SIGKILL');
        await ending;
      }
    },
  };
};

const startProcess = async (
  log: number,
  {logPath, on}: {logPath: string; on: string[]},
): Promise<ChaosProcess> => {
  const [execPath = process.execPath, ...execArgv] = [...on, process.execPath];
  const child = fork(program, [], {execPath, execArgv, stdio: ['ignore', log, log, 'ipc']});
  killAtExit(child);
  const ending = endingOf(child);
  const answers = (wanted: Answer) => Promise.race([heard(child, wanted), ending.then(() => false)]);
  if (!(await answers('warm')))
    throw new Error(
      `a process of the bench ended before it was warm: ${readFileSync(logPath, 'utf8').slice(-2000)}`,
    );
  const order = (what: Order) => {
    // One that dies while it is told hears nothing; `ending` says so.
    if (child.connected) child.send(JSON.stringify(what), () => undefined);
  };
  return {
    ending,
    open: async opening => {
      order({order: 'open', ...opening});
      return answers('open');
    },
    setClock: offsetMs => order({order: 'clock', offsetMs}),
    close: async withinMs => {
      order({order: 'close'});
      return Promise.race([answers('closed'), after(withinMs)]);
    },
    send: signal => {
      child.kill(signal);
    },
  };
};

const endingOf = async (child: ChildProcess): Promise<Ending> => {
  const [code, signal] = await once(child, 'exit');
  return {code, signal};
};

const heard = (child: ChildProcess, wanted: Answer): Promise<true> =>
  new Promise(resolve => {
    const listen = (message: unknown) => {
      if (message !== wanted) return;
      child.off('message', listen);
      resolve(true);
    };
    child.on('message', listen);
  });

const after = (ms: number): Promise<false> => new Promise(resolve => setTimeout(resolve, ms, false).unref());
