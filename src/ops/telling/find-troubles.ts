import {HOUR, MINUTE} from '../../clock.ts';
import type {GlobalStop} from '../../delivery/ledger/global-stop.ts';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import {describeOverdue, type Overdue} from '../../delivery/runs/find-overdue.ts';
import type {SendingProblem} from '../../settings/real-send.ts';
import {checkRedis} from '../doctor/check-redis.ts';
import type {RedisFacts} from '../doctor/redis-facts.ts';
import {AT_ONCE, SOURCE_GRACE, type Trouble, WORKER_GRACE} from './trouble.ts';

/** One source: when it was asked last, and when it last answered. */
export type SourceFacts = {
  name: string;
  askedAt: number;
  answeredAt: number | null;
  /** How many it lists for today or yesterday, whichever has more. */
  papers: number;
  isUnreachable: boolean;
  reason: string | null;
};

export type QuotaFacts = {window: 'day' | 'month'; used: number; limit: number};

/** All that troubles are found in. Times are ms since 1970. */
export type TroubleFacts = {
  now: number;
  stop: GlobalStop | null;
  overdue: Overdue[];
  /** Of the newest editions. */
  statuses: EditionStatus[];
  /** What holds mails back, each with its reason, where something does. */
  backOff: string | null;
  hasWorker: boolean;
  /** What waits for a worker. */
  waiting: {letters: number; receipts: number};
  /** Those that were asked of late. */
  sources: SourceFacts[];
  /** When the scheduler last did its work; null where none is expected to. */
  scheduledAt: number | null;
  /** When a call to the provider was last accepted, and a webhook taken; null where none was. */
  acceptedAt: number | null;
  webhookAt: number | null;
  /** What is used of the quotas that are known. */
  quotas: QuotaFacts[];
  /** Since when the oldest waits of what waits, by what it is. */
  oldest: {mails: number | null; letters: number | null; receipts: number | null};
  /** Whether the hour of a collection passed an hour ago or more, and nobody asked the sources. */
  isCollectionLate: boolean;
  redis: RedisFacts;
  /** Whether Resend's webhooks are awaited. */
  expectsWebhooks: boolean;
  problems: SendingProblem[];
  /** How many records could not be read of late. */
  damaged: number;
  /** How many calls met a key that is known with other mails. */
  conflicts: number;
  /** Whether what was erased could not be taken out of the files of Redis. */
  isRewriteFailing: boolean;
};

/** Everything that needs a person now; [] where all is well. */
export const findTroubles = (facts: TroubleFacts): Trouble[] => [
  ...stopOf(facts),
  ...overdueOf(facts),
  ...facts.statuses.flatMap(status => troublesOfEdition(status, facts)),
  ...quotaOf(facts),
  ...workOf(facts),
  ...schedulerOf(facts),
  ...sourcesOf(facts),
  ...redisOf(facts),
  ...storeOf(facts),
  ...facts.problems.map(({setting, problem, fix}) =>
    atOnce(`setting:${setting}`, `Real sending is blocked: ${setting} ${problem}; ${fix}.`),
  ),
];

const atOnce = (key: string, line: string): Trouble => ({key, line, graceMs: AT_ONCE});

const stopOf = ({stop}: TroubleFacts): Trouble[] => {
  if (stop === null) return [];
  const how = stop.noesSince === undefined ? '; resume it on /admin' : '';
  return [atOnce('stop', `All sending is stopped: ${stop.reason}${how}.`)];
};

/** Of each edition the oldest: a morning without a scheduler has a wave every quarter of an hour. */
const overdueOf = ({overdue}: TroubleFacts): Trouble[] =>
  [...new Set(overdue.map(({edition}) => edition))].flatMap(edition => {
    const oldest = overdue.find(late => late.edition === edition);
    return oldest ? [atOnce(`late:${edition}`, `Late: ${describeOverdue(oldest)}.`)] : [];
  });

/** Fewer accepted mails than this say nothing about a rate. */
const MIN_ACCEPTED = 100;
/** Before an edition is paused at 5 %. */
const MANY_BOUNCES = 0.02;
/** Gmail asks for less than 0.1 %, never 0.3 %; one complaint alone is chance. */
const MANY_COMPLAINTS = 0.001;
const MIN_COMPLAINTS = 2;
/** So many mails without one word of Resend within an hour. */
const MIN_FOR_SILENCE = 20;

const troublesOfEdition = (status: EditionStatus, facts: TroubleFacts): Trouble[] => {
  const {edition, state, reason, stopped, counts} = status;
  const because = reason === null ? '' : `: ${reason}`;
  const troubles: (Trouble | false)[] = [
    state === 'paused' &&
      reason !== stopped &&
      atOnce(`paused:${edition}`, `${edition} is paused${because}.`),
    state === 'needs-attention' && atOnce(`attention:${edition}`, `${edition} needs attention${because}.`),
    counts.uncertain > 0 &&
      atOnce(
        `uncertain:${edition}`,
        `${edition}: ${counts.uncertain} emails are uncertain; paperboy editions settle ${edition}.`,
      ),
    ...ratesOf(status),
    isWebhookSilent(status, facts) &&
      atOnce(
        `webhook:${edition}`,
        `No webhook came for ${edition}: bounces and complaints are not seen; check the webhook at Resend.`,
      ),
  ];
  return troubles.filter(trouble => trouble !== false);
};

const ratesOf = ({edition, counts: {accepted}, receipts}: EditionStatus): (Trouble | false)[] => {
  const rate = (part: number) => `${part} of ${accepted} (${((100 * part) / accepted).toFixed(1)} %)`;
  const isKnown = accepted >= MIN_ACCEPTED;
  return [
    isKnown &&
      receipts.bounced > accepted * MANY_BOUNCES &&
      atOnce(
        `bounces:${edition}`,
        `${edition}: ${rate(receipts.bounced)} bounced; look at where they came from.`,
      ),
    isKnown &&
      receipts.complained >= MIN_COMPLAINTS &&
      receipts.complained > accepted * MANY_COMPLAINTS &&
      atOnce(
        `complaints:${edition}`,
        `${edition}: ${rate(receipts.complained)} complained; the limit of Gmail is 0.3 %.`,
      ),
  ];
};

const isWebhookSilent = (
  {runs, receipts, counts}: EditionStatus,
  {expectsWebhooks, now}: TroubleFacts,
): boolean => {
  const first = runs[0];
  const heard = receipts.delivered + receipts.delayed + receipts.bounced + receipts.complained;
  return (
    expectsWebhooks &&
    first !== undefined &&
    heard === 0 &&
    counts.accepted >= MIN_FOR_SILENCE &&
    now - Date.parse(first.startedAt) > HOUR
  );
};

/** From here on a day's readers or a week's may not fit. */
const NEAR_QUOTA = 0.8;

const quotaOf = ({backOff, quotas}: TroubleFacts): Trouble[] => {
  if (backOff !== null && /quota/i.test(backOff))
    return [atOnce('quota', `The quota at Resend is used up: ${backOff}; take a larger plan, or wait.`)];
  return quotas
    .filter(({used, limit}) => used >= NEAR_QUOTA * limit)
    .map(({window, used, limit}) =>
      atOnce(
        `quota-near:${window}`,
        `${used} of ${limit} emails that the plan at Resend allows a ${window} are used; take a larger one.`,
      ),
    );
};

const workOf = ({hasWorker, waiting, statuses}: TroubleFacts): Trouble[] => {
  const pending = statuses.reduce((sum, {counts}) => sum + counts.pending, 0);
  const all = pending + waiting.letters + waiting.receipts;
  if (hasWorker || all === 0) return [];
  const line = `No worker is running, and ${all} emails, letters or receipts wait`;
  return [{key: 'worker', line: `${line}; start one: paperboy worker.`, graceMs: WORKER_GRACE}];
};

/** It works each minute; a start and a deployment take less. */
const SCHEDULER_LATE = 10 * MINUTE;

const schedulerOf = ({scheduledAt, now}: TroubleFacts): Trouble[] => {
  if (scheduledAt === null || now - scheduledAt < SCHEDULER_LATE) return [];
  const at = `${new Date(scheduledAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return [atOnce('scheduler', `The scheduler last worked at ${at}: nothing is built or planned; start one.`)];
};

const sourcesOf = ({sources, isCollectionLate}: TroubleFacts): Trouble[] => [
  ...sources
    .filter(({isUnreachable}) => isUnreachable)
    .map(({name, reason}) => ({
      key: `source:${name}`,
      line: `The source ${name} does not respond: ${reason ?? 'no reason'}.`,
      graceMs: SOURCE_GRACE,
    })),
  ...(isCollectionLate
    ? [atOnce('collection', 'No source was asked for its papers in time; check scheduler and worker.')]
    : []),
];

/** What the doctor calls an error, and memory or a disk that runs out; how Redis is set up is told before. */
const redisOf = ({redis}: TroubleFacts): Trouble[] =>
  checkRedis(redis)
    .filter(
      ({state, message}) =>
        state === 'error' || /memory is used|disk that it writes to is used/.test(message),
    )
    .map(({message, fix}) => atOnce(`redis:${message.replace(/\d+/g, 'n')}`, `Redis: ${message}; ${fix}.`));

const storeOf = ({damaged, conflicts, isRewriteFailing}: TroubleFacts): Trouble[] => {
  const troubles: (Trouble | false)[] = [
    damaged > 0 && atOnce('damaged', `${damaged} records cannot be read and are passed over; see /admin.`),
    conflicts > 0 &&
      atOnce('conflicts', `${conflicts} calls met a key that Resend knows with other emails; see /admin.`),
    isRewriteFailing &&
      atOnce('rewrite', 'Erased data is still in the files of Redis: a rewrite failed; check its disk.'),
  ];
  return troubles.filter(trouble => trouble !== false);
};
