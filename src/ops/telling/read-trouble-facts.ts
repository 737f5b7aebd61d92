import {type Clock, DAY, HOUR, utcDay} from '../../clock.ts';
import type {Config} from '../../config.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {Rate} from '../../delivery/rate/rate.ts';
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
import {readRedisFacts} from '../doctor/redis-facts.ts';
import type {TroubleFacts} from './find-troubles.ts';

export type ReadTroublesDeps = {
  config: Pick<Config, 'COLLECT_CRON' | 'RESEND_WEBHOOK_SECRET'>;
  instance: {createdAt: number};
  redis: Redis;
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'globalStop' | 'editionsInSending' | 'troubles'>;
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
  const {clock, ledger, rate, queues, redis, problems, config} = deps;
  const [stop, overdue, statuses, backOff, hasWorker, waiting, sources, facts, damaged, conflicts, disk] =
    await Promise.all([
      ledger.globalStop(),
      deps.findOverdue(),
      readStatuses(deps),
      rate.backOffReason(),
      queues.hasDeliveryWorker(),
      deps.countWaiting(),
      readSources(deps),
      readRedisFacts(redis),
      deps.damage.list(),
      countConflicts(ledger),
      deps.diskTraces.state(),
    ]);
  return {
    ...{now: clock.now(), stop, overdue, statuses, backOff, hasWorker, waiting, sources, problems, conflicts},
    redis: facts,
    isCollectionLate: isCollectionLate(deps, sources),
    expectsWebhooks: config.RESEND_WEBHOOK_SECRET.length > 0,
    damaged: damaged.length,
    isRewriteFailing: disk.failedAt !== null,
  };
};

const readStatuses = async ({editions, status}: ReadTroublesDeps): Promise<EditionStatus[]> => {
  const entries = await editions.list(LOOKED_AT);
  const statuses = await Promise.all(entries.map(({id}) => status(id)));
  return statuses.filter(found => found !== null);
};

const countConflicts = async (ledger: ReadTroublesDeps['ledger']): Promise<number> => {
  let sum = 0;
  for (const edition of await ledger.editionsInSending()) sum += (await ledger.troubles(edition)).conflicts;
  return sum;
};

/** What is known of each source from the newest time that it was asked. */
const readSources = async ({
  catalogue,
  sources,
  clock,
}: ReadTroublesDeps): Promise<TroubleFacts['sources']> => {
  const now = clock.now();
  const days = await Promise.all([now, now - DAY].map(at => catalogue.collectionsOf(utcDay(at))));
  return sources.flatMap(({name}) => {
    const [newest] = days
      .flat()
      .filter(({source}) => source === name)
      .sort(byNewest);
    if (newest === undefined) return [];
    return [{name, askedAt: newest.at, isUnreachable: newest.isUnreachable ?? false, reason: newest.reason}];
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
