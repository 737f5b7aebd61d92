import {setImmediate} from 'node:timers/promises';
import {DAY, HOUR, MINUTE, SECOND} from '../src/clock.ts';
import {setIncidents, strikeRedis} from './incidents.ts';
import type {Diary} from './judge/diary.ts';
import {judge, type Outcome} from './judge/judge.ts';
import {BEGINS_AT, type Founded, foundNewsletter, itemsOfTheDay} from './newsletter.ts';
import {setNewcomers} from './people/newcomers.ts';
import {press} from './people/operator.ts';
import {setWebhooks} from './people/webhooks.ts';
import {type LineFault, planRound, type RoundPlan} from './plan.ts';
import type {Network, Passage} from './redis/connection.ts';
import {HASH, type Keyspace, readAt} from './redis/keyspace.ts';
import type {Reply} from './redis/reply.ts';
import {Server, type Unit} from './redis/server.ts';
import {Provider} from './resend/provider.ts';
import type {Stage} from './stage.ts';
import {BASE, type Counts, countsIn, fieldsAt, mailsIn, orderIn, STOP} from './watch/ledger.ts';
import {openLettersIn} from './watch/letters.ts';
import {openWatch} from './watch/watch.ts';
import {openCrew} from './world/crew.ts';
import type {Host} from './world/host.ts';
import {type Strike, Strikes} from './world/strikes.ts';
import {Time} from './world/time.ts';
import {Trace} from './world/trace.ts';
import {openJobBell, type World} from './world/world.ts';

export type Round = {
  seed: string;
  /** Only these faults come about; null for all that the seed decides. */
  only?: ReadonlySet<string> | null;
  isTraced?: boolean;
  /** What the seed would decide beforehand. */
  plan?: RoundPlan;
  /** Hears of what Redis is asked and answers, for who compares it with a real one. */
  listen?: (heard: Heard) => void;
  /** Is shown what Redis holds as the round begins. */
  onFounded?: (keys: Keyspace) => void;
};

/** A unit of work of the simulated Redis. */
export type Heard = {unit: Unit; reply: Reply; keys: Keyspace; now: number};

export type PlayedRound = {
  plan: RoundPlan;
  outcome: Outcome;
  strikes: Strike[];
  trace: Trace;
  events: number;
};

/** Plays one round: the same seed and the same faults give the same trace. */
export const playRound = async ({
  seed,
  only = null,
  isTraced = false,
  plan = planRound(seed),
  listen,
  onFounded,
}: Round): Promise<PlayedRound> => {
  const founded = await foundNewsletter(plan);
  const stageOf = (): Stage => stage;
  const world = openWorld(plan, founded, {only, isTraced, stageOf});
  onFounded?.(world.server.keys.copy());
  if (listen) listenTo(world, listen);
  const crew = openCrew(world, plan);
  const stage: Stage = {world, crew, founded, diary: emptyDiary()};
  setIncidents(stage, plan.incidents);
  if (plan.hasWebhooks) setWebhooks(stage);
  if (plan.newcomers > 0) setNewcomers(stage);
  await untilOver(stage, plan);
  // What a round held is given back on a turn of the real loop, which nothing else of a round waits for.
  await setImmediate();
  return {
    plan,
    outcome: judge(world, founded, stage.diary),
    strikes: world.strikes.fired,
    trace: world.trace,
    events: world.time.events,
  };
};

const emptyDiary = (): Diary => ({
  left: new Map(),
  complained: new Set(),
  told: [],
  letters: [],
  isCancelled: false,
  releasedAt: {pause: 0, stop: 0},
  holds: [],
  lostWrites: false,
  stoodStillMs: 0,
  struck: 0,
  stuck: null,
});

const openWorld = (
  plan: RoundPlan,
  founded: Founded,
  {only, isTraced, stageOf}: {only: ReadonlySet<string> | null; isTraced: boolean; stageOf: () => Stage},
): World => {
  const time = new Time(BEGINS_AT);
  const strikes = new Strikes(plan.seed, only);
  const trace = new Trace({isKept: isTraced});
  const server = new Server(time, founded.keys.copy());
  const provider = new Provider(time);
  if (plan.hasHistory)
    provider.log.push({id: 'call-of-yesterday', at: BEGINS_AT - DAY, status: 200, mails: []});
  for (let place = 1; place <= plan.badAddresses; place += 1)
    provider.badAddresses.add(`reader-${2 * place}@example.org`);
  const watch = openWatch({time, server, provider, batchSize: plan.batchSize});
  server.onUnit = unit => {
    trace.note('redis', unit.name);
    watch.onUnit(unit);
  };
  return {
    ...{time, server, provider, strikes, trace, watch},
    network: networkOf(plan, {strikes, trace, watch}, fault => strikeRedis(stageOf(), fault)),
    callOdds: plan.callOdds,
    batchSize: plan.batchSize,
    source: {items: itemsOfTheDay, downUntil: 0},
    jobs: openJobBell(time),
    bugs: [],
  };
};

const listenTo = ({server}: World, listen: (heard: Heard) => void): void => {
  const {keys, onUnit} = server;
  server.onUnit = (unit, reply) => {
    onUnit?.(unit, reply);
    listen({unit, reply, keys, now: keys.now});
  };
};

const PASSAGES: Partial<Record<LineFault, Passage>> = {
  'request-lost': 'lost',
  'reply-lost': 'arrives-and-lost',
};

const networkOf = (
  {lineOdds}: RoundPlan,
  {strikes, trace, watch}: Pick<World, 'strikes' | 'trace' | 'watch'>,
  strike: (fault: LineFault) => void,
): Network => {
  const onReply = lineOdds.filter(([kind]) => kind === 'crash-at-reply');
  const onSend = lineOdds.filter(([kind]) => kind !== 'crash-at-reply');
  const slowness = new WeakMap<Host, number>();
  return {
    latencyMs: host => {
      const slowMs = slowness.get(host) ?? 0;
      slowness.delete(host);
      return slowMs + 0.2 + 1.3 * host.random.fraction();
    },
    onSend: (host, unit) => {
      const fault = onSend.length === 0 ? null : strikes.at(`${host.name}.asks`, onSend);
      if (fault === null) return 'through';
      trace.note(host.name, `${fault}: ${unit.name}`);
      watch.onTrouble(0);
      strike(fault);
      if (fault === 'slow') slowness.set(host, 100 + 5000 * host.random.fraction());
      if (fault === 'crash-before-asking' || fault === 'crash-after-asking') host.kill();
      if (fault === 'crash-before-asking') return 'lost';
      return PASSAGES[fault] ?? 'through';
    },
    onReply: (host, unit) => {
      if (host.diesAt !== null && unit.name.startsWith(host.diesAt)) {
        trace.note(host.name, `crash at the reply to ${unit.name}`);
        return host.kill();
      }
      if (onReply.length === 0 || strikes.at(`${host.name}.hears`, onReply) === null) return;
      trace.note(host.name, `crash at the reply to ${unit.name}`);
      host.kill();
    },
  };
};

/** After this long, ms, what is still open counts as stuck: pauses between tries grow to ten minutes. */
const MOST_PATIENCE_MS = 1.5 * HOUR;

/** The last wave is a quarter after the first, and is looked for each minute. */
const LAST_WAVE_MS = 16 * MINUTE + 15 * SECOND;

const untilOver = async (stage: Stage, plan: RoundPlan): Promise<void> => {
  const {world, diary} = stage;
  const {time, strikes} = world;
  await time.passUntil(() => false, BEGINS_AT + plan.calmAfterMs);
  strikes.isCalm = true;
  tendAfterwards(stage);
  const endsAt = BEGINS_AT + Math.max(MOST_PATIENCE_MS, plan.calmAfterMs + HOUR);
  for (
    let at = BEGINS_AT + (plan.hasTwoWaves ? LAST_WAVE_MS : plan.calmAfterMs);
    ;
    at = time.now + 20 * SECOND
  ) {
    await time.passUntil(() => false, at);
    time.now = at;
    const counts = countsIn(world.server.keys);
    if (isOver(stage, counts)) return;
    if (at < endsAt) continue;
    diary.stuck = JSON.stringify(counts);
    return;
  }
};

const isOver = ({world: {server}, founded, diary}: Stage, {pending}: Counts): boolean => {
  if (pending > 0 || (readAt(server.keys, '{jobs}:receipts', HASH)?.size ?? 0) > 0) return false;
  if (openLettersIn(server.keys) > 0) return false;
  if (diary.isCancelled) return true;
  const mails = mailsIn(server.keys);
  return [...founded.audience].every(
    ([address, {number}]) =>
      diary.left.has(address) || diary.complained.has(address) || (mails[number]?.state ?? 'none') !== 'none',
  );
};

/** An operator who looks each minute, and lets go on what is held. */
const tendAfterwards = (stage: Stage): void => {
  const {world, diary} = stage;
  const look = () => {
    world.time.after(MINUTE, look);
    const {keys} = world.server;
    if (keys.peek(STOP)) press(stage, 'resume-all');
    const order = orderIn(keys);
    if (order === 'paused') press(stage, 'resume');
    if (order === 'cancelled') diary.isCancelled = true;
    const unfinished = unfinishedScope(keys);
    if (unfinished !== null) press(stage, `resend ${unfinished}`);
  };
  look();
};

/** What a re-send is for whose planning was broken off; null where there is none. */
const unfinishedScope = (keys: Keyspace): string | null => {
  for (let run = 2; keys.peek(`${BASE}run:${run}`) !== undefined; run += 1) {
    const {planning, scope = '[]'} = Object.fromEntries(fieldsAt(keys, `run:${run}`));
    if (planning === 'open') return JSON.parse(scope)[0] ?? null;
  }
  return null;
};
