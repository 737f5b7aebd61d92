import {MINUTE, SECOND} from '../src/clock.ts';
import type {LogState} from './resend/provider.ts';
import type {CallFault} from './resend/transport.ts';
import {openRandom, type Random} from './world/chance.ts';

/** What may befall what a process says to Redis. */
export type LineFault =
  | 'crash-before-asking'
  | 'crash-after-asking'
  | 'crash-at-reply'
  | 'request-lost'
  | 'reply-lost'
  | 'slow'
  | 'fail-over'
  | 'power-cut';

/** What happens once, at a moment `atMs` after the beginning of the round. */
export type Incident = {id: string; atMs: number} & (
  | {kind: 'kill' | 'terminate' | 'leave' | 'press'; who: string; what?: string}
  /** A process dies as it hears that Redis has done `what`. */
  | {kind: 'kill-at'; who: string; what: string}
  /** Somebody types an address in; an operator ends a subscription. */
  | {kind: 'subscribe' | 'end'; who: string}
  | {kind: 'job-lost' | 'job-stalled'; what: 'delivery' | 'editions' | 'receipts' | 'letters'}
  | {kind: 'kill-all' | 'redis-killed' | 'redis-clock' | 'redis-read-only' | 'redis-full'; forMs: number}
  /** Every process is killed, and none starts again for so long. */
  | {kind: 'down'; forMs: number}
  /** From now on the log of calls is shown so. */
  | {kind: 'log'; what: LogState}
  | {kind: 'power-cut' | 'fail-over'; losesMs: number; forMs: number}
  | {kind: 'redis-stalls' | 'quota' | 'source-down'; forMs: number}
  | {kind: 'host-stalls' | 'host-cut-off' | 'clock-jump'; who: string; forMs: number}
);

/** Everything that the seed decides of a round beforehand. */
export type RoundPlan = {
  seed: string;
  readers: number;
  batchSize: number;
  /** Calls a second. */
  rate: number;
  workers: number;
  schedulers: number;
  isBuilt: boolean;
  hasTwoWaves: boolean;
  /** Whether the provider tells of its mails by webhook. */
  hasWebhooks: boolean;
  badAddresses: number;
  /** How many strangers subscribe meanwhile, and confirm. */
  newcomers: number;
  /** Whether the log of calls begins before the round; else it cannot prove the first call unsent. */
  hasHistory: boolean;
  /** Whether somebody works on letters, as where there are newcomers. */
  sendsLetters: boolean;
  lineOdds: readonly (readonly [LineFault, number])[];
  callOdds: readonly (readonly [CallFault, number])[];
  incidents: Incident[];
  /** From then on nothing new goes wrong, ms after the beginning. */
  calmAfterMs: number;
};

const LINE_FAULTS: readonly LineFault[] = [
  'crash-before-asking',
  'crash-after-asking',
  'crash-at-reply',
  'request-lost',
  'reply-lost',
  'slow',
  'fail-over',
  'power-cut',
];

const CALL_FAULTS: readonly CallFault[] = [
  'unreachable',
  'lost-before',
  'lost-after',
  'error-before',
  'error-after',
  'late',
  'slow',
  'doubled',
  'rate-limit',
  'blocked',
  'crash-before-call',
  'crash-in-call',
  'crash-after-answer',
];

/** Each round has a few kinds of faults and not all: many at once hide each other. */
const oddsOf = <Kind>(random: Random, kinds: readonly Kind[], perThousand: [number, number]) =>
  kinds.flatMap(kind => (random.oneIn(4) ? [[kind, random.whole(...perThousand)] as const] : []));

export const planRound = (seed: string): RoundPlan => {
  const random = openRandom(`plan/${seed}`);
  const readers = random.pick([5, 8, 11, 14]);
  const plan = {
    seed,
    readers,
    batchSize: random.pick([3, 4, 5]),
    rate: random.pick([1, 2, 5, 10]),
    workers: random.pick([1, 2, 2, 3]),
    schedulers: random.pick([1, 1, 2]),
    isBuilt: !random.oneIn(16),
    hasTwoWaves: random.oneIn(6),
    hasWebhooks: random.oneIn(3),
    badAddresses: random.oneIn(6) ? 1 : 0,
    lineOdds: oddsOf(random, LINE_FAULTS, [1, 6]),
    callOdds: oddsOf(random, CALL_FAULTS, [40, 300]),
    calmAfterMs: 90 * SECOND,
  };
  const letters = lettersOf(openRandom(`letter/${seed}`), readers);
  const deploys = deploysOf(openRandom(`deploy/${seed}`), plan);
  const incidents = [...incidentsOf(random, plan), ...letters.incidents, ...deploys];
  const {newcomers} = letters;
  const hasHistory = openRandom(`history/${seed}`).oneIn(2);
  const whole = {...plan, incidents, newcomers, sendsLetters: newcomers > 0, hasHistory};
  return plan.isBuilt ? whole : withoutForgetting(whole);
};

/**
 * While papers are collected and the edition is built, Redis forgets nothing here: papers that it forgets
 * are missing in the edition, which docs/simulate.md tells of.
 */
const withoutForgetting = (plan: RoundPlan): RoundPlan => ({
  ...plan,
  lineOdds: plan.lineOdds.filter(([kind]) => kind !== 'fail-over' && kind !== 'power-cut'),
  incidents: plan.incidents.filter(({kind}) => kind !== 'fail-over' && kind !== 'power-cut'),
});

/** In some rounds strangers subscribe, an operator ends subscriptions, and letters go out. */
const lettersOf = (random: Random, readers: number): {newcomers: number; incidents: Incident[]} => {
  if (!random.oneIn(16)) return {newcomers: 0, incidents: []};
  const newcomers = random.whole(1, 3);
  const moment = () => 14 * SECOND + Math.floor(random.pick([4, 12, 40]) * SECOND * random.fraction());
  const incidents: Unnamed[] = Array.from({length: newcomers}, (_, place) => ({
    ...{kind: 'subscribe' as const, who: `newcomer-${place + 1}@example.org`, atMs: moment()},
  }));
  if (random.oneIn(2))
    incidents.push({kind: 'end', who: `reader-${random.whole(1, readers)}@example.org`, atMs: moment()});
  if (random.oneIn(3)) incidents.push({kind: 'job-lost', what: 'letters', atMs: moment()});
  if (random.oneIn(3)) incidents.push({kind: 'job-stalled', what: 'letters', atMs: moment()});
  return {newcomers, incidents: incidents.map((one, place) => ({...one, id: `letters/${place + 1}`}))};
};

/** In some rounds all processes are replaced by a new version, one after the other; in some all are down. */
const deploysOf = (random: Random, {workers}: Pick<RoundPlan, 'workers'>): Incident[] => {
  const atMs = 14 * SECOND + random.whole(0, 8 * SECOND);
  if (random.oneIn(40)) return [{kind: 'down', forMs: random.whole(1, 20) * MINUTE, atMs, id: 'deploy/1'}];
  if (!random.oneIn(16)) return [];
  const told = [
    'scheduler-1',
    'web-1',
    ...Array.from({length: workers}, (_, place) => `worker-${place + 1}`),
  ];
  return told.map((who, place) => ({
    ...{kind: 'terminate', who, atMs: atMs + place * random.whole(0, 800), id: `deploy/${place + 1}`},
  }));
};

type Making = {random: Random; readers: number; hosts: string[]};

const incidentsOf = (
  random: Random,
  {readers, workers, schedulers}: Pick<RoundPlan, 'readers' | 'workers' | 'schedulers'>,
): Incident[] => {
  const named = (role: string, count: number) =>
    Array.from({length: count}, (_, place) => `${role}-${place + 1}`);
  const hosts = [...named('worker', workers), ...named('scheduler', schedulers), 'web-1'];
  const count = random.whole(0, 5);
  const making = {random, readers, hosts};
  const picked = Array.from({length: count}, () => incidentOf(making));
  return picked.flat().map((incident, place) => ({...incident, id: `incident/${place + 1}`}));
};

/** Two clocks that are off both ways are still within the hour in which a mail is caught up with. */
const CLOCK_OFF_MS = 25 * MINUTE;

type Unnamed = Incident extends infer One ? (One extends Incident ? Omit<One, 'id'> : never) : never;

const KINDS = [
  ...['kill', 'kill-all', 'power-cut', 'fail-over', 'redis-killed', 'redis-stalls', 'redis-read-only'],
  ...['redis-full', 'redis-clock', 'host-stalls', 'host-cut-off', 'clock-jump', 'quota', 'source-down'],
  ...['leave', 'leave', 'leave', 'press', 'press', 'job-lost', 'job-stalled'],
] as const;

const incidentOf = ({random, readers, hosts}: Making): Unnamed[] => {
  const [first = '', ...others] = hosts;
  const who = random.pick([first, ...others]);
  // Most of a round happens in the seconds after its hour.
  const atMs = 14 * SECOND + Math.floor(random.pick([4, 12, 40]) * SECOND * random.fraction());
  const kind = KINDS[random.whole(0, KINDS.length - 1)] ?? 'kill';
  const forMs = random.whole(100, 3000);
  switch (kind) {
    case 'kill':
      return [{kind, who, atMs}];
    case 'power-cut':
    case 'fail-over':
      return [
        {kind, losesMs: random.whole(0, 1500), forMs, atMs},
        // What Redis forgot is done again, for other readers than before.
        ...(random.oneIn(2) ? [leaving(random, {readers, atMs: atMs + random.whole(-500, 2000)})] : []),
      ];
    case 'redis-stalls':
      return [{kind, forMs: random.pick([8, 20, 30]) * SECOND, atMs}];
    case 'host-stalls':
    case 'host-cut-off':
      return [{kind, who, forMs: random.whole(1, 40) * SECOND, atMs}];
    case 'clock-jump':
      return [{kind, who, forMs: random.pick([1, -1]) * CLOCK_OFF_MS, atMs}];
    case 'redis-clock':
      return [{kind, forMs: random.pick([1, -1]) * random.pick([SECOND, MINUTE]), atMs}];
    case 'quota':
    case 'source-down':
      return [{kind, forMs: random.pick([2, 20, 200]) * SECOND, atMs}];
    case 'leave':
      return [leaving(random, {readers, atMs})];
    case 'job-lost':
    case 'job-stalled':
      return [{kind, what: random.pick(['delivery', 'delivery', 'editions', 'receipts']), atMs}];
    case 'press':
      return pressesOf(random, atMs);
    default:
      return [{kind: kind as 'kill-all', forMs, atMs}];
  }
};

const leaving = (random: Random, {readers, atMs}: {readers: number; atMs: number}) => ({
  kind: 'leave' as const,
  who: `reader-${random.whole(1, readers)}@example.org`,
  atMs,
});

const PRESSES = ['pause', 'stop', 'cancel', 'send', 'resend', 'resend'] as const;

const RELEASES: Partial<Record<string, string>> = {pause: 'resume', stop: 'resume-all'};

const SCOPES = ['failed', 'uncertain', 'unsent', 'all', 'all'] as const;

/** An operator stops something and lets it go on, or ends it for good; or sends what nobody had, or again. */
const pressesOf = (random: Random, atMs: number): Unnamed[] => {
  const what = random.pick(PRESSES);
  const first = {kind: 'press' as const, who: 'desk-1', what, atMs};
  // When there is something to settle or to send again.
  const laterMs = 25 * SECOND + Math.floor(45 * SECOND * random.fraction());
  if (what === 'cancel') return random.oneIn(2) ? [first, {...first, what: 'settle', atMs: laterMs}] : [];
  if (what === 'resend') {
    const again = {...first, what: `resend ${random.pick(SCOPES)}`, atMs: laterMs};
    // It may be broken off: some half a second later it plans. Who starts meanwhile asks for what is planned.
    const breaksAt = random.whole(500, 600);
    const killed = {kind: 'kill' as const, who: 'desk-1', atMs: laterMs + breaksAt};
    if (random.oneIn(2)) return [again];
    if (breaksAt % 2 === 0) return [again, killed];
    const started = {kind: 'kill' as const, who: 'worker-1', atMs: laterMs + 2 * breaksAt};
    return [again, {...killed, kind: 'kill-at', what: 'plan-members', atMs: laterMs}, started];
  }
  const release = RELEASES[what];
  const second = {...first, what: release ?? '', atMs: atMs + random.whole(500, 30_000)};
  return release === undefined ? [first] : [first, second];
};
