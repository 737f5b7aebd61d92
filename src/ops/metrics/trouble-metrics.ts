import {Gauge, type Registry} from 'prom-client';
import {languageCodes} from '../../../templates/languages/languages.ts';
import {missingMessages} from '../../../templates/languages/speech.ts';
import {SECOND} from '../../clock.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import {findTroubles, type TroubleFacts} from '../telling/find-troubles.ts';

type MakeGauge = (name: string, help: string, labelNames?: string[]) => Gauge;

/** What alerts are made from beside the counts of mails: editions, rates, sources, workers and Redis. */
export const setTroubleMetrics = (registry: Registry, facts: TroubleFacts): void => {
  const gauge: MakeGauge = (name, help, labelNames = []) =>
    new Gauge({name: `paperboy_${name}`, help, labelNames, registers: [registry]});
  setTroubles(gauge, facts);
  setEditions(gauge, facts);
  setWork(gauge, facts);
  setSources(gauge, facts);
  setRedis(gauge, facts);
  setQuotas(gauge, facts);
  setTimes(gauge, facts);
  setLanguages(gauge);
};

const setTroubles = (gauge: MakeGauge, facts: TroubleFacts): void => {
  const [oldest] = facts.overdue;
  gauge('overdue_seconds', 'Age in seconds of the oldest overdue build or wave; 0 if none.').set(
    oldest ? (facts.now - oldest.since) / SECOND : 0,
  );
  gauge('stopped', '1 while an operator has stopped all sending.').set(facts.stop === null ? 0 : 1);
  gauge('noes_owed', '1 while a restore waits until who left since the backup is known.').set(
    facts.stop?.noesSince === undefined ? 0 : 1,
  );
  const troubles = gauge('troubles', 'What needs a person now, by kind.', ['kind']);
  for (const {key} of findTroubles(facts)) troubles.inc({kind: key.split(':')[0] ?? ''});
};

const setEditions = (gauge: MakeGauge, {statuses}: TroubleFacts): void => {
  const editions = gauge('editions', 'The newest editions, by state.', ['state']);
  const receipts = gauge('receipts', 'Emails of the newest editions, by what Resend said last.', [
    'edition',
    'kind',
  ]);
  const finished = gauge('run_finished_timestamp_seconds', 'When the last run ended that has ended.', [
    'rhythm',
  ]);
  for (const {edition, state, receipts: kinds, runs} of statuses.toReversed()) {
    editions.inc({state});
    if (runs.length === 0) continue;
    for (const [kind, count] of Object.entries(kinds)) receipts.set({edition, kind}, count);
    const at = runs.at(-1)?.finishedAt;
    if (at) finished.set({rhythm: isWeekly(edition) ? 'weekly' : 'daily'}, Date.parse(at) / SECOND);
  }
};

const setWork = (gauge: MakeGauge, {backOff, hasWorker, waiting}: TroubleFacts): void => {
  const heldBack = gauge('held_back', '1 while Resend asked for patience, by why.', ['because']);
  for (const because of ['quota', 'rate']) heldBack.set({because}, 0);
  if (backOff !== null) heldBack.set({because: /quota/i.test(backOff) ? 'quota' : 'rate'}, 1);
  gauge('worker_up', '1 while a delivery worker is connected.').set(hasWorker ? 1 : 0);
  gauge('receipts_waiting', 'Receipts that were taken and are not applied.').set(waiting.receipts);
};

const setSources = (gauge: MakeGauge, {sources}: TroubleFacts): void => {
  const askedAt = gauge('source_asked_timestamp_seconds', 'When a source was asked last.', ['source']);
  const up = gauge('source_up', '1 where a source answered when it was asked last.', ['source']);
  const answeredAt = gauge('source_answered_timestamp_seconds', 'When a source last answered.', ['source']);
  const papers = gauge('source_papers', 'How many papers it lists for today or yesterday.', ['source']);
  for (const {name, askedAt: at, answeredAt: last, papers: count, isUnreachable} of sources) {
    askedAt.set({source: name}, at / SECOND);
    up.set({source: name}, isUnreachable ? 0 : 1);
    papers.set({source: name}, count);
    if (last !== null) answeredAt.set({source: name}, last / SECOND);
  }
};

const setRedis = (gauge: MakeGauge, {redis}: TroubleFacts): void => {
  gauge('redis_used_bytes', 'Memory that Redis uses.').set(redis.usedMemory);
  gauge('redis_limit_bytes', 'The memory that Redis may use; 0 for no limit.').set(redis.mostMemory);
  const free = gauge('redis_disk_free_bytes', "Free bytes of the disk of the product's own Redis.");
  const size = gauge('redis_disk_size_bytes', "Bytes of the disk of the product's own Redis.");
  // A gauge begins at 0, which would be a full disk.
  for (const one of [free, size]) one.remove();
  if (redis.disk !== undefined) free.set(redis.disk.free);
  if (redis.disk !== undefined) size.set(redis.disk.size);
  gauge('redis_log_writable', '1 while Redis can write its log.').set(redis.lastLogWrite === 'ok' ? 1 : 0);
  gauge('redis_keeps_all', '1 while Redis evicts nothing, as far as it tells.').set(
    redis.policy === null || redis.policy === 'noeviction' ? 1 : 0,
  );
};

const setQuotas = (gauge: MakeGauge, {quotas}: TroubleFacts): void => {
  const used = gauge('quota_used_mails', 'Emails that the account has used, as Resend says.', ['window']);
  const limit = gauge('quota_limit_mails', 'Emails that the plan allows, as the settings say.', ['window']);
  for (const quota of quotas) {
    used.set({window: quota.window}, quota.used);
    limit.set({window: quota.window}, quota.limit);
  }
};

/** Instants of what has happened, and the age of what has not. */
const setTimes = (gauge: MakeGauge, facts: TroubleFacts): void => {
  const help = 'When a part last did its work: scheduler, mail (a call was accepted), webhook.';
  const done = gauge('last_success_timestamp_seconds', help, ['part']);
  const {scheduledAt: scheduler, acceptedAt: mail, webhookAt: webhook} = facts;
  for (const [part, at] of Object.entries({scheduler, mail, webhook}))
    if (at !== null) done.set({part}, at / SECOND);
  const ages = gauge('oldest_waiting_age_seconds', 'Age of the oldest that waits; 0 if none does.', ['what']);
  for (const [what, since] of Object.entries(facts.oldest))
    ages.set({what}, since === null ? 0 : Math.max(0, facts.now - since) / SECOND);
};

const setLanguages = (gauge: MakeGauge): void => {
  const missing = gauge('messages_missing', 'Messages said in English, for want of a translation.', [
    'language',
  ]);
  for (const language of languageCodes) missing.set({language}, missingMessages(language).length);
};
