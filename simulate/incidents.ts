import {endSubscription, subscribe} from './people/newcomers.ts';
import {press} from './people/operator.ts';
import type {Incident, LineFault} from './plan.ts';
import {loseJob, stallJobs} from './redis/jobs.ts';
import {insist, type Stage} from './stage.ts';
import type {Crew} from './world/crew.ts';

/** Carries out what the seed planned, each at its moment. */
export const setIncidents = (stage: Stage, incidents: Incident[]): void => {
  const {time, strikes, trace, watch} = stage.world;
  for (const incident of incidents) {
    if (!strikes.planned(incident.id, describe(incident))) continue;
    time.after(incident.atMs, () => {
      trace.note('world', describe(incident));
      if (!PEACEFUL.has(incident.kind)) watch.onTrouble('forMs' in incident ? Math.abs(incident.forMs) : 0);
      happen(stage, incident);
    });
  }
};

/** What holds no process up. */
const PEACEFUL: ReadonlySet<Incident['kind']> = new Set([
  'leave',
  'press',
  'subscribe',
  'end',
  'job-lost',
  'quota',
  'source-down',
  'log',
]);

const describe = (incident: Incident): string => {
  const who = 'who' in incident ? `${incident.who} ` : '';
  const what = 'what' in incident ? ` ${incident.what}` : '';
  const lasts = 'forMs' in incident && incident.kind !== 'kill-all' ? ` ${incident.forMs} ms` : '';
  const loses = 'losesMs' in incident ? `, and forgets ${incident.losesMs} ms` : '';
  return `${who}${SAID[incident.kind]}${what}${lasts}${loses}`;
};

/** What comes before and after it: who, of what, for how long. */
const SAID: Record<Incident['kind'], string> = {
  kill: 'is killed',
  terminate: 'is told to end (SIGTERM)',
  'kill-at': 'is to die as Redis has answered',
  'kill-all': 'all processes are killed at once',
  down: 'all processes are down for',
  'power-cut': 'the power fails, all are killed, and Redis is away for',
  'fail-over': 'a replica that lags takes over; Redis is away for',
  'redis-killed': 'Redis is killed and away for',
  'redis-stalls': 'Redis stands still for',
  'redis-read-only': 'Redis takes no write (a replica) for',
  'redis-full': 'Redis takes no write (its memory is full) for',
  'redis-clock': "Redis' clock is set by",
  'host-stalls': 'stands still for',
  'host-cut-off': 'is cut off from the network for',
  'clock-jump': 'has its clock set by',
  quota: 'the quota of Resend is used up for',
  'source-down': 'the source of papers is down for',
  log: 'the log of calls is',
  leave: 'leaves',
  press: 'orders',
  'job-lost': 'a job is lost, of the queue',
  'job-stalled': 'jobs come to a second worker, too, of the queue',
  subscribe: 'subscribes',
  end: 'is ended by an operator',
};

type Of<Kind extends Incident['kind']> = Extract<Incident, {kind: Kind}>;

const happen = (stage: Stage, incident: Incident): void => {
  const work: (stage: Stage, incident: never) => void = happenings[incident.kind];
  work(stage, incident as never);
};

const happenings: {[Kind in Incident['kind']]: (stage: Stage, incident: Of<Kind>) => void} = {
  kill: ({crew}, {who}) => crew.post(who).host.kill(),
  'kill-at': ({crew}, {who, what}) => {
    crew.post(who).host.diesAt = what;
  },
  terminate: ({crew}, {who}) => crew.post(who).host.terminate(),
  'kill-all': ({crew}) => killAll(crew),
  down: ({world: {time}, crew, diary}, {forMs}) => {
    diary.stoodStillMs += forMs;
    crew.outage.until = time.now + forMs;
    killAll(crew);
  },
  log: ({world: {provider}}, {what}) => {
    provider.logState = what;
  },
  'power-cut': (stage, incident) => {
    killAll(stage.crew);
    forget(stage, incident);
  },
  'fail-over': (stage, incident) => forget(stage, incident),
  'redis-killed': (stage, {forMs}) => forget(stage, {losesMs: 0, forMs}),
  'redis-stalls': ({world: {server, time}, diary}, {forMs}) => {
    diary.stoodStillMs += forMs + 15_000;
    server.stalledUntil = time.now + forMs;
  },
  'redis-read-only': (stage, {forMs}) =>
    refuse(stage, "READONLY You can't write against a read only replica.", forMs),
  'redis-full': (stage, {forMs}) =>
    refuse(stage, "OOM command not allowed when used memory > 'maxmemory'.", forMs),
  'redis-clock': ({world: {server}}, {forMs}) => {
    server.clockOffsetMs += forMs;
  },
  'host-stalls': ({world: {time}, crew, diary}, {who, forMs}) => {
    diary.stoodStillMs += forMs;
    crew.post(who).host.stalledUntil = time.now + forMs;
  },
  'host-cut-off': ({crew, diary}, {who, forMs}) => {
    diary.stoodStillMs += forMs;
    crew.post(who).host.cutOff(forMs);
  },
  'clock-jump': ({crew}, {who, forMs}) => jump(crew, who, forMs),
  quota: ({world: {provider, time}}, {forMs}) => {
    provider.quotaUntil = time.now + forMs;
  },
  'source-down': ({world: {source, time}}, {forMs}) => {
    source.downUntil = time.now + forMs;
  },
  'job-lost': ({world: {server}}, {what}) => server.do(loseJob(what)),
  'job-stalled': ({world: {server, jobs}}, {what}) => {
    server.do(stallJobs(what));
    jobs.ring(what);
  },
  leave: (stage, {who}) => leave(stage, who),
  subscribe: (stage, {who}) => subscribe(stage, who),
  end: (stage, {who}) => endSubscription(stage, who),
  press: (stage, {what}) => press(stage, what ?? ''),
};

const killAll = ({posts}: Crew): void => {
  for (const {host} of posts) host.kill();
};

/** Redis itself is struck just as somebody asks it; twice a round at most. */
export const strikeRedis = (stage: Stage, fault: LineFault): void => {
  const {world, crew, diary} = stage;
  if (fault !== 'fail-over' && fault !== 'power-cut') return;
  if (diary.struck >= 2) return;
  diary.struck += 1;
  const {random} = crew.post('desk-1').host;
  // As the reply is read: what the asker says next is said to another Redis.
  world.time.after(3 * random.fraction(), () => {
    if (fault === 'power-cut') killAll(crew);
    forget(stage, {losesMs: random.pick([5, 50, 1000]) * random.fraction(), forMs: random.whole(50, 1500)});
  });
};

/** Redis is gone for a while, and what comes back lacks the end of its history. */
const forget = (
  {world: {server, time, trace, watch}, diary}: Stage,
  {losesMs, forMs}: {losesMs: number; forMs: number},
): void => {
  server.isUp = false;
  server.dropConnections(forMs);
  const lost = losesMs > 0 ? watch.whileForgetting(() => server.loseLast(losesMs)) : 0;
  if (lost > 0) diary.lostWrites = true;
  trace.note('redis', `forgets ${lost}`);
  time.after(forMs, () => {
    server.isUp = true;
  });
};

const refuse = ({world: {server, time}}: Stage, refusal: string, forMs: number): void => {
  server.keys.refusal = refusal;
  time.after(forMs, () => {
    server.keys.refusal = null;
  });
};

const jump = (crew: Crew, who: string, ms: number): void => {
  const post = crew.post(who);
  post.clockOffsetMs = ms;
  post.host.clockOffsetMs = post.clockOffsetMs;
};

const leave = (stage: Stage, address: string): void => {
  const {world, founded, diary} = stage;
  const reader = founded.audience.get(address);
  if (!reader || diary.left.has(address)) return;
  const told: {pressedAt: number; doneAt: number | null} = {pressedAt: world.time.now, doneAt: null};
  diary.left.set(address, told);
  insist(
    stage,
    'web-1',
    {ask: ({subscribers}) => subscribers.unsubscribe({number: reader.number, via: 'link'})},
    ({kind}) => {
      told.doneAt = world.time.now;
      world.trace.note(address, `has left: ${kind}`);
    },
  );
};
