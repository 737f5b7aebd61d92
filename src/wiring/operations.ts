import {globalStopAuditKey} from '../delivery/ledger/global-stop.ts';
import {suggestionAuditKey} from '../editions/suggestions/suggestion-store.ts';
import {SCHEMA_VERSION} from '../instance/instance-store.ts';
import {checkTemplates} from '../mail/checks/check-templates.ts';
import type {DamagedKind} from '../ops/damage.ts';
import {dnsBy} from '../ops/doctor/dns/dns.ts';
import {runDoctor} from '../ops/doctor/run-doctor.ts';
import {readMetrics} from '../ops/metrics/read-metrics.ts';
import {readersAuditKey} from '../ops/operator-audit.ts';
import {warnAboutRedis} from '../ops/warn-about-redis.ts';
import {warnAboutTemplates} from '../ops/warn-about-templates.ts';
import {countOldEntries, dropOldEntries} from '../redis/old-entries.ts';
import {answersWithin} from '../redis/redis.ts';
import {ownVersion} from '../settings/package-root.ts';
import {rewriteDisk} from '../use-cases/instance/rewrite-disk.ts';
import {type Tidy, tidy, tidyDaily} from '../use-cases/instance/tidy/tidy.ts';
import {wireBackups} from './backups.ts';
import {bindDeps} from './bind-deps.ts';
import {type Foundation, healthKey} from './foundation.ts';
import type {Sending} from './sending.ts';
import type {Telling} from './telling.ts';

const OWN_VERSIONS = {product: ownVersion(), node: process.versions.node, schema: SCHEMA_VERSION};

/** How an operator knows how the instance stands, and gets in. */
export const wireOperations = (
  foundation: Foundation,
  sending: Pick<Sending, 'findOverdue' | 'countWaiting' | 'status' | 'reconcile'>,
  {readFacts, messagesWaiting}: Pick<Telling, 'readFacts' | 'messagesWaiting'>,
) => {
  const {redis, link, prefix, clock, letterhead, templatesDir, letterRequests} = foundation;
  const {logins, refusedLimits, seenProxy, damage, meters, lastTimes} = foundation;
  return {
    ...bindDeps(foundation, {rewriteDisk}),
    ...wireTidying(foundation),
    ...wireBackups(foundation, sending.reconcile),
    /** Looks at everything that mail depends on; sends nothing and changes nothing. */
    doctor: () => runDoctor({...foundation, ...sending, versions: OWN_VERSIONS, envFile: '.env'}, dnsBy()),
    metrics: () =>
      readMetrics({
        ...{...foundation, requests: letterRequests, readFacts, messagesWaiting},
        ...{versions: {version: ownVersion(), node: process.versions.node}, now: clock.now()},
      }),
    /** Logs what of Redis could lose mail. */
    warnAboutRedis: () => warnAboutRedis(foundation),
    /** Logs what is wrong with the operator's templates; returns how many faults there are. */
    warnAboutTemplates: () => warnAboutTemplates(foundation),
    checkTemplates: () => checkTemplates(templatesDir, letterhead),
    /** The records that could not be read of late, of one kind or all. */
    listDamage: async (kind: DamagedKind | null = null) =>
      (await damage.list()).filter(one => kind === null || one.kind === kind),
    /** Whether Redis takes a write now; it may stay silent for as long as Redis does. */
    canWrite: async () => (await redis.set(healthKey(prefix), clock.now(), 'EX', 60)) === 'OK',
    redis: {
      /** Why Redis cannot be worked with; null as far as is known. */
      trouble: link.trouble,
      /** Whether an error comes from that; then it is told already. */
      explains: link.explains,
      /** What a look at it finds; told by then. */
      lookAgain: link.lookAgain,
      /** Whether it answers within that many milliseconds. */
      answers: (withinMs: number) => answersWithin(redis, withinMs),
    },
    /** The tries to log in to the admin page. */
    logins,
    /** What the limits of the pages refused. */
    refusedLimits,
    /** What this process meets, for its metrics. */
    meters,
    /** A scheduler did its work. */
    noteTick: () => lastTimes.note('scheduler', clock.now()),
    /** No scheduler is expected to run: `paperboy once` does its work. */
    expectNoScheduler: () => lastTimes.forget('scheduler'),
    /** Whether a proxy was seen that no setting says. */
    seenProxy,
  };
};

/** What is thinned once nobody needs it any more. */
const wireTidying = (foundation: Foundation) => {
  const {config, redis, prefix, tidyRecords} = foundation;
  const audits = [globalStopAuditKey(prefix), suggestionAuditKey(prefix), readersAuditKey(prefix)];
  const sumOf = async (of: typeof countOldEntries, before: number) => {
    let sum = 0;
    for (const key of audits) sum += await of(redis, key, before);
    return sum;
  };
  const deps = {
    ...foundation,
    records: tidyRecords,
    keep: {
      details: config.KEEP_DETAILS_DAYS,
      snapshots: config.KEEP_SNAPSHOTS_DAYS,
      audit: config.KEEP_AUDIT_DAYS,
    },
    audits: {
      count: (before: number) => sumOf(countOldEntries, before),
      drop: (before: number) => sumOf(dropOldEntries, before),
    },
  };
  return {tidy: (wanted: Tidy) => tidy(deps, wanted), tidyDaily: () => tidyDaily(deps)};
};
