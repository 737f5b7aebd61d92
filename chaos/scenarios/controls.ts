import {HOUR} from '../../src/clock.ts';
import type {FakeResendOptions, SeenCall} from '../fake-resend/types.ts';
import type {Scenario, Scene} from '../scenario.ts';
import type {Control} from '../world/messages.ts';
import {trustEarly} from './doubt.ts';
import {aDayLater} from './resend.ts';

/** The first answers are lost after Resend took the mails. */
const firstAnswersLost = (): FakeResendOptions => ({faults: [{fault: 'reset', accept: true, times: 3}]});

const control = (
  name: Control,
  scenario: Omit<Scenario, 'name' | 'rounds' | 'control'> &
    Required<Pick<Scenario, 'mustShow'>> &
    Partial<Pick<Scenario, 'rounds'>>,
): Scenario => ({
  name,
  rounds: 2,
  control: name,
  trickOf: () => ({kind: 'control', control: name}),
  ...scenario,
});

const quiet = async (): Promise<void> => undefined;

const somebodyHasTwo = async ({resend}: Scene): Promise<boolean> =>
  [...(await resend.inboxes()).values()].some(mails => mails > 1);

/** How often the most tried chunk was called for. */
const mostTries = (calls: SeenCall[]): number => {
  const tries = new Map<string | null, number>();
  for (const {key} of calls) tries.set(key, (tries.get(key) ?? 0) + 1);
  return Math.max(0, ...tries.values());
};

/** BullMQ knows of no job any more, in whatever state. */
const queueIsEmpty = async ({paperboy}: Scene): Promise<boolean> => {
  const base = `{${paperboy.config.QUEUE_PREFIX}}:delivery`;
  const {redis} = paperboy.stores;
  const [waiting, active, delayed] = await Promise.all([
    redis.llen(`${base}:wait`),
    redis.llen(`${base}:active`),
    redis.zcard(`${base}:delayed`),
  ]);
  return waiting + active + delayed === 0;
};

export const controlScenarios: Scenario[] = [
  control('no-key', {
    says: 'calls without an idempotency key',
    mustShow: 'doubled',
    fakeResend: firstAnswersLost,
    play: quiet,
  }),
  control('random-key', {
    says: 'a new key for each try',
    mustShow: 'doubled',
    fakeResend: firstAnswersLost,
    play: quiet,
  }),
  control('no-ledger', {
    says: 'a ledger that forgets what was sent, looked at a day later',
    mustShow: 'doubled',
    patienceMs: 20_000,
    play: async ({resend, addresses, until}) => {
      await until(async () => (await resend.inboxes()).size === addresses.length);
      await resend.advance(25 * HOUR);
    },
    isOver: somebodyHasTwo,
  }),
  control('redis-without-aof', {
    says: 'a Redis that keeps nothing on disk, killed',
    mustShow: 'lost',
    redis: 'none',
    patienceMs: 4000,
    environment: {RESEND_RATE: '0.3'},
    play: async ({resend, redis, until}) => {
      await until(async () => (await resend.inboxes()).size > 0);
      await redis.kill();
      await redis.start();
    },
  }),
  control('stalled-once', {
    says: "BullMQ's maxStalledCount of 1, a worker killed twice, and nobody who reconciles",
    mustShow: 'lost',
    roles: ['fragile-worker'],
    fakeResend: () => ({chaos: {seed: 1, share: 1, faults: [{fault: 'hang'}]}}),
    patienceMs: 45_000,
    play: async ({crew, resend, until}) => {
      for (const tries of [1, 2]) {
        await until(async () => mostTries(await resend.calls()) >= tries);
        await crew.workers[0]?.kill();
      }
      await resend.chaos(null);
    },
    isOver: queueIsEmpty,
  }),
  control('random-token', {
    says: 'a body that differs from try to try',
    rounds: 50,
    mustShow: 'uncertain',
    fakeResend: firstAnswersLost,
    play: quiet,
  }),
  control('log-trusted-early', {
    says: 'what is not in a log that is late is taken for unsent, and sent again',
    mustShow: 'doubled',
    ...aDayLater,
    rounds: 2,
    // Taken and never answered: whenever the kill comes, somebody who was written to is in doubt.
    fakeResend: () => ({chaos: {seed: 1, share: 1, faults: [{fault: 'hang', accept: true}]}}),
    afterwards: scene => trustEarly(scene, 25),
  }),
  control('lost-is-failed', {
    says: 'a lost answer taken for a no',
    mustShow: 'doubled',
    fakeResend: firstAnswersLost,
    play: quiet,
  }),
];
