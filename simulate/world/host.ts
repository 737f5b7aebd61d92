import type {Clock} from '../../src/clock.ts';
import type {Random} from './chance.ts';
import type {Time} from './time.ts';

/** As long as the product itself gives its work (src/cli/processes.ts). */
const ENDS_WITHIN_MS = 30_000;

/** One start of one process: whatever it waits for reaches it here, or never when it was killed. */
export class Host {
  readonly name: string;
  /** Which start of the process it is, from 1. */
  readonly start: number;
  readonly time: Time;
  readonly random: Random;
  isDead = false;
  /** It was told to end: it takes nothing new, and ends when nothing is in its hands. */
  isEnding = false;
  /** How much is in its hands. */
  #busy = 0;
  /** It dies as it hears that Redis has done what begins so; null where it does not. */
  diesAt: string | null = null;
  /** How far its clock is off, ms. */
  clockOffsetMs = 0;
  /** It stands still until then. */
  stalledUntil = 0;
  /** Nothing comes through from or to it until then. */
  cutOffUntil = 0;
  /** What is told when it is killed. */
  readonly onDeath: (() => void)[] = [];
  /** What is told when it is cut off. */
  readonly onCutOff: (() => void)[] = [];

  constructor({name, start, time, random}: Pick<Host, 'name' | 'start' | 'time' | 'random'>) {
    this.name = name;
    this.start = start;
    this.time = time;
    this.random = random;
  }

  /**
   * Something reaches the process after `ms`, unless it is dead by then; a standing one hears of it later.
   */
  after(ms: number, happen: () => void): () => void {
    const {time} = this;
    let callOff: () => void;
    const arrive = () => {
      if (this.isDead) return;
      if (this.stalledUntil > time.now) callOff = time.at(this.stalledUntil, arrive);
      else happen();
    };
    callOff = time.after(ms, arrive);
    return () => callOff();
  }

  kill(): void {
    if (this.isDead) return;
    this.isDead = true;
    for (const told of this.onDeath) told();
  }

  /** SIGTERM, as a deploy sends it; what is not ended within the half minute that is given is cut short. */
  terminate(): void {
    if (this.isDead || this.isEnding) return;
    this.isEnding = true;
    this.time.after(ENDS_WITHIN_MS, () => this.kill());
    this.#endIfIdle();
  }

  /** Something is in its hands until the work is over. */
  async holding<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#endIfIdle();
    }
  }

  #endIfIdle(): void {
    if (this.isEnding && this.#busy === 0) this.kill();
  }

  cutOff(ms: number): void {
    this.cutOffUntil = this.time.now + ms;
    for (const told of this.onCutOff) told();
  }

  get isCutOff(): boolean {
    return this.cutOffUntil > this.time.now;
  }

  /** The process' own clock. */
  readonly clock: Clock = {
    now: () => Math.floor(this.time.now + this.clockOffsetMs),
    sleep: (ms, signal) =>
      new Promise(resolve => {
        if (signal?.aborted) return resolve();
        const callOff = this.after(ms, () => {
          signal?.removeEventListener('abort', wake);
          resolve();
        });
        const wake = () => {
          callOff();
          resolve();
        };
        signal?.addEventListener('abort', wake, {once: true});
      }),
  };
}
