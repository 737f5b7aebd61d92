import {randomBytes, randomUUID} from 'node:crypto';
import {type Clock, DAY, HOUR, utcDay} from './clock.ts';
import type {Config} from './config.ts';
import {openLoadInterests} from './delivery/chunks/load-interests.ts';
import type {ChunkName} from './delivery/ledger/chunk-name.ts';
import {type Ledger, openLedger} from './delivery/ledger/ledger.ts';
import {type LetterRequest, openLetterRequests} from './delivery/letters/letter-requests.ts';
import {openRate} from './delivery/rate/rate.ts';
import {openInbox} from './delivery/receipts/inbox.ts';
import type {Receipt} from './delivery/receipts/receipt.ts';
import type {SignedCall} from './delivery/receipts/signature.ts';
import type {Resend} from './delivery/resend/plan-resend.ts';
import {findOverdue, findWhatIsDue} from './delivery/runs/find-what-is-due.ts';
import {readEditionStatus} from './delivery/runs/load-edition-status.ts';
import {reconcile} from './delivery/runs/reconcile.ts';
import {openTransport} from './delivery/transports/open-transport.ts';
import type {Transport} from './delivery/transports/transport.ts';
import {openArchive} from './editions/archive.ts';
import type {CronMatch} from './editions/calendar.ts';
import {cronMatch} from './editions/cron-match.ts';
import {openCurations} from './editions/curation/curation-store.ts';
import type {EditionId} from './editions/edition.ts';
import {daysOf} from './editions/edition-id.ts';
import {openEditions} from './editions/edition-store.ts';
import {openSuggestions} from './editions/suggestions/suggestion-store.ts';
import type {Log} from './log.ts';
import {openPresses} from './mail/edition-renderer.ts';
import type {LetterName} from './mail/letters.ts';
import {readMetrics} from './ops/metrics.ts';
import {openOperatorLogins} from './ops/operator-logins.ts';
import {openCatalogue} from './papers/catalogue/catalogue.ts';
import {openSources} from './papers/sources/open-sources.ts';
import type {PaperSource} from './papers/sources/paper-source.ts';
import {openQueues} from './queues.ts';
import {openRedis} from './redis.ts';
import {openPaperSearch} from './search/paper-search.ts';
import {problemsOfRealSend} from './settings/real-send.ts';
import {openSignUpLimits} from './subscribers/sign-up-limits.ts';
import {openSubscribers} from './subscribers/store/subscriber-store.ts';
import {collectPapers} from './use-cases/papers/collect-papers.ts';
import {applyReceipt} from './use-cases/sending/apply-receipt.ts';
import {deliverWave} from './use-cases/sending/plan-edition-wave.ts';
import {requestWhatIsDue} from './use-cases/sending/request-what-is-due.ts';
import {dryRunResend, resendEdition} from './use-cases/sending/resend-edition.ts';
import {sendChunk} from './use-cases/sending/send-chunk.ts';
import {sendEdition} from './use-cases/sending/send-edition.ts';
import {sendLatest} from './use-cases/sending/send-latest.ts';
import {sendLetter} from './use-cases/sending/send-letter.ts';
import {takeEvent} from './use-cases/sending/take-webhook.ts';
import {exportOwnData, ownMails} from './use-cases/subscribers/data-export.ts';
import {daysBefore, wireEditionVerbs} from './wiring/editions.ts';
import {readInstance} from './wiring/instance.ts';
import {letterheadOf} from './wiring/letterhead-of.ts';
import {wireOrderVerbs} from './wiring/orders.ts';
import {wireSubscriberVerbs} from './wiring/subscribers.ts';

export type Paperboy = Awaited<ReturnType<typeof openPaperboy>>;

export type Opening = {
  config: Config;
  redisUrl: string;
  clock: Clock;
  log: Log;
  /** What stands between the verbs and these two rooms; the chaos bench breaks them here (chaos/), the product passes nothing. */
  between?: Between;
};

export type Between = {ledger: (ledger: Ledger) => Ledger; transport: (transport: Transport) => Transport};

const NOTHING_BETWEEN: Between = {ledger: ledger => ledger, transport: transport => transport};

/** How many letters a look asks for anew: more than leave in the minute until the next. */
const LETTERS_ASKED_FOR = 1000;

/** The one place that wires: opens every room on one Redis and hands out the verbs with what they need. */
export const openPaperboy = async ({config, redisUrl, clock, log, between = NOTHING_BETWEEN}: Opening) => {
  const redis = openRedis(redisUrl);
  redis.on('error', error => log.warn({event: 'redis.error', error: error.message}, 'redis error'));
  const place = {redis, prefix: config.QUEUE_PREFIX};
  const instance = await readInstance({...place, random: randomBytes});
  const tokenSecrets = config.TOKEN_SECRETS.length > 0 ? config.TOKEN_SECRETS : [instance.tokenSecret];
  const catalogue = openCatalogue(place);
  const subscribers = openSubscribers({...place, addressPepper: instance.addressPepper});
  const editions = openEditions(place);
  const suggestions = openSuggestions(place);
  const ledger = between.ledger(openLedger(place));
  const queues = openQueues({url: redisUrl, prefix: config.QUEUE_PREFIX, log});
  const rate = openRate({
    ...place,
    perSecond: config.RESEND_RATE ?? (config.MAIL_TRANSPORT === 'resend' ? 'learned' : 'unlimited'),
  });
  const opened = openTransport({
    config,
    clock,
    onRate: ({limit}) => {
      rate
        .learn(limit)
        .catch(error => log.warn({event: 'rate.not-learned', error: String(error)}, 'rate not learned'));
    },
  });
  const transport = between.transport(opened);
  const presses = openPresses(editions);
  const loadInterests = openLoadInterests(catalogue);
  const letterhead = letterheadOf(config, config.DIGEST_FROM);
  const templatesDir = config.TEMPLATES_DIR ?? null;
  const lettersLetterhead = letterheadOf(config, config.LETTERS_FROM);
  const sources = openSources({config, ...place, clock});
  const inbox = openInbox(place);
  const requests = openLetterRequests(place);
  const random = Math.random;
  const workerId = randomUUID();
  const catchUpMs = config.CATCH_UP_HOURS * HOUR;
  const everyBuildTime = cronMatch(config.EDITION_CRON);
  const whatIsDue = (isBuildTime: CronMatch) => ({
    editions,
    ledger,
    now: clock.now(),
    isBuildTime,
    catchUpHours: config.CATCH_UP_HOURS,
  });
  const overdue = () => findOverdue(whatIsDue(everyBuildTime));
  const requestChunks = (names: ChunkName[]) => queues.requestChunks(names);

  const collect = (days = [utcDay(clock.now()), utcDay(clock.now() - DAY)], from: PaperSource[] = sources) =>
    collectPapers({sources: from, catalogue, days, now: clock.now(), log});

  const editionVerbs = wireEditionVerbs({
    catalogue,
    editions,
    curations: openCurations(place),
    subscribers,
    suggestions,
    sources,
    letterhead,
    templatesDir,
    clock,
  });

  const run = {
    ...{editions, ledger, letterhead, templatesDir, subscribers, requestChunks},
    chunkSize: transport.batchSize,
  };
  const askForChunks = () => reconcile({ledger, requestChunks, now: clock.now(), log});
  const orderVerbs = wireOrderVerbs({...place, editions, ledger, reconcile: askForChunks, clock});

  /** Resolves when the request is safe in Redis, not when the letter has left. */
  const requestLetter = async (number: number, letter: LetterName) => {
    const request = {number, letter, requestedAt: clock.now()};
    await requests.keep(request);
    await queues.requestLetters([request]);
  };

  const verbs = wireSubscriberVerbs({
    limits: openSignUpLimits({...place, pepper: instance.addressPepper}),
    subscribers,
    tokenSecrets,
    forgetSuggestions: suggestions.forget,
    requestLetter,
    clock,
    log,
  });

  return {
    config,
    redisUrl,
    clock,
    log,
    redis,
    catalogue,
    search: openPaperSearch({catalogue, clock, log}),
    subscribers,
    editions,
    archive: openArchive({...place, editions}),
    ledger,
    queues,
    transport,
    rate,
    letterhead,
    templatesDir,
    tokenSecrets,
    loadInterests,
    /** Who tries to log in to the admin page. */
    logins: openOperatorLogins({...place, pepper: instance.addressPepper}),
    name: config.SITE_NAME,
    sources,
    /** What forbids a real send; empty for the outbox. */
    problems: problemsOfRealSend(config),
    collect,
    ...editionVerbs,
    /** The nightly job: the last snapshots, of the days before too, then the edition. */
    collectAndBuild: async (id: EditionId) => {
      const reports = await collect(daysOf(id));
      const isDown = (name: string) => reports.some(({kind, source}) => kind === 'failed' && source === name);
      // One that gives no answer now would only keep the edition waiting; one whose days rest (arXiv) counts no votes that could rise.
      const worthAsking = sources.filter(({name, restMs}) => restMs === undefined && !isDown(name));
      await collect(daysBefore(id), worthAsking);
      const outcome = await editionVerbs.build(id);
      log.info({event: `edition.${outcome.kind}`, edition: id, ...outcome}, `edition ${outcome.kind}`);
      return outcome;
    },
    send: (edition: EditionId, onProgress?: (planned: number) => void) =>
      sendEdition({...run, edition, now: clock.now(), ...(onProgress ? {onProgress} : {})}),
    /** The newest edition for one subscriber now, if they have not had it. */
    sendLatest: (number: number) => sendLatest({...run, number, now: clock.now()}),
    planWave: (edition: EditionId, wave: number) =>
      deliverWave({
        ...{...run, edition, wave, now: clock.now()},
        onRefusal: reason => log.error({event: 'templates.refused', edition}, reason),
      }),
    deliver: (name: ChunkName) =>
      sendChunk(
        {
          ...{ledger, subscribers, presses, loadInterests, transport, rate, tokenSecrets},
          ...{catchUpMs, workerId, clock, random, log},
        },
        name,
      ),
    reconcile: async () => {
      for await (const receipts of inbox.waiting()) await queues.requestReceipts(receipts);
      await queues.requestLetters(await requests.waiting(LETTERS_ASKED_FOR));
      return askForChunks();
    },
    takeWebhook: (call: SignedCall) =>
      takeEvent(
        {
          secrets: config.RESEND_WEBHOOK_SECRET,
          senders: [config.DIGEST_FROM, config.LETTERS_FROM],
          subscribers,
          inbox,
          requestReceipts: queues.requestReceipts,
          clock,
          log,
        },
        call,
      ),
    applyReceipt: (receipt: Receipt) => applyReceipt({ledger, subscribers, inbox, clock, log}, receipt),
    requestWhatIsDue: (isBuildTime: CronMatch = everyBuildTime) =>
      requestWhatIsDue({
        ...whatIsDue(isBuildTime),
        requestBuild: queues.requestBuild,
        requestPlan: queues.requestPlan,
      }),
    /** The same, for who does it at once and without the queue. */
    findDue: () => findWhatIsDue(whatIsDue(everyBuildTime)),
    /** Letters and receipts that have no end yet. */
    countWaiting: async () => {
      let receipts = 0;
      for await (const some of inbox.waiting()) receipts += some.length;
      return {letters: await requests.count(), receipts};
    },
    /** What should have begun a while ago and did not. */
    findOverdue: overdue,
    readMetrics: () =>
      readMetrics({ledger, subscribers, requests, rate, findOverdue: overdue, now: clock.now()}),
    status: (edition: EditionId) =>
      readEditionStatus({editions, ledger, rate, edition, whyNoMail: editionVerbs.whyNoMail}),
    ...orderVerbs,
    /** Who a re-send would reach; changes nothing. */
    dryRunResend: (wanted: Pick<Resend, 'edition' | 'wishes'>) =>
      dryRunResend({...run, now: clock.now()}, wanted),
    resend: (wanted: Omit<Resend, 'token'>) =>
      resendEdition({...run, now: clock.now()}, {...wanted, token: randomUUID()}),
    requestLetter,
    ...verbs,
    /** What became of one subscriber's mails, newest first. */
    ownMails: (number: number, most?: number) =>
      ownMails({editions, ledger}, {number, ...(most === undefined ? {} : {most})}),
    /** Everything that is kept of one subscriber, as JSON for their own eyes; null for nobody. */
    exportOwnData: (number: number) => exportOwnData({subscribers, suggestions, editions, ledger}, number),
    sendLetter: (request: LetterRequest) =>
      sendLetter(
        {
          ...place,
          requests,
          subscribers,
          letterhead: lettersLetterhead,
          tokenSecrets,
          transport,
          rate,
          clock,
          random,
          log,
        },
        request,
      ),
    close: async () => {
      try {
        await transport.close();
      } finally {
        await queues.close();
        await redis.quit();
      }
    },
  };
};
