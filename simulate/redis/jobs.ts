import {HASH, type Keyspace, readAt, writeAt} from './keyspace.ts';
import type {Reply} from './reply.ts';
import type {Unit} from './server.ts';

/**
 * The queue's port: jobs as BullMQ keeps them, in the same Redis, so that what Redis forgets they forget too.
 * A job has a name of its own, and asking for it twice is asking once while it lives. BullMQ's own scripts do
 * not run here.
 */
export type StoredJob = {
  data: unknown;
  /** Not before, ms by the clock of the process that takes it. */
  at: number;
  attempts: number;
  /** Who has it, and until when by Redis' clock. */
  token: string;
  lockedUntil: number;
};

const keyOf = (queue: string): string => `{jobs}:${queue}`;

const jobUnit = (name: string, queue: string, run: (keys: Keyspace) => Reply): Unit => ({
  name: `${name} ${queue}`,
  run,
});

export const addJobs = (queue: string, jobs: {id: string; data: unknown}[]): Unit =>
  jobUnit('add-jobs', queue, keys => {
    const hash = writeAt(keys, keyOf(queue), HASH);
    for (const {id, data} of jobs)
      if (!hash.has(id)) hash.set(id, JSON.stringify({data, at: 0, attempts: 0, token: '', lockedUntil: 0}));
    return 'OK';
  });

/** Takes the first job that may be done now; null where there is none. */
export const takeJob = (
  queue: string,
  {token, now, lockMs}: {token: string; now: number; lockMs: number},
): Unit =>
  jobUnit('take-job', queue, keys => {
    for (const [id, text] of readAt(keys, keyOf(queue), HASH) ?? []) {
      const job: StoredJob = JSON.parse(text);
      if (job.at > now || job.lockedUntil > keys.now) continue;
      const taken = {...job, token, lockedUntil: keys.now + lockMs};
      writeAt(keys, keyOf(queue), HASH).set(id, JSON.stringify(taken));
      return [id, text];
    }
    return null;
  });

/** What a worker says of a job that it has; nothing changes where another has it by now. */
const ofOwn = (
  name: string,
  queue: string,
  {id, token}: {id: string; token: string},
  change: (job: StoredJob, keys: Keyspace) => StoredJob | null,
): Unit =>
  jobUnit(name, queue, keys => {
    const text = readAt(keys, keyOf(queue), HASH)?.get(id);
    const job: StoredJob | null = text === undefined ? null : JSON.parse(text);
    if (job?.token !== token) return 0;
    const next = change(job, keys);
    const hash = writeAt(keys, keyOf(queue), HASH);
    if (next === null) hash.delete(id);
    else hash.set(id, JSON.stringify(next));
    if (hash.size === 0) keys.delete(keyOf(queue));
    return 1;
  });

type Own = {id: string; token: string};

export const renewJob = (queue: string, own: Own, lockMs: number): Unit =>
  ofOwn('renew-job', queue, own, (job, keys) => ({...job, lockedUntil: keys.now + lockMs}));

export const endJob = (queue: string, own: Own): Unit => ofOwn('end-job', queue, own, () => null);

export const delayJob = (queue: string, own: Own, at: number): Unit =>
  ofOwn('delay-job', queue, own, job => ({...job, at, token: '', lockedUntil: 0}));

/** As `RETRY_QUIETLY` of src/queues.ts: ten tries, ever further apart, then it is gone. */
const MAX_ATTEMPTS = 10;

export const failJob = (queue: string, own: Own, now: number): Unit =>
  ofOwn('fail-job', queue, own, job =>
    job.attempts + 1 >= MAX_ATTEMPTS
      ? null
      : {
          ...job,
          attempts: job.attempts + 1,
          at: now + 1000 * 2 ** job.attempts,
          token: '',
          lockedUntil: 0,
        },
  );

/** A queue's first job is gone, as after an eviction or by somebody's hand. */
export const loseJob = (queue: string): Unit =>
  jobUnit('lose-job', queue, keys => {
    const [first] = readAt(keys, keyOf(queue), HASH)?.keys() ?? [];
    if (first === undefined) return 0;
    const hash = writeAt(keys, keyOf(queue), HASH);
    hash.delete(first);
    if (hash.size === 0) keys.delete(keyOf(queue));
    return 1;
  });

/** Nobody has a queue's jobs any more, though some work on them: each comes to another worker, too. */
export const stallJobs = (queue: string): Unit =>
  jobUnit('stall-jobs', queue, keys => {
    for (const [id, text] of readAt(keys, keyOf(queue), HASH) ?? [])
      writeAt(keys, keyOf(queue), HASH).set(id, JSON.stringify({...JSON.parse(text), lockedUntil: 0}));
    return 'OK';
  });
