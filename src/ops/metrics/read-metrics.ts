import {Counter, Gauge, Registry} from 'prom-client';
import {SECOND} from '../../clock.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {LetterDoubts} from '../../delivery/letters/letter-doubts.ts';
import type {LetterRequests} from '../../delivery/letters/letter-requests.ts';
import type {Rate} from '../../delivery/rate/rate.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {DamageRegister} from '../damage.ts';
import type {DiskTraces} from '../disk-traces.ts';
import type {RefusedLimits} from '../refused-limits.ts';
import type {TroubleFacts} from '../telling/find-troubles.ts';
import type {TidyRecords} from '../tidy-record.ts';
import type {Meters} from './meters.ts';
import {setTroubleMetrics} from './trouble-metrics.ts';

export type MetricsDeps = {
  ledger: Pick<Ledger, 'editionsInSending' | 'counts' | 'troubles'>;
  subscribers: Pick<Subscribers, 'stats' | 'forgotten'>;
  requests: Pick<LetterRequests, 'count'>;
  letterDoubts: Pick<LetterDoubts, 'count'>;
  rate: Pick<Rate, 'perSecond'>;
  refusedLimits: Pick<RefusedLimits, 'read'>;
  damage: Pick<DamageRegister, 'list'>;
  diskTraces: Pick<DiskTraces, 'state'>;
  tidyRecords: Pick<TidyRecords, 'read'>;
  readFacts: () => Promise<TroubleFacts>;
  /** This program's version and that of Node. */
  versions: {version: string; node: string};
  /** What this process has met. */
  meters: Pick<Meters, 'print'>;
  /** Messages to operators and programs that wait. */
  messagesWaiting: () => Promise<number>;
  now: number;
};

/**
 * How the instance stands, in Prometheus' text format (version 0.0.4), and what this process has met. The
 * first is read from Redis when it is asked for, so every process answers the same, and one that is gone is
 * seen by what it leaves undone. No label names a person.
 */
export const readMetrics = async (deps: MetricsDeps): Promise<{type: string; text: string}> => {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({name: `paperboy_${name}`, help, labelNames, registers: [registry]});

  gauge('redis_up', '1 while Redis answers.').set(1);
  gauge('build_info', 'Always 1: which version this process is.', ['version', 'node']).set(deps.versions, 1);
  setTroubleMetrics(registry, await deps.readFacts());
  gauge('messages_waiting', 'Alerts and events that wait to be taken.').set(await deps.messagesWaiting());

  const paused = gauge('paused', '1 while an edition is paused, by who or what paused it.', [
    'edition',
    'by',
  ]);
  const conflicts = gauge('conflicts', 'Calls whose key was known with another body.', ['edition']);
  const mails = gauge('mails', 'Emails of the editions of the last days, by state.', ['edition', 'state']);
  for (const edition of await deps.ledger.editionsInSending()) {
    const {audience: _, ...states} = await deps.ledger.counts(edition);
    for (const [state, count] of Object.entries(states)) mails.set({edition, state}, count);
    const {pausedBy, conflicts: met} = await deps.ledger.troubles(edition);
    if (pausedBy !== null) paused.set({edition, by: pausedBy}, 1);
    if (met > 0) conflicts.set({edition}, met);
  }

  const subscribers = gauge('subscribers', 'Subscribers, by state.', ['state']);
  for (const [state, count] of Object.entries(await deps.subscribers.stats()))
    subscribers.set({state}, count);

  const damaged = gauge('damaged_records', 'Records that could not be read within two days, by kind.', [
    'kind',
  ]);
  for (const {kind} of await deps.damage.list()) damaged.inc({kind});

  const {failedAt} = await deps.diskTraces.state();
  gauge(
    'disk_rewrite_failed',
    '1 while erased data is still in the files of Redis, since a rewrite failed.',
  ).set(failedAt === null ? 0 : 1);
  new Counter({
    name: 'paperboy_subscribers_forgotten_total',
    help: 'Records deleted because their subscriber unsubscribed KEEP_LEFT_DAYS ago.',
    registers: [registry],
  }).inc(await deps.subscribers.forgotten());
  await setTidied(registry, deps);
  gauge('letters_waiting', 'Letters requested and not settled.').set(await deps.requests.count());
  gauge('letters_uncertain', 'Letters that may have been sent or not.').set(await deps.letterDoubts.count());
  const perSecond = await deps.rate.perSecond();
  if (perSecond !== null) gauge('calls_per_second', 'The rate limit of all workers together.').set(perSecond);
  const refused = new Counter({
    name: 'paperboy_limit_refused_total',
    help: 'Requests that a limit of the pages refused, by limit.',
    labelNames: ['limit'],
    registers: [registry],
  });
  for (const {limit, count} of await deps.refusedLimits.read()) refused.inc({limit}, count);
  const own = await deps.meters.print();
  return {type: registry.contentType, text: `${await registry.metrics()}\n${own}`};
};

/** What retention did, and how long ago. */
const setTidied = async (registry: Registry, {tidyRecords, now}: MetricsDeps): Promise<void> => {
  const {totals, lastAt} = await tidyRecords.read();
  const tidied = new Counter({
    name: 'paperboy_tidied_total',
    help: 'What was deleted because nobody needs it any more, by kind.',
    labelNames: ['what'],
    registers: [registry],
  });
  for (const [what, count] of Object.entries(totals)) tidied.inc({what}, count);
  if (lastAt === null) return;
  new Gauge({
    name: 'paperboy_tidy_age_seconds',
    help: 'Age in seconds of the last time old details were looked for.',
    registers: [registry],
  }).set((now - lastAt) / SECOND);
};
