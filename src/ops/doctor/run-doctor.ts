import {type Clock, DAY, SECOND, utcDay} from '../../clock.ts';
import type {Config} from '../../config.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {Overdue} from '../../delivery/runs/find-overdue.ts';
import {probeSmtp} from '../../delivery/transports/smtp/probe-smtp.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Letterhead} from '../../mail/mail.ts';
import type {PaperSource} from '../../papers/sources/paper-source.ts';
import type {Queues} from '../../queues.ts';
import type {Redis} from '../../redis/redis.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {LinkKeys} from '../../subscribers/tokens.ts';
import type {LastTimes} from '../last-times.ts';
import type {SeenProxy} from '../seen-proxy.ts';
import type {TidyRecords} from '../tidy-record.ts';
import {askForDomains} from './ask-for-domains.ts';
import {type Check, error, ok, skipped} from './check.ts';
import {checkAccountAnswer} from './check-account.ts';
import {checkClock} from './check-clock.ts';
import {checkConfiguration} from './check-configuration.ts';
import {checkCustomTemplates} from './check-custom-templates.ts';
import {checkLastTimes, type LastFacts} from './check-last-times.ts';
import {checkLogo} from './check-logo.ts';
import {checkNoes, type NotedNoes} from './check-noes.ts';
import {checkOneClick} from './check-one-click.ts';
import {checkPlan} from './check-plan.ts';
import {checkProxy, type ProxyFacts} from './check-proxy.ts';
import {checkQueues} from './check-queues.ts';
import {checkRedis} from './check-redis.ts';
import {checkEnvFile, checkSecrets} from './check-secrets.ts';
import {checkVersions, type Versions} from './check-versions.ts';
import {checkDns} from './dns/check-dns.ts';
import {checkMailServer} from './dns/check-mail-server.ts';
import type {Dns} from './dns/dns.ts';
import {readRedisFacts} from './redis-facts.ts';

export type DoctorDeps = {
  config: Config;
  letterhead: Letterhead;
  templatesDir: string | null;
  redis: Redis;
  ledger: Pick<Ledger, 'editionsInSending' | 'globalStop'>;
  /** The record of noes of this host; null where none is kept. */
  noes: NotedNoes | null;
  queues: Pick<Queues, 'hasDeliveryWorker'>;
  seenProxy: Pick<SeenProxy, 'isKnown' | 'fewer'>;
  sources: readonly PaperSource[];
  status: (edition: EditionId) => Promise<{edition: string; state: string; reason: string | null} | null>;
  findOverdue: () => Promise<Overdue[]>;
  countWaiting: () => Promise<{letters: number; receipts: number}>;
  linkKeys: LinkKeys;
  subscribers: Pick<Subscribers, 'stats'>;
  editions: Pick<Editions, 'list'>;
  lastTimes: Pick<LastTimes, 'read'>;
  tidyRecords: Pick<TidyRecords, 'read'>;
  versions: Pick<Versions, 'product' | 'node' | 'schema'>;
  /** Of this process: where `.env` is. */
  envFile: string;
  clock: Pick<Clock, 'now'>;
};

/**
 * Looks at everything that mail depends on and says what is wrong and what to do about it: configuration,
 * templates, logo, proxy, secrets, Redis, versions, clock, Resend, plan, the page to unsubscribe, DNS, mail
 * server, sources, queues, noes, and when each part last went well, in this order. It sends no mail and
 * changes nothing.
 */
export const runDoctor = async (deps: DoctorDeps, dns: Dns): Promise<Check[]> => {
  const parts = await Promise.all([
    checkConfiguration(deps.config),
    checkCustomTemplates(deps),
    checkLogo(deps.letterhead.logoUrl),
    readProxies(deps).then(facts => checkProxy(deps.config, facts)),
    checkSecrets(deps.config),
    checkEnvFile(deps.envFile),
    examineRedis(deps),
    readClocks(deps).then(checkClock),
    checkAccount(deps),
    examinePlan(deps),
    checkOneClick(deps),
    checkDomains(deps, dns),
    examineMailServer(deps, dns),
    Promise.all(deps.sources.map(source => checkSource(source, deps.clock.now()))),
    readQueues(deps).then(checkQueues),
    deps.ledger.globalStop().then(stop => checkNoes({stop, noes: deps.noes})),
    readLastTimes(deps).then(checkLastTimes),
  ]);
  return parts.flat();
};

const readProxies = async ({seenProxy}: DoctorDeps): Promise<ProxyFacts> => ({
  isSeen: await seenProxy.isKnown(),
  fewer: await seenProxy.fewer(),
});

const examineRedis = async ({redis, versions, clock}: DoctorDeps): Promise<Check[]> => {
  const facts = await readRedisFacts(redis);
  return [...checkRedis(facts), ...checkVersions({...versions, redis: facts.version, now: clock.now()})];
};

const examinePlan = async ({config, subscribers}: DoctorDeps): Promise<Check[]> =>
  checkPlan(config, (await subscribers.stats()).active);

/** The newest editions, among which a skipped Sunday may be. */
const LOOKED_AT = 5;

const readLastTimes = async (deps: DoctorDeps): Promise<LastFacts> => {
  const [times, entries, {lastAt}, {active}] = await Promise.all([
    deps.lastTimes.read(),
    deps.editions.list(LOOKED_AT),
    deps.tidyRecords.read(),
    deps.subscribers.stats(),
  ]);
  const built = entries.flatMap(entry => (entry.kind === 'edition' ? [entry.builtAt] : []));
  return {
    ...{now: deps.clock.now(), times, readers: active, tidiedAt: lastAt},
    builtAt: built[0] ?? null,
    sources: deps.sources.map(({name}) => name),
    expectsWebhooks: deps.config.RESEND_WEBHOOK_SECRET.length > 0,
  };
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

const examineMailServer = async ({config}: DoctorDeps, dns: Dns): Promise<Check[]> =>
  config.MAIL_TRANSPORT === 'smtp' && config.SMTP_URL !== undefined
    ? checkMailServer({url: config.SMTP_URL, dns, probe: probeSmtp})
    : [];

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
