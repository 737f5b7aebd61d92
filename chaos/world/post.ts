import {systemClock} from '../../src/clock.ts';
import type {Opening} from './messages.ts';
import type {ChaosProcess, Pool} from './processes.ts';

/** What the posts of a crew have in common. */
export type Watch = {
  isClosing: boolean;
  /** Nothing is started before it resolves. */
  held: Promise<void>;
  clockOffsetMs: number;
  /** When a process was killed, by us or by itself; ms since 1970. */
  kills: number[];
  /** Processes that ended by themselves with an error, once they were open. */
  crashes: number;
  /** Processes that could not open and ended with an error. */
  failedStarts: number;
};

/** One process of a newsletter, whichever it is at the moment: what ends is replaced. */
export type Post = {
  /** Resolves when its first process is open (or died in opening). */
  ready: Promise<void>;
  setClock(offsetMs: number): void;
  /** False when there was no process just then. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<boolean>;
  stall(ms: number): Promise<void>;
  /** Lets the process finish what is in hand. */
  close(): Promise<void>;
};

export type PostPlan = {
  pool: Pool;
  watch: Watch;
  restartAfterMs: () => number;
  /** What the nth process is opened with, from 0. */
  openingOf: (start: number) => Opening;
};

/** How long a close may take; a call may be waiting for an answer that never comes. */
const CLOSE_WITHIN_MS = 8000;

export const openPost = (plan: PostPlan): Post => {
  const {pool, watch} = plan;
  const seat: Seat = {process: null};
  const living = keepAlive(plan, seat);
  return {
    ready: living.ready,
    setClock: offsetMs => seat.process?.setClock(offsetMs),
    end: async signal => {
      const {process} = seat;
      if (!process) return false;
      process.send(signal);
      await process.ending;
      return true;
    },
    stall: async ms => {
      const {process} = seat;
      process?.send('SIGSTOP');
      await systemClock.sleep(ms);
      process?.send('SIGCONT');
    },
    close: async () => {
      watch.isClosing = true;
      const {process} = seat;
      if (!process) return living.ended;
      process.send('SIGCONT');
      if (await process.close(CLOSE_WITHIN_MS)) pool.giveBack(process);
      else process.send('SIGKILL');
    },
  };
};

type Seat = {process: ChaosProcess | null};

const keepAlive = (plan: PostPlan, seat: Seat): {ready: Promise<void>; ended: Promise<void>} => {
  const {pool, watch, openingOf, restartAfterMs} = plan;
  let isOpened: () => void = () => undefined;
  const ready = new Promise<void>(resolve => {
    isOpened = resolve;
  });
  const live = async (): Promise<void> => {
    for (let start = 0; !watch.isClosing; start += 1) {
      const process = await pool.take();
      if (watch.isClosing) return pool.giveBack(process);
      seat.process = process;
      const isOpen = await process.open(openingOf(start));
      isOpened();
      const {code, signal} = await process.ending;
      seat.process = null;
      if (watch.isClosing) return;
      if (signal === 'SIGKILL') watch.kills.push(Date.now());
      else if (code !== 0) watch[isOpen ? 'crashes' : 'failedStarts'] += 1;
      await systemClock.sleep(restartAfterMs());
      await watch.held;
    }
  };
  return {ready, ended: live()};
};
