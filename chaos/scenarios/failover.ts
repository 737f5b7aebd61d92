import type {Scenario, Scene} from '../scenario.ts';
import type {Replica} from '../world/replica.ts';
import {killWorkers, slowCalls} from './processes.ts';

/** Five calls take two seconds and more: time to fall behind in. */
const UNHURRIED = {RESEND_RATE: '2'};

const replicaOf = ({redis}: Scene): Replica => {
  if (!redis.replica) throw new Error('this scenario needs a Redis with a replica');
  return redis.replica;
};

/**
 * The primary is gone; sooner or later its address leads to the replica, which may be read-only for a while
 * longer.
 */
const failOver = async (scene: Scene): Promise<number> => {
  const {random, sleep, note} = scene;
  const replica = replicaOf(scene);
  note();
  const lacksBytes = await replica.losePrimary();
  await sleep(random.whole(0, 1500));
  replica.takeOver();
  await sleep(random.whole(0, 1000));
  await replica.promote();
  return lacksBytes;
};

const failOverInStep = async (scene: Scene): Promise<void> => {
  const {random, crew, sleep, insist} = scene;
  await crew.ready;
  await sleep(random.whole(0, 1500));
  await replicaOf(scene).catchUp();
  insist((await failOver(scene)) === 0, 'the replica had everything');
};

/**
 * What was written in the last moments is gone, though Resend may have answered meanwhile and the processes
 * live on.
 */
const failOverBehind = async (scene: Scene): Promise<void> => {
  const {random, sleep, until, insist, paperboy, edition} = scene;
  await until(async () => (await paperboy.stores.ledger.counts(edition)).audience > 0);
  await sleep(random.whole(0, 800));
  replicaOf(scene).fallBehind();
  // Longer than from one call to the next, so that something was written meanwhile.
  await sleep(random.whole(600, 1500));
  insist((await failOver(scene)) > 0, 'the replica lacked writes');
};

/** Readers leave before, in and after the moments that are lost; who sees an error presses again. */
const leaveMeanwhile = async (scene: Scene): Promise<void> => {
  const {random, addresses, left, sleep, until} = scene;
  for (let leaver = 0; leaver < 20; leaver += 1) {
    await sleep(random.whole(50, 250));
    const address = addresses[random.whole(0, addresses.length - 1)] ?? '';
    left.add(address);
    await until(() => hasLeft(scene, address));
  }
};

const hasLeft = async ({paperboy}: Scene, address: string): Promise<boolean> => {
  const {subscribers} = paperboy;
  try {
    const number = (await subscribers.find(address))?.number ?? 0;
    await subscribers.unsubscribe({number, via: 'link'});
    return true;
  } catch (error) {
    if (String(error).includes('READONLY')) return false;
    throw error;
  }
};

/**
 * The replica has taken over, and its power is cut: it forgets what it wrote in up to a second, as any Redis
 * with everysec does.
 */
const cutPowerOfReplica = async (scene: Scene): Promise<void> => {
  const {random, crew, sleep, note} = scene;
  await failOverInStep(scene);
  const {server} = replicaOf(scene);
  await sleep(random.whole(500, 2500));
  const mark = server.mark();
  await sleep(random.whole(100, 1000));
  note();
  crew.hold();
  await Promise.all([server.kill(), crew.killAll()]);
  server.forgetSince(mark);
  await server.start();
  crew.release();
};

/** With `frozenMs` of 0 the primary hands over what it has; a frozen one cannot. */
const handOver = async (scene: Scene, {frozenMs}: {frozenMs: number}): Promise<void> => {
  const {random, crew, sleep, note} = scene;
  await crew.ready;
  await sleep(random.whole(0, 1500));
  note();
  if (frozenMs === 0) await replicaOf(scene).catchUp();
  await replicaOf(scene).handOver({frozenMs});
};

export const failoverScenarios: Scenario[] = [
  {
    name: 'power-cut-replica',
    says: 'the replica has taken over, and everything dies while it has up to a second not yet on disk',
    rounds: 20,
    redis: 'pair',
    mayFailToStart: true,
    patienceMs: 180_000,
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: cutPowerOfReplica,
  },
  {
    name: 'redis-handover',
    says:
      'the primary hands over to its replica and lives on as the replica, its connections open ' +
      '(a managed fail-over), and a worker is killed',
    rounds: 20,
    redis: 'pair',
    mayFailToStart: true,
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async scene => {
      await Promise.all([handOver(scene, {frozenMs: 0}), killWorkers(scene, {kills: 1, withinMs: 3000})]);
    },
  },
  {
    name: 'redis-handover-frozen',
    says:
      'the primary stands still for 20 s with its connections open, and the replica takes its place ' +
      'at once',
    rounds: 20,
    redis: 'pair',
    mayFailToStart: true,
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: scene => handOver(scene, {frozenMs: 20_000}),
  },
  {
    name: 'redis-failover',
    says:
      'the primary is killed when its replica has everything, the replica takes its place, and a worker ' +
      'is killed',
    rounds: 20,
    redis: 'pair',
    mayFailToStart: true,
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async scene => {
      await Promise.all([failOverInStep(scene), killWorkers(scene, {kills: 1, withinMs: 3000})]);
    },
  },
  {
    name: 'redis-failover-behind',
    says: 'the primary is killed, and the replica that takes its place lacks the last 0.6 to 1.5 s of writes',
    rounds: 20,
    redis: 'pair',
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: failOverBehind,
  },
  {
    name: 'redis-failover-behind-leaving',
    says: 'the same, while twenty readers leave',
    rounds: 20,
    redis: 'pair',
    plannedBy: 'scheduler',
    isReported: true,
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async scene => {
      await Promise.all([failOverBehind(scene), leaveMeanwhile(scene)]);
    },
  },
];
