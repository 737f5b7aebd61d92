import {HOUR} from '../../src/clock.ts';
import type {FakeResendOptions, Fault, SeenCall} from '../fake-resend/types.ts';
import type {Scenario, Scene} from '../scenario.ts';
import type {Random} from '../seed.ts';
import {settleByBadLogs, settleByLog} from './doubt.ts';
import {killWorkers} from './processes.ts';

/** Faults on this share of all calls, the same for the same seed. */
const faulty = (share: number, faults: Fault[]) => (random: Random) => ({
  chaos: {seed: random.whole(1, 1_000_000), share, tries: TRIES, faults},
});

const slowAnswers = (ms: number) => (random: Random) =>
  faulty(0.6, [
    {fault: 'slow', ms, accept: 'first'},
    {fault: 'slow', ms, accept: 'last'},
  ])(random).chaos;

/** More faults on one chunk would only lengthen the pauses between its calls. */
const TRIES = 4;

const brokenAnswers: [Fault, ...Fault[]] = [
  {fault: 'reset', accept: true},
  {fault: 'truncated'},
  {fault: 'empty'},
];

const lostAfterAccept: [Fault, ...Fault[]] = [
  ...brokenAnswers,
  {fault: 'too-few-ids'},
  {fault: 'error', status: 500, accept: true},
  {fault: 'error', status: 503, accept: true},
  {fault: 'html', status: 502, accept: true},
];

const lostBefore: Fault[] = [
  {fault: 'reset'},
  {fault: 'error', status: 500},
  {fault: 'error', status: 503},
  {fault: 'html', status: 502},
];

const rateLimits: Fault[] = [
  {fault: 'rate-limit'},
  {fault: 'rate-limit', retryAfter: '0.2'},
  {fault: 'rate-limit', retryAfter: null},
];

/** Everything that heals within seconds. */
export const everyFault: Fault[] = [...lostAfterAccept, ...lostBefore, ...rateLimits];

/** So many readers that a few dozen rounds make thousands of calls. */
const MANY = 2000;

const quiet = async (): Promise<void> => undefined;

/**
 * Everything is down, and so many hours pass. What the dead processes had sent is read first: a call is not
 * under way for a day.
 */
const passHours = async ({crew, resend, until}: Scene, hours: number): Promise<void> => {
  crew.hold();
  await crew.killAll();
  await until(async () => (await resend.callers()) === 0);
  await resend.advance(hours * HOUR);
  crew.setClock(hours * HOUR);
};

/** A mail that was taken without our hearing of it, everything down, and a day gone by. */
const sleepADay = async (scene: Scene): Promise<void> => {
  const {crew, resend, until, note} = scene;
  note();
  await until(async () => (await resend.inboxes()).size > 0);
  await passHours(scene, 25);
  await resend.chaos(null);
  crew.release();
};

/**
 * The quota is used up in mid-send, perhaps with an answer in doubt; everything is down until hours later,
 * when there is a new one.
 */
const waitOutQuota = async (scene: Scene, hours: number): Promise<void> => {
  const {random, crew, resend, paperboy, until, note, insist} = scene;
  const taken = random.whole(0, 3);
  await until(async () => (await resend.inboxes()).size >= taken * 100);
  note();
  await resend.chaos({seed: 1, share: 1, faults: [{fault: 'daily-quota'}]});
  await until(async () => (await resend.calls()).some(isOverQuota));
  await passHours(scene, hours);
  insist((await resend.inboxes()).size < scene.addresses.length, 'the quota held somebody up');
  await resend.chaos(null);
  // Redis' own clock, by which everybody holds back, cannot be set: they forget it, as they would hours
  // later.
  await paperboy.stores.redis.del(`${paperboy.config.QUEUE_PREFIX}:{rate}`);
  crew.release();
};

const isOverQuota = ({fault}: SeenCall): boolean => fault === 'daily-quota';

/** Slow enough for a quota to end in the middle; the answers of two calls are lost. */
const lostAndUnhurried: Pick<Scenario, 'environment' | 'fakeResend'> = {
  environment: {RESEND_RATE: '1'},
  fakeResend: random => ({
    faults: [{fault: 'reset', accept: random.fraction() < 0.7, times: 2}],
  }),
};

/** Three calls a second, each taken a second before it is answered; then all is down for 25 hours. */
export const aDayLater: Omit<Scenario, 'name' | 'says'> = {
  rounds: 20,
  spansADay: true,
  environment: {RESEND_RATE: '3'},
  fakeResend: (): FakeResendOptions => ({
    chaos: {seed: 1, share: 1, faults: [{fault: 'slow', ms: 1000, accept: 'first'}]},
  }),
  play: sleepADay,
};

export const resendScenarios: Scenario[] = [
  {
    name: 'lost-after-accept',
    says: 'three of five answers lost after Resend took the mails: reset, truncated, empty, 500, 502',
    rounds: 100,
    readers: MANY,
    fakeResend: random => ({
      ...faulty(0.6, [...brokenAnswers, ...brokenAnswers, ...lostAfterAccept])(random),
      faults: [random.pick(lostAfterAccept)],
    }),
    play: quiet,
  },
  {
    name: 'lost-before-accept',
    says: 'three of ten answers lost before Resend took the mails',
    rounds: 80,
    readers: MANY,
    fakeResend: faulty(0.3, lostBefore),
    play: quiet,
  },
  {
    name: 'rate-storm',
    says: '429 to a tenth or half of all calls, with and without Retry-After; five calls a second allowed',
    rounds: 80,
    readers: MANY,
    environment: {RESEND_RATE: ''},
    fakeResend: random => ({rate: 5, ...faulty(random.pick([0.1, 0.5]), rateLimits)(random)}),
    callsASecond: 5,
    lanesAtMost: 2,
    play: quiet,
  },
  {
    name: 'no-answer',
    says: 'one of three calls never answered, mostly taken (time-out of 2 s instead of 25)',
    rounds: 80,
    readers: MANY,
    trickOf: () => ({kind: 'impatient', timeoutMs: 2000}),
    fakeResend: faulty(0.33, [{fault: 'hang', accept: true}, {fault: 'hang', accept: true}, {fault: 'hang'}]),
    play: quiet,
  },
  {
    name: 'slow-answer',
    says:
      'answers after 9 s (longer than lock and lease), 24 s, or 29 s (longer than the time-out of 25 ' +
      's), taken at once or at the last moment',
    rounds: 40,
    fakeResend: random => ({chaos: {...slowAnswers(random.pick([9000, 24_000, 29_000]))(random), tries: 2}}),
    patienceMs: 120_000,
    play: quiet,
  },
  {
    name: 'slow-and-killed',
    says: 'answers after 9 s, and the worker that waits for them killed: 409 while in flight',
    rounds: 60,
    fakeResend: random => ({chaos: slowAnswers(9000)(random)}),
    play: scene => killWorkers(scene, {kills: 2, withinMs: 1500}),
  },
  {
    name: 'quota',
    says: 'the daily quota is used up in mid-send, and comes back',
    rounds: 20,
    fakeResend: faulty(0.4, [{fault: 'daily-quota', retryAfter: '2'}]),
    play: quiet,
  },
  {
    name: 'quota-2h',
    says: 'the daily quota is used up in mid-send, and there is a new one two hours later',
    rounds: 25,
    ...lostAndUnhurried,
    play: scene => waitOutQuota(scene, 2),
  },
  {
    name: 'quota-26h',
    says: 'the same, 26 hours later: what was refused is sent, what is in doubt is settled by the log',
    rounds: 25,
    spansADay: true,
    ...lostAndUnhurried,
    play: scene => waitOutQuota(scene, 26),
    afterwards: scene => settleByLog(scene, 26),
  },
  {
    name: 'bad-addresses',
    says: 'three addresses that Resend refuses, one call of a hundred at a time',
    rounds: 200,
    refused: addresses => [7, 8, 350].flatMap(at => addresses[at] ?? []),
    play: scene => killWorkers(scene, {kills: 1, withinMs: 1000}),
  },
  {
    name: 'resend-down',
    says: 'Resend is killed and comes back with what it had taken',
    rounds: 15,
    environment: {RESEND_RATE: '6'},
    play: async ({random, resend, sleep, note}) => {
      await sleep(random.whole(0, 600));
      note();
      await resend.kill();
      await sleep(random.whole(500, 3000));
      await resend.restart();
    },
  },
  {
    name: 'a-day-later',
    says: 'an answer lost, everything down, and up again 25 h later: settled by the log, never twice',
    ...aDayLater,
    afterwards: scene => settleByLog(scene, 25),
  },
  {
    name: 'a-day-later-bad-log',
    says: 'the same with a log that is late, short, cut, full of holes or closed: it proves nothing at first',
    ...aDayLater,
    afterwards: scene => settleByBadLogs(scene, 25),
  },
  {
    name: 'a-day-later-no-log',
    says: 'the same with a key that may not read the log: uncertain, never twice',
    ...aDayLater,
    afterwards: async ({resend, note}) => {
      note();
      await resend.logs({forbidden: 401});
    },
  },
  {
    name: 'everything',
    says: 'workers and Redis killed while a third of all calls fail in any way',
    rounds: 50,
    redis: 'everysec',
    plannedBy: 'scheduler',
    environment: {RESEND_RATE: '6'},
    fakeResend: faulty(0.35, everyFault),
    play: async scene => {
      const {random, redis, sleep, note} = scene;
      const killing = killWorkers(scene, {kills: 3, withinMs: 4000});
      await sleep(random.whole(300, 2000));
      note();
      await redis.kill();
      await sleep(random.whole(50, 800));
      await redis.start();
      await killing;
    },
  },
];
