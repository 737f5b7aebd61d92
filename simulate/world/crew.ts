import {openPaperboy, type Paperboy} from '../../src/app.ts';
import {deliveryJobs, editionJobs, schedulerWork} from '../../src/cli/frame/start-workers.ts';
import {MINUTE, SECOND} from '../../src/clock.ts';
import {handleDelivery, handleEdition, handleLetter, handleReceipt} from '../../workers/handle-job.ts';
import {scheduledWork} from '../../workers/scheduler.ts';
import {openingOn} from '../newsletter.ts';
import {openRandom} from './chance.ts';
import {Host} from './host.ts';
import {startQueueWorker} from './workers.ts';
import type {World} from './world.ts';

export type Role = 'worker' | 'scheduler' | 'web' | 'desk';

/** One of the product's processes under a supervisor that starts again whatever ends. */
export type Post = {
  name: string;
  host: Host;
  /** Null until it is open. */
  paperboy: Paperboy | null;
  /** How far the clock of its machine is off, ms. */
  clockOffsetMs: number;
  /** Starts it, where it was not; what nobody asks for anything is never started. */
  wake(): void;
};

export type CrewPlan = {
  seed: string;
  rate: number;
  workers: number;
  schedulers: number;
  sendsLetters: boolean;
};

export type Crew = {
  posts: Post[];
  post(name: string): Post;
  /** Nothing starts until then, ms since 1970. */
  outage: {until: number};
};

/** Starts the processes of a round. */
export const openCrew = (world: World, plan: CrewPlan): Crew => {
  const named = (role: Role, count: number) =>
    Array.from({length: count}, (_, place) => ({role, name: `${role}-${place + 1}`}));
  const outage = {until: 0};
  const posts = [
    ...named('worker', plan.workers),
    ...named('scheduler', plan.schedulers),
    ...named('web', 1),
    ...named('desk', 1),
  ].map(({role, name}) => openPost(world, plan, {role, name, outage}));
  return {
    ...{posts, outage},
    post: name => {
      const found = posts.find(post => post.name === name);
      if (!found) throw new Error(`nobody is called ${name}`);
      return found;
    },
  };
};

type Posting = {role: Role; name: string; outage: Crew['outage']};

const openPost = (world: World, plan: CrewPlan, {role, name, outage}: Posting): Post => {
  const {time, trace} = world;
  const hostOf = (start: number) =>
    new Host({name, start, time, random: openRandom(`${plan.seed}/${name}/${start}`)});
  const post: Post = {name, host: hostOf(1), paperboy: null, clockOffsetMs: 0, wake: () => wake()};
  const start = (first: Host) => {
    // It may be killed before it has begun.
    const host = first.isDead ? hostOf(first.start + 1) : first;
    post.host = host;
    post.paperboy = null;
    host.clockOffsetMs = post.clockOffsetMs;
    host.onDeath.push(() => {
      trace.note(name, host.isEnding ? 'ends' : 'is killed');
      post.paperboy = null;
      const isDownFor = Math.max(0, outage.until - time.now);
      time.after(isDownFor + 50 + 1500 * host.random.fraction(), () => start(hostOf(host.start + 1)));
    });
    trace.note(name, `starts (${host.start})`);
    openRole(world, plan, {role, host}).then(
      paperboy => {
        if (!host.isDead) post.paperboy = paperboy;
      },
      error => {
        if (error instanceof TypeError) world.bugs.push(String(error));
        trace.note(name, `cannot start: ${String(error).slice(0, 80)}`);
        host.kill();
      },
    );
  };
  let wake = () => {
    wake = () => undefined;
    const isDownFor = Math.max(0, outage.until - time.now);
    time.after(isDownFor + 1 + 400 * post.host.random.fraction(), () => start(post.host));
  };
  if (role === 'worker' || role === 'scheduler') wake();
  return post;
};

const openRole = async (
  world: World,
  {rate, sendsLetters}: CrewPlan,
  {role, host}: {role: Role; host: Host},
): Promise<Paperboy> => {
  const paperboy = await openPaperboy(openingOn(world, host, rate));
  if (role === 'worker') await startWorking(world, host, paperboy);
  if (role === 'worker' && sendsLetters)
    startQueueWorker(world, host, {
      ...{queue: 'letters', concurrency: 2, lockMs: 30 * SECOND},
      handle: handleLetter(paperboy.sending.sendLetter),
    });
  if (role === 'scheduler') startTicking(host, paperboy);
  return paperboy;
};

/** As `startWorkers` (src/cli/frame/start-workers.ts) has it, on the queue of here. */
const startWorking = async (world: World, host: Host, paperboy: Paperboy): Promise<void> => {
  await paperboy.sending.reconcile();
  startQueueWorker(world, host, {
    ...{queue: 'editions', concurrency: 1, lockMs: 4 * SECOND},
    handle: handleEdition(editionJobs(paperboy)),
  });
  startQueueWorker(world, host, {
    ...{queue: 'delivery', concurrency: 4, lockMs: 4 * SECOND},
    handle: handleDelivery(deliveryJobs(paperboy)),
  });
  startQueueWorker(world, host, {
    ...{queue: 'receipts', concurrency: 16, lockMs: 30 * SECOND},
    handle: handleReceipt(paperboy.sending.applyReceipt),
  });
};

const startTicking = (host: Host, paperboy: Paperboy): void => {
  const work = scheduledWork(schedulerWork(paperboy));
  const every = (ms: number, tick: () => Promise<unknown>) => {
    const next = () => {
      host.after(ms - (host.clock.now() % ms), () => {
        if (!host.isEnding) void host.holding(tick).then(next);
      });
    };
    next();
  };
  void work.atStart();
  every(MINUTE, work.everyMinute);
  every(10 * MINUTE, work.everyTenMinutes);
};
