/** What the bench and its processes tell each other. */

/**
 * `worker`: all of the product's workers. `reconciler`, `scheduler`: the scheduler's work, once a second
 * instead of once a minute. `web`: its pages.
 */
export type Role = 'worker' | 'reconciler' | 'scheduler' | 'web' | 'fragile-worker';

/** Where a process kills itself, in the order of a chunk's way. */
export type KillPoint =
  | 'in-scheduler'
  | 'in-planning'
  | 'before-freeze'
  | 'after-freeze'
  | 'after-socket-write'
  | 'after-accept'
  | 'after-reply'
  | 'after-record'
  | 'in-reconciler';

/** A bench that cannot see these fail is blind. */
export type Control =
  | 'no-key'
  | 'random-key'
  | 'no-ledger'
  | 'random-token'
  | 'log-trusted-early'
  | 'lost-is-failed'
  | 'stalled-once'
  | 'redis-without-aof';

/** What is done to the parts that the verbs are handed. */
export type Trick =
  /** Dies at the nth passing of the point. */
  | {kind: 'kill-at'; point: KillPoint; nth: number}
  | {kind: 'control'; control: Control}
  /** A call's time-out, for the rounds in which an answer never comes. */
  | {kind: 'impatient'; timeoutMs: number};

export type Opening = {
  role: Role;
  redisUrl: string;
  /** The configuration, as the environment of a process would say it. */
  environment: Record<string, string>;
  /** Where the pages listen; default 127.0.0.1. */
  hostname?: string;
  trick: Trick | null;
  /** How far the process' clock is off, ms. */
  clockOffsetMs: number;
};

export type Order =
  | ({order: 'open'} & Opening)
  | {order: 'clock'; offsetMs: number}
  /** Finish what is in hand, and be ready for the next opening. */
  | {order: 'close'};

export type Answer = 'warm' | 'open' | 'closed';
