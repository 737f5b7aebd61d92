import type {Time} from '../world/time.ts';
import {Keyspace} from './keyspace.ts';
import {RedisFault, type Reply} from './reply.ts';

/** What Redis does in one go: a command, a script or a transaction. */
export type Unit = {
  /** What the trace calls it. */
  name: string;
  run: (keys: Keyspace) => Reply;
};

/** So much of its history Redis may be made to forget, ms; the journal holds no more. */
export const MOST_FORGOTTEN_MS = 20_000;

/** One Redis with a disk and a replica that may lag behind. */
export class Server {
  readonly #time: Time;
  readonly keys: Keyspace;
  /** How far its clock is off, ms. */
  clockOffsetMs = 0;
  isUp = true;
  /** It stands still until then, and answers afterwards what came meanwhile. */
  stalledUntil = 0;
  /** Told of each unit and its reply, for who checks them against a real Redis. */
  onUnit: ((unit: Unit, reply: Reply) => void) | null = null;
  /** Told when all connections are lost. */
  readonly onLoss: ((reconnectAfterMs: number) => void)[] = [];
  /** When each unit was done. */
  #history: {at: number; offset: number}[] = [];

  constructor(time: Time, keys: Keyspace = new Keyspace()) {
    this.#time = time;
    this.keys = keys;
  }

  do(unit: Unit): Reply {
    const {keys} = this;
    keys.begin(this.#time.now + this.clockOffsetMs);
    const reply = unlessRefused(() => unit.run(keys));
    this.#history.push({at: this.#time.now, offset: keys.offset});
    if (this.#history.length > 2000) this.#forgetHistory();
    this.onUnit?.(unit, reply);
    return reply;
  }

  /** Takes back what was done in the last `ms`; returns how many units that were. */
  loseLast(ms: number): number {
    const kept = this.#history.findLast(({at}) => at <= this.#time.now - ms);
    const from = kept?.offset ?? (this.#history[0]?.offset ?? 1) - 1;
    const lost = this.#history.filter(({offset}) => offset > from).length;
    this.keys.rollBack(from);
    this.#history = this.#history.filter(({offset}) => offset <= from);
    return lost;
  }

  /** Every connection is lost, and can be opened again after a while. */
  dropConnections(reconnectAfterMs: number): void {
    for (const told of this.onLoss) told(reconnectAfterMs);
  }

  #forgetHistory(): void {
    const since = this.#time.now - MOST_FORGOTTEN_MS;
    const first = this.#history.findIndex(({at}) => at > since);
    const gone = this.#history.splice(0, first < 0 ? this.#history.length - 1 : first);
    this.keys.forgetBefore(gone.at(-1)?.offset ?? 0);
  }
}

const unlessRefused = (work: () => Reply): Reply => {
  try {
    return work();
  } catch (error) {
    if (error instanceof RedisFault) return error;
    throw error;
  }
};
