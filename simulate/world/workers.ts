import {SECOND} from '../../src/clock.ts';
import type {HandleJob} from '../../workers/handle-job.ts';
import {Connection} from '../redis/connection.ts';
import {delayJob, endJob, failJob, renewJob, takeJob} from '../redis/jobs.ts';
import type {Reply} from '../redis/reply.ts';
import type {Unit} from '../redis/server.ts';
import type {Host} from './host.ts';
import {ringing, type World} from './world.ts';

/** How a queue is worked on, as workers/ say it to BullMQ. */
export type QueueWork = {queue: string; concurrency: number; lockMs: number; handle: HandleJob};

/** Who finds no job looks again after so long, besides when the bell rings. */
const LOOK_AGAIN_MS = 30 * SECOND;

/** Works on a queue for as long as the process lives, as BullMQ's worker does. */
export const startQueueWorker = (world: World, host: Host, work: QueueWork): void => {
  const connection = new Connection(host, world.server, world.network);
  const ask = (unit: Unit) => connection.send(unit, {isScript: true});
  const hands = {free: work.concurrency, isLooking: false, token: 0};
  const look = async (): Promise<void> => {
    if (hands.isLooking) return;
    hands.isLooking = true;
    while (hands.free > 0 && !host.isEnding) {
      hands.token += 1;
      const token = `${host.name}/${host.start}/${work.queue}/${hands.token}`;
      const job = await takeOne(ask, work, {token, now: host.clock.now()});
      if (job === null) break;
      hands.free -= 1;
      void host
        .holding(() => doJob({world, host, work, ask}, {...job, token}))
        .then(() => {
          hands.free += 1;
          void look();
        });
    }
    hands.isLooking = false;
  };
  host.onDeath.push(world.jobs.listen(work.queue, () => host.isDead || void look()));
  const lookAgain = () => {
    void look();
    host.after(LOOK_AGAIN_MS, lookAgain);
  };
  lookAgain();
};

type Taken = {id: string; data: unknown; token: string};

const takeOne = async (
  ask: (unit: Unit) => Promise<Reply>,
  {queue, lockMs}: QueueWork,
  by: {token: string; now: number},
): Promise<Omit<Taken, 'token'> | null> => {
  const reply = await ask(takeJob(queue, {...by, lockMs}));
  if (!Array.isArray(reply)) return null;
  const [id, text] = reply.map(String);
  return {id: id ?? '', data: JSON.parse(Buffer.from(text ?? '', 'latin1').toString()).data};
};

type Working = {world: World; host: Host; work: QueueWork; ask: (unit: Unit) => Promise<Reply>};

const doJob = async ({world, host, work, ask}: Working, {id, data, token}: Taken): Promise<void> => {
  const {queue, lockMs, handle} = work;
  const own = {id, token};
  const over = new AbortController();
  void renewing(host, over.signal, lockMs, () => ask(renewJob(queue, own, lockMs)));
  try {
    const outcome = await handle(data);
    if (outcome.kind === 'done') await ask(endJob(queue, own));
    else await later(world, host, {queue, at: outcome.at, unit: delayJob(queue, own, outcome.at), ask});
  } catch (error) {
    if (error instanceof TypeError) world.bugs.push(String(error));
    world.trace.note(host.name, `fails at ${id}: ${String(error).slice(0, 80)}`);
    const now = host.clock.now();
    await later(world, host, {queue, at: now + SECOND, unit: failJob(queue, own, now), ask});
  } finally {
    over.abort('over');
  }
};

/** Gives a job back, and rings when its time has come. */
const later = async (
  {jobs}: World,
  host: Host,
  {queue, at, unit, ask}: {queue: string; at: number; unit: Unit; ask: (unit: Unit) => Promise<Reply>},
): Promise<void> => {
  await ask(ringing(jobs, queue, unit));
  host.after(Math.max(0, at - host.clock.now()) + 1, () => jobs.ring(queue));
};

const renewing = async (
  host: Host,
  signal: AbortSignal,
  lockMs: number,
  renew: () => Promise<unknown>,
): Promise<void> => {
  for (;;) {
    await host.clock.sleep(lockMs / 2, signal);
    if (signal.aborted) return;
    void renew();
  }
};
