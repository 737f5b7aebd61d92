import {type Clock, DAY, HOUR, utcDay} from '../../clock.ts';
import type {Config} from '../../config.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {LetterRequests} from '../../delivery/letters/letter-requests.ts';
import type {Quota} from '../../delivery/rate/quota.ts';
import type {Rate} from '../../delivery/rate/rate.ts';
import type {Inbox} from '../../delivery/receipts/inbox.ts';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import type {Overdue} from '../../delivery/runs/find-overdue.ts';
import {hasFired} from '../../editions/calendar.ts';
import {cronMatch} from '../../editions/cron-match.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Catalogue, Collection} from '../../papers/catalogue/catalogue.ts';
import type {PaperSource} from '../../papers/sources/paper-source.ts';
import type {Queues} from '../../queues.ts';
import type {Redis} from '../../redis/redis.ts';
import type {SendingProblem} from '../../settings/real-send.ts';
import type {DamageRegister} from '../damage.ts';
import type {DiskTraces} from '../disk-traces.ts';
import {type RedisFacts, readDisk, readRedisFacts} from '../doctor/redis-facts.ts';
import type {LastTimes} from '../last-times.ts';
import type {QuotaFacts, TroubleFacts} from './find-troubles.ts';
import {readOldest} from './read-oldest.ts';

export type ReadTroublesDeps = {
  config: Pick<
    Config,
    'COLLECT_CRON' | 'RESEND_WEBHOOK_SECRET' | 'RESEND_DAILY_QUOTA' | 'RESEND_MONTHLY_QUOTA'
  >;
  instance: {createdAt: number};
  redis: Redis;
  /** Where the product's own Redis keeps its files; null for another's. */
  redisFolder: string | null;
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'globalStop' | 'editionsInSending' | 'troubles' | 'order' | 'oldestOpenWave'>;
  quota: Pick<Quota, 'read'>;
  lastTimes: Pick<LastTimes, 'read'>;
  letterRequests: Pick<LetterRequests, 'waiting'>;
  inbox: Pick<Inbox, 'waiting'>;
  rate: Pick<Rate, 'backOffReason'>;
  queues: Pick<Queues, 'hasDeliveryWorker'>;
  catalogue: Pick<Catalogue, 'collectionsOf'>;
  sources: readonly PaperSource[];
  damage: Pick<DamageRegister, 'list'>;
  diskTraces: Pick<DiskTraces, 'state'>;
  problems: SendingProblem[];
  findOverdue: () => Promise<Overdue[]>;
  countWaiting: () => Promise<{letters: number; receipts: number}>;
  status: (edition: EditionId) => Promise<EditionStatus | null>;
  clock: Pick<Clock, 'now'>;
};

/** A week of daily editions and the weekly one. */
const LOOKED_AT = 8;

/** Reads all that troubles are found in; rejects where Redis does not answer. */
export const readTroubleFacts = async (deps: ReadTroublesDeps): Promise<TroubleFacts> => {
  const {clock, ledger, rate, queues, problems, config} = deps;
  const [times, quotas, oldest] = await Promise.all([
    deps.lastTimes.read(),
    readQuotas(deps),
    readOldest(deps),
  ]);
  const [stop, overdue, statuses, backOff, hasWorker, waiting, sources, facts, damaged, conflicts, disk] =
    await Promise.all([
      ledger.globalStop(),
      deps.findOverdue(),
      readStatuses(deps),
      rate.backOffReason(),
      queues.hasDeliveryWorker(),
      deps.countWaiting(),
      readSources(deps, times),
      readRedis(deps),
      deps.damage.list(),
      countConflicts(ledger),
      deps.diskTraces.state(),
    ]);
  return {
    ...{now: clock.now(), stop, overdue, statuses, backOff, hasWorker, waiting, sources, problems, conflicts},
    ...{quotas, oldest, redis: facts},
    scheduledAt: times.get('scheduler') ?? null,
    acceptedAt: times.get('mail') ?? null,
    webhookAt: times.get('webhook') ?? null,
    isCollectionLate: isCollectionLate(deps, sources),
    expectsWebhooks: config.RESEND_WEBHOOK_SECRET.length > 0,
    damaged: damaged.length,
    isRewriteFailing: disk.failedAt !== null,
  };
};

const readRedis = async ({redis, redisFolder}: ReadTroublesDeps): Promise<RedisFacts> => {
  const facts = await readRedisFacts(redis);
  return redisFolder === null ? facts : {...facts, disk: await readDisk(redisFolder)};
};

const readStatuses = async ({editions, status}: ReadTroublesDeps): Promise<EditionStatus[]> => {
  const entries = await editions.list(LOOKED_AT);
  const statuses = await Promise.all(entries.map(({id}) => status(id)));
  return statuses.filter(found => found !== null);
};

const readQuotas = async ({quota, config, clock}: ReadTroublesDeps): Promise<QuotaFacts[]> => {
  const {day, month} = await quota.read(clock.now());
  const {RESEND_DAILY_QUOTA: ofDay, RESEND_MONTHLY_QUOTA: ofMonth} = config;
  return [
    ...(day === null || ofDay === undefined ? [] : [{window: 'day' as const, used: day, limit: ofDay}]),
    ...(month === null || ofMonth === undefined
      ? []
      : [{window: 'month' as const, used: month, limit: ofMonth}]),
  ];
};

const countConflicts = async (ledger: ReadTroublesDeps['ledger']): Promise<number> => {
  let sum = 0;
  for (const edition of await ledger.editionsInSending()) sum += (await ledger.troubles(edition)).conflicts;
  return sum;
};

/** What is known of each source from the newest time that it was asked. */
const readSources = async (
  {catalogue, sources, clock}: ReadTroublesDeps,
  times: ReadonlyMap<string, number>,
): Promise<TroubleFacts['sources']> => {
  const now = clock.now();
  const days = await Promise.all([now, now - DAY].map(at => catalogue.collectionsOf(utcDay(at))));
  return sources.flatMap(({name}) => {
    const own = days
      .flat()
      .filter(({source}) => source === name)
      .sort(byNewest);
    const [newest] = own;
    if (newest === undefined) return [];
    const {at: askedAt, reason, isUnreachable = false} = newest;
    const papers = Math.max(...own.map(collection => collection.papers));
    const answeredAt = times.get(`source:${name}`) ?? null;
    return [{name, askedAt, answeredAt, papers, isUnreachable, reason}];
  });
};

const byNewest = (one: Collection, other: Collection): number => other.at - one.at;

/** A source that rests is asked less often than the others. */
const isCollectionLate = (
  {config, instance, sources, clock}: ReadTroublesDeps,
  known: TroubleFacts['sources'],
): boolean => {
  const after = Math.max(instance.createdAt, ...known.map(({askedAt}) => askedAt));
  const patienceMs = HOUR + Math.max(0, ...sources.map(({restMs = 0}) => restMs));
  const upTo = clock.now() - patienceMs;
  return upTo > after && hasFired({matches: cronMatch(config.COLLECT_CRON), after, now: upTo});
};
