import {HOUR, MINUTE, SECOND} from '../../src/clock.ts';
import type {Incident, RoundPlan} from '../plan.ts';
import type {Random} from '../world/chance.ts';

/** The faults of a scenario of the chaos bench, as a round here has them; else nothing goes wrong in it. */
export type Scenario = {
  /** The bench's name for it. */
  name: string;
  plan: (random: Random) => Partial<Omit<RoundPlan, 'seed' | 'incidents'>> & {incidents?: Unnamed[]};
};

type Unnamed = Incident extends infer One ? (One extends Incident ? Omit<One, 'id'> : never) : never;

/** A moment while mails are being sent. */
const moment = (random: Random): number => 14 * SECOND + random.whole(0, 6 * SECOND);

const killWorker = (random: Random): Unnamed => ({
  ...{kind: 'kill', who: random.pick(['worker-1', 'worker-2']), atMs: moment(random)},
});

const leaves = (random: Random, count: number): Unnamed[] =>
  Array.from({length: count}, () => ({
    ...{kind: 'leave' as const, who: `reader-${random.whole(1, 14)}@example.org`, atMs: moment(random)},
  }));

const once =
  (make: (random: Random) => Unnamed[]): Scenario['plan'] =>
  random => ({incidents: make(random)});

const onLine =
  (...lineOdds: RoundPlan['lineOdds']): Scenario['plan'] =>
  random => ({lineOdds, incidents: [killWorker(random)]});

const onCall =
  (...callOdds: RoundPlan['callOdds']): Scenario['plan'] =>
  () => ({callOdds});

const processScenarios: Scenario[] = [
  {
    name: 'kill-worker',
    plan: once(random => Array.from({length: random.whole(1, 3)}, () => killWorker(random))),
  },
  {
    name: 'kill-all',
    plan: once(random => [
      {kind: 'kill-all', forMs: 0, atMs: moment(random)},
      {kind: 'kill-all', forMs: 0, atMs: moment(random)},
      ...leaves(random, 3),
    ]),
  },
  {
    name: 'kill-in-scheduler',
    plan: once(random => [{kind: 'kill', who: 'scheduler-1', atMs: moment(random)}]),
  },
  {name: 'kill-in-planning', plan: onLine(['crash-after-asking', 20])},
  {name: 'kill-before-freeze', plan: onLine(['crash-before-asking', 20])},
  {name: 'kill-after-freeze', plan: onLine(['crash-at-reply', 20])},
  {name: 'kill-after-socket-write', plan: onCall(['crash-before-call', 300])},
  {name: 'kill-after-accept', plan: onCall(['crash-in-call', 300])},
  {name: 'kill-after-reply', plan: onCall(['crash-after-answer', 300])},
  {name: 'kill-after-record', plan: onLine(['crash-at-reply', 30])},
  {name: 'kill-in-reconciler', plan: onLine(['crash-after-asking', 30])},
  {
    name: 'worker-stalled',
    plan: once(random => [{kind: 'host-stalls', who: 'worker-1', forMs: 8 * SECOND, atMs: moment(random)}]),
  },
  {
    name: 'deploy',
    plan: once(random => {
      const atMs = moment(random);
      const told = ['scheduler-1', 'worker-1', 'worker-2'].map((who, place) => ({
        ...{kind: 'terminate' as const, who, atMs: atMs + place * random.whole(0, 800)},
      }));
      return [...told, {kind: 'terminate', who: 'worker-1', atMs: atMs + 4 * SECOND}];
    }),
  },
  {
    name: 'missed-hour',
    plan: random => {
      // Here a mail is caught up with for an hour.
      const forMs = random.whole(5, 50) * MINUTE;
      const killed = {...killWorker(random), atMs: forMs + moment(random)};
      return {calmAfterMs: forMs + 90 * SECOND, incidents: [{kind: 'down', forMs, atMs: 500}, killed]};
    },
  },
  {name: 'five-schedulers', plan: () => ({schedulers: 5, workers: 3})},
  {
    name: 'clock-jump',
    plan: once(random => [
      {
        ...{kind: 'clock-jump', who: random.pick(['worker-1', 'scheduler-1']), atMs: moment(random)},
        forMs: random.pick([1, -1]) * 50 * MINUTE,
      },
      killWorker(random),
    ]),
  },
];

const away = (kind: 'redis-killed' | 'redis-read-only' | 'redis-full', forMs: number): Scenario['plan'] =>
  once(random => [{kind, forMs, atMs: moment(random)}, killWorker(random)]);

const forgets =
  (kind: 'power-cut' | 'fail-over', [from, to]: [number, number]) =>
  (random: Random): Unnamed => ({kind, losesMs: random.whole(from, to), forMs: 1000, atMs: moment(random)});

const redisScenarios: Scenario[] = [
  {name: 'redis-killed-everysec', plan: away('redis-killed', 1000)},
  {name: 'redis-killed-always', plan: away('redis-killed', 500)},
  {name: 'power-cut', plan: once(random => [forgets('power-cut', [0, 1000])(random)])},
  {name: 'redis-loading', plan: away('redis-killed', 4000)},
  {name: 'power-cut-recording', plan: () => ({lineOdds: [['power-cut', 15]]})},
  {name: 'power-cut-always', plan: once(random => [forgets('power-cut', [0, 0])(random)])},
  {
    name: 'redis-stalled',
    plan: once(random => [
      {kind: 'redis-stalls', forMs: random.pick([8, 30]) * SECOND, atMs: moment(random)},
    ]),
  },
  {name: 'redis-read-only', plan: away('redis-read-only', 3000)},
  {name: 'redis-full', plan: away('redis-full', 3000)},
  {name: 'redis-disk-full', plan: away('redis-full', 5000)},
  {name: 'redis-cut-off', plan: onLine(['request-lost', 25], ['reply-lost', 25])},
  {
    name: 'power-cut-replica',
    plan: once(random => [forgets('fail-over', [0, 0])(random), forgets('power-cut', [0, 1000])(random)]),
  },
  {
    name: 'redis-handover',
    plan: once(random => {
      const over = forgets('fail-over', [0, 0])(random);
      return [{kind: 'redis-read-only', forMs: 800, atMs: over.atMs - 800}, over, killWorker(random)];
    }),
  },
  {
    name: 'redis-handover-frozen',
    plan: once(random => {
      const atMs = moment(random);
      const over = {kind: 'fail-over' as const, losesMs: 0, forMs: 100, atMs: atMs + 12 * SECOND};
      return [{kind: 'redis-stalls', forMs: 12 * SECOND, atMs}, over];
    }),
  },
  {name: 'redis-failover', plan: once(random => [forgets('fail-over', [0, 0])(random), killWorker(random)])},
  {name: 'redis-failover-behind', plan: once(random => [forgets('fail-over', [600, 1500])(random)])},
  {
    name: 'redis-failover-behind-leaving',
    plan: once(random => [forgets('fail-over', [600, 1500])(random), ...leaves(random, 4)]),
  },
];

/** What an operator does who finds uncertain mails: looks them up, and sends what was never sent. */
const settledByLog = (fromMs: number): Unnamed[] =>
  ['send-letter', 'settle', 'resend unsent'].map((what, place) => ({
    ...{kind: 'press', who: 'desk-1', what, atMs: fromMs + 15 * SECOND * (place + 1)},
  }));

/** When the operator looks, after everything was down for 25 hours. */
const WAKES_AT = 25 * HOUR + 5 * MINUTE;

/** Answers are lost where calls are under way as everything goes down. */
const aDayLater: Pick<RoundPlan, 'callOdds' | 'calmAfterMs' | 'sendsLetters' | 'hasHistory'> = {
  ...{sendsLetters: true, hasHistory: true},
  callOdds: [['slow', 900]],
  calmAfterMs: WAKES_AT + 20 * MINUTE,
};

/** Calls have begun by then. */
const sleepADay = (random: Random): Unnamed => ({
  ...{kind: 'down', forMs: 25 * HOUR, atMs: 17 * SECOND + random.whole(0, 3 * SECOND)},
});

/** None of these proves anything. */
const BAD_LOGS = ['late', 'short', 'holes', 'cut', 'closed'] as const;

const resendScenarios: Scenario[] = [
  {name: 'lost-after-accept', plan: onCall(['lost-after', 400], ['error-after', 200])},
  {name: 'lost-before-accept', plan: onCall(['lost-before', 200], ['error-before', 100])},
  {name: 'rate-storm', plan: onCall(['rate-limit', 400])},
  {name: 'no-answer', plan: onCall(['late', 330])},
  {name: 'slow-answer', plan: onCall(['slow', 700], ['late', 200])},
  {
    name: 'slow-and-killed',
    plan: random => ({callOdds: [['slow', 900]], incidents: [killWorker(random), killWorker(random)]}),
  },
  {name: 'quota', plan: once(random => [{kind: 'quota', forMs: 20 * SECOND, atMs: moment(random)}])},
  {
    name: 'quota-2h',
    plan: random => ({
      ...{callOdds: [['lost-after', 200]], calmAfterMs: 2 * HOUR + 5 * MINUTE},
      incidents: [{kind: 'quota', forMs: 2 * HOUR, atMs: moment(random)}, killWorker(random)],
    }),
  },
  {
    name: 'quota-26h',
    plan: random => ({
      ...{
        callOdds: [['lost-after', 300]],
        sendsLetters: true,
        hasHistory: true,
        calmAfterMs: 26 * HOUR + 20 * MINUTE,
      },
      incidents: [
        {kind: 'quota', forMs: 26 * HOUR, atMs: moment(random)},
        // The answer to their letter may be lost as well.
        ...settledByLog(26 * HOUR + 5 * MINUTE),
        ...settledByLog(26 * HOUR + 15 * MINUTE),
      ],
    }),
  },
  {
    name: 'a-day-later',
    plan: random => ({...aDayLater, incidents: [sleepADay(random), ...settledByLog(WAKES_AT)]}),
  },
  {
    name: 'a-day-later-bad-log',
    plan: random => ({
      ...aDayLater,
      incidents: [
        sleepADay(random),
        ...BAD_LOGS.flatMap((what, place): Unnamed[] => [
          {kind: 'log', what, atMs: WAKES_AT + place * MINUTE},
          ...settledByLog(WAKES_AT + place * MINUTE),
        ]),
        {kind: 'log', what: 'whole', atMs: WAKES_AT + BAD_LOGS.length * MINUTE},
        ...settledByLog(WAKES_AT + BAD_LOGS.length * MINUTE),
      ],
    }),
  },
  {
    name: 'a-day-later-no-log',
    plan: random => ({
      ...aDayLater,
      incidents: [sleepADay(random), {kind: 'log', what: 'closed', atMs: SECOND}, ...settledByLog(WAKES_AT)],
    }),
  },
  {name: 'bad-addresses', plan: () => ({badAddresses: 3})},
  {name: 'resend-down', plan: onCall(['unreachable', 400], ['lost-after', 200], ['lost-before', 200])},
];

const peopleScenarios: Scenario[] = [
  {
    name: 'everything',
    plan: random => ({
      callOdds: [
        ['lost-after', 120],
        ['error-before', 110],
        ['slow', 100],
      ],
      incidents: [killWorker(random), {kind: 'redis-killed', forMs: 800, atMs: moment(random)}],
    }),
  },
  {name: 'readers-leave', plan: once(random => [...leaves(random, 4), killWorker(random)])},
  {
    name: 'resend-pressed',
    plan: once(random => [
      ...[1, 2, 3, 4, 5].map(press => ({
        ...{kind: 'press' as const, who: 'desk-1', atMs: 15 * SECOND + press * 9 * SECOND},
        what: random.pick(['resend unsent', 'resend failed']),
      })),
      killWorker(random),
    ]),
  },
  {
    name: 'receipts-in-disorder',
    plan: random => ({
      hasWebhooks: true,
      incidents: [killWorker(random), {kind: 'kill', who: 'web-1', atMs: 25 * SECOND}],
    }),
  },
];

/** The scenarios of the chaos bench that can be played here. */
export const scenarios: Scenario[] = [
  ...processScenarios,
  ...redisScenarios,
  ...resendScenarios,
  ...peopleScenarios,
];
