import {type Clock, DAY, SECOND, utcDay} from '../../clock.ts';
import type {Config} from '../../config.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {Overdue} from '../../delivery/runs/find-overdue.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Letterhead} from '../../mail/mail.ts';
import type {PaperSource} from '../../papers/sources/paper-source.ts';
import type {Queues} from '../../queues.ts';
import type {Redis} from '../../redis/redis.ts';
import type {SeenProxy} from '../seen-proxy.ts';
import {askForDomains} from './ask-for-domains.ts';
import {type Check, error, ok, skipped} from './check.ts';
import {checkAccountAnswer} from './check-account.ts';
import {checkClock} from './check-clock.ts';
import {checkConfiguration} from './check-configuration.ts';
import {checkCustomTemplates} from './check-custom-templates.ts';
import {checkLogo} from './check-logo.ts';
import {checkProxy} from './check-proxy.ts';
import {checkQueues} from './check-queues.ts';
import {checkRedis} from './check-redis.ts';
import {checkDns} from './dns/check-dns.ts';
import type {Dns} from './dns/dns.ts';
import {readRedisFacts} from './redis-facts.ts';

export type DoctorDeps = {
  config: Config;
  letterhead: Letterhead;
  templatesDir: string | null;
  redis: Redis;
  ledger: Pick<Ledger, 'editionsInSending'>;
  queues: Pick<Queues, 'hasDeliveryWorker'>;
  seenProxy: Pick<SeenProxy, 'isKnown'>;
  sources: readonly PaperSource[];
  status: (edition: EditionId) => Promise<{edition: string; state: string; reason: string | null} | null>;
  findOverdue: () => Promise<Overdue[]>;
  countWaiting: () => Promise<{letters: number; receipts: number}>;
  clock: Pick<Clock, 'now'>;
};

/**
 * Looks at everything that mail depends on and says what is wrong and what to do about it: configuration,
 * templates, logo, proxy, Redis, clock, Resend, DNS, sources, queues, in this order. It sends no mail and
 * changes nothing.
 */
export const runDoctor = async (deps: DoctorDeps, dns: Dns): Promise<Check[]> => {
  const parts = await Promise.all([
    checkConfiguration(deps.config),
    checkCustomTemplates(deps),
    checkLogo(deps.letterhead.logoUrl),
    deps.seenProxy.isKnown().then(isSeen => checkProxy(deps.config, isSeen)),
    readRedisFacts(deps.redis).then(checkRedis),
    readClocks(deps).then(checkClock),
    checkAccount(deps),
    checkDomains(deps, dns),
    Promise.all(deps.sources.map(source => checkSource(source, deps.clock.now()))),
    readQueues(deps).then(checkQueues),
  ]);
  return parts.flat();
};

const readClocks = async ({redis, clock}: DoctorDeps): Promise<{own: number; redis: number}> => {
  const before = clock.now();
  const [seconds, microseconds] = await redis.time();
  const own = (before + clock.now()) / 2;
  return {own, redis: Number(seconds) * SECOND + Number(microseconds) / 1000};
};

const checkAccount = async ({config}: DoctorDeps): Promise<Check[]> => {
  if (config.MAIL_TRANSPORT !== 'resend') return [skipped('Resend', 'Resend is not the transport')];
  const answer = await askForDomains({apiKey: config.RESEND_API_KEY ?? '', baseUrl: config.RESEND_BASE_URL});
  return checkAccountAnswer(answer, senderDomains(config));
};

const checkDomains = async ({config}: DoctorDeps, dns: Dns): Promise<Check[]> => {
  const domains = senderDomains(config);
  if (config.MAIL_TRANSPORT === 'outbox' || domains.length === 0)
    return [skipped('DNS', 'no email is sent from your domain')];
  const isByResend = config.MAIL_TRANSPORT === 'resend';
  return (await Promise.all(domains.map(domain => checkDns({domain, isByResend, dns})))).flat();
};

/** The domains that mail comes from, without this machine's own. */
const senderDomains = ({DIGEST_FROM, LETTERS_FROM}: Config): string[] => {
  const domains = [DIGEST_FROM, LETTERS_FROM].map(mailbox =>
    mailbox.replace(/^.*@/, '').replace(/>$/, '').toLowerCase(),
  );
  return [...new Set(domains)].filter(domain => domain !== 'localhost');
};

/** Asks for yesterday's list, which is there on every working day, and stores nothing. */
const checkSource = async (source: PaperSource, now: number): Promise<Check> => {
  const subject = `source ${source.name}`;
  const day = utcDay(now - DAY);
  const answer = await source.fetchDay(day, now);
  return answer.kind === 'failed'
    ? error(subject, answer.reason, 'check the network and the source URL')
    : ok(subject, `answers; ${answer.items.length} papers on ${day}`);
};

const readQueues = async ({ledger, queues, status, findOverdue, countWaiting}: DoctorDeps) => {
  const [hasWorker, waiting, overdue, sending] = await Promise.all([
    queues.hasDeliveryWorker(),
    countWaiting(),
    findOverdue(),
    ledger.editionsInSending(),
  ]);
  const standings = await Promise.all(sending.map(status));
  const held = standings.flatMap(standing =>
    standing && (standing.state === 'paused' || standing.state === 'needs-attention')
      ? [{edition: standing.edition, state: standing.state, reason: standing.reason}]
      : [],
  );
  return {hasWorker, waiting, overdue, held};
};
