import {HOUR} from '../../src/clock.ts';
import type {FakeResendOptions} from '../fake-resend/types.ts';
import type {Scenario, Scene} from '../scenario.ts';
import type {Random} from '../seed.ts';
import type {Member} from '../world/crew.ts';
import type {KillPoint} from '../world/messages.ts';
import {leaveByOneClick} from '../world/visitors.ts';

/** Few enough calls a second that a sending of five calls takes as long as the kills need. */
const UNHURRIED = {RESEND_RATE: '6'};

/** Most calls take some time, before or after the mails are taken: something to be killed in. */
export const slowCalls = (random: Random): FakeResendOptions => ({
  chaos: {
    seed: random.whole(1, 1_000_000),
    share: 0.7,
    faults: [
      {fault: 'slow', ms: random.whole(20, 400), accept: 'first'},
      {fault: 'slow', ms: random.whole(20, 400), accept: 'last'},
    ],
  },
});

type Kills = {kills: number; withinMs: number};

/** So many kills of a worker within so many ms, at moments of the seed's own. */
export const killWorkers = (scene: Scene, kills: Kills): Promise<void> =>
  killSome(scene, scene.crew.workers, kills);

/** The same for the process that has the pages. */
export const killPages = (scene: Scene, kills: Kills): Promise<void> =>
  killSome(
    scene,
    scene.crew.members.filter(({role}) => role === 'web'),
    kills,
  );

const killSome = async (
  {random, sleep}: Scene,
  members: Member[],
  {kills, withinMs}: Kills,
): Promise<void> => {
  const moments = Array.from({length: kills}, () => random.whole(0, withinMs)).sort((a, b) => a - b);
  let passed = 0;
  for (const moment of moments) {
    await sleep(moment - passed);
    passed = moment;
    await members[random.whole(0, members.length - 1)]?.kill();
  }
};

const killAllTwice = async ({random, crew, sleep}: Scene): Promise<void> => {
  await sleep(random.whole(0, 1500));
  await crew.killAll();
  await sleep(random.whole(200, 3000));
  await crew.killAll();
};

const killed: Scenario[] = [
  {
    name: 'kill-worker',
    says: 'kill -9 of a worker, one to three times, at any moment',
    rounds: 300,
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: scene => killWorkers(scene, {kills: scene.random.whole(1, 3), withinMs: 1200}),
  },
  {
    name: 'kill-all',
    says: 'kill -9 of every process at once, the pages too, twice, while ten readers leave by one click',
    rounds: 50,
    plannedBy: 'scheduler',
    roles: ['worker', 'worker', 'scheduler', 'web'],
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async scene => {
      await scene.crew.ready;
      await Promise.all([killAllTwice(scene), leaveByOneClick(scene, 10)]);
    },
  },
];

/**
 * Armed at the first start and, by chance, once or twice more: BullMQ's own default survives one kill of a
 * job, not two.
 */
const killedAt = (point: KillPoint, more: Partial<Scenario> = {}): Scenario => ({
  name: `kill-${point}`,
  says: `kill -9 ${point.replaceAll('-', ' ')}`,
  rounds: 25,
  trickOf: ({role, start}, random) => {
    const isItsPlace = point === 'in-reconciler' ? role === 'reconciler' : role !== 'reconciler';
    const isArmed = start === 0 || (start < 3 && random.fraction() < 0.4);
    return isItsPlace && isArmed ? {kind: 'kill-at', point, nth: random.whole(1, 2)} : null;
  },
  play: async () => undefined,
  ...more,
});

const points: Scenario[] = [
  killedAt('in-scheduler', {plannedBy: 'scheduler'}),
  killedAt('in-planning', {plannedBy: 'scheduler'}),
  killedAt('before-freeze'),
  killedAt('after-freeze'),
  killedAt('after-socket-write'),
  killedAt('after-accept', {
    fakeResend: () => ({chaos: {seed: 1, share: 1, faults: [{fault: 'slow', ms: 400, accept: 'first'}]}}),
  }),
  killedAt('after-reply'),
  killedAt('after-record'),
  killedAt('in-reconciler', {environment: {RESEND_RATE: '1'}}),
];

const others: Scenario[] = [
  {
    name: 'worker-stalled',
    says: 'a worker stands still for 8 s (longer than lock and lease), then goes on',
    rounds: 60,
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async ({random, crew, sleep, note}) => {
      await sleep(random.whole(0, 800));
      note();
      await random.pick([crew.workers[0], crew.workers[1]])?.stall(8000);
    },
  },
  {
    name: 'deploy',
    says: 'SIGTERM of every process in mid-send, and a start of each',
    rounds: 50,
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async ({random, crew, sleep, note}) => {
      await sleep(random.whole(0, 800));
      for (const member of crew.members) {
        note();
        await member.terminate();
      }
    },
  },
  {
    name: 'five-schedulers',
    says: 'five schedulers tick against each other, three workers plan and send',
    rounds: 60,
    plannedBy: 'scheduler',
    roles: ['scheduler', 'scheduler', 'scheduler', 'scheduler', 'scheduler', 'worker', 'worker', 'worker'],
    fakeResend: slowCalls,
    play: async scene => {
      await scene.crew.ready;
      await killWorkers(scene, {kills: 1, withinMs: 1500});
    },
  },
  {
    name: 'missed-hour',
    says:
      'everything was down at the hour of the mail and starts one to five hours later: caught up with ' +
      'once',
    rounds: 40,
    plannedBy: 'scheduler',
    roles: ['scheduler', 'scheduler', 'worker', 'worker'],
    startsLateMs: random => random.whole(1, 5) * HOUR,
    fakeResend: slowCalls,
    play: async scene => {
      await scene.crew.ready;
      await killWorkers(scene, {kills: 1, withinMs: 1500});
    },
  },
  {
    name: 'clock-jump',
    says: 'the clock leaps an hour ahead or back in mid-send, and a worker or everything is killed',
    rounds: 40,
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async scene => {
      const {random, crew, sleep, note} = scene;
      await sleep(random.whole(0, 600));
      note();
      const leapMs = random.pick([HOUR, -HOUR]);
      if (random.fraction() < 0.5) {
        crew.setClock(leapMs);
        return killWorkers(scene, {kills: 1, withinMs: 600});
      }
      crew.hold();
      await crew.killAll();
      crew.setClock(leapMs);
      crew.release();
    },
  },
];

export const processScenarios: Scenario[] = [...killed, ...points, ...others];
