import {HOUR} from '../clock.ts';
import type {ChunkName} from '../delivery/ledger/chunk-name.ts';
import type {LetterRequest} from '../delivery/letters/letter-requests.ts';
import {requestLetter} from '../delivery/letters/request-letter.ts';
import type {Receipt} from '../delivery/receipts/receipt.ts';
import type {SignedCall} from '../delivery/receipts/signature.ts';
import type {Resend} from '../delivery/resend/plan-resend.ts';
import {reportDryRun} from '../delivery/resend/report-dry-run.ts';
import {type ResendToReport, reportResend} from '../delivery/resend/report-resend.ts';
import type {WantedResend} from '../delivery/resend/wanted-resend.ts';
import {findOverdue} from '../delivery/runs/find-overdue.ts';
import {type DueWave, findWhatIsDue} from '../delivery/runs/find-what-is-due.ts';
import {readEditionStatus} from '../delivery/runs/load-edition-status.ts';
import {countWaiting, loadRemaining} from '../delivery/runs/load-remaining.ts';
import {reconcile as reconcileChunks} from '../delivery/runs/reconcile.ts';
import {waitUntilSent} from '../delivery/runs/wait-until-sent.ts';
import type {CronMatch} from '../editions/calendar.ts';
import {cronMatch} from '../editions/cron-match.ts';
import type {EditionId} from '../editions/edition.ts';
import {openRenderers} from '../mail/body/renderers.ts';
import {applyReceipt} from '../use-cases/sending/apply-receipt.ts';
import {dryRunResend} from '../use-cases/sending/dry-run-resend.ts';
import {planEditionWave} from '../use-cases/sending/plan-edition-wave.ts';
import {requestWhatIsDue} from '../use-cases/sending/request-what-is-due.ts';
import {resendEdition} from '../use-cases/sending/resend-edition.ts';
import {sendChunk} from '../use-cases/sending/send-chunk.ts';
import {sendEdition} from '../use-cases/sending/send-edition.ts';
import {sendLastLetter} from '../use-cases/sending/send-last-letter.ts';
import {sendLatest} from '../use-cases/sending/send-latest.ts';
import {sendLetter} from '../use-cases/sending/send-letter.ts';
import {sendTestMail} from '../use-cases/sending/send-test-mail.ts';
import {type DoubtsOf, settleAllDoubts, settleDoubts} from '../use-cases/sending/settle-doubts.ts';
import {takeWebhook} from '../use-cases/sending/take-webhook.ts';
import {bindDeps} from './bind-deps.ts';
import type {Foundation} from './foundation.ts';

export type Sending = ReturnType<typeof wireSending>;

/** What is done until a mail has left, and with what comes back. */
export const wireSending = (foundation: Foundation) => {
  const due = wireDue(foundation);
  const reconcile = wireReconcile(foundation);
  const {hasDeliveryWorker, requestLetters} = foundation.queues;
  return {
    ...due,
    ...wireRuns(foundation),
    ...wireResends(foundation),
    ...wireWork(foundation),
    ...wireDoubts(foundation),
    ...bindDeps(
      {...foundation, requestLetters, hasDeliveryWorker, reconcile},
      {
        /** Resolves when the request is safe in Redis, not when the letter has left. */
        requestLetter,
        sendTestMail,
        sendLastLetter,
        loadRemaining,
        countWaiting,
        waitUntilSent,
      },
    ),
    reconcile,
    troubles: foundation.ledger.troubles,
    status: wireStatus(foundation),
    /** Asks the queue for one collection; asking twice for a slot is asking once. */
    requestCollection: foundation.queues.requestCollection,
    hasDeliveryWorker,
  };
};

/** How many letters a look asks for again: more than leave in the minute until the next. */
const LETTERS_ASKED_FOR = 1000;

/** Asks again for everything that was planned and has no living job. */
const wireReconcile =
  ({inbox, letterRequests, queues, ledger, clock, log}: Foundation) =>
  async () => {
    for await (const receipts of inbox.waiting()) await queues.requestReceipts(receipts);
    await queues.requestLetters(await letterRequests.waiting(LETTERS_ASKED_FOR));
    const requestChunks = (names: ChunkName[]) => queues.requestChunks(names);
    return reconcileChunks({ledger, requestChunks, now: clock.now(), log});
  };

const wireDue = ({config, editions, ledger, queues, clock, log, instance}: Foundation) => {
  const everyBuildTime = cronMatch(config.EDITION_CRON);
  const question = (isBuildTime: CronMatch) => ({
    ...{editions, ledger, isBuildTime},
    now: clock.now(),
    catchUpHours: config.CATCH_UP_HOURS,
  });
  return {
    requestWhatIsDue: (isBuildTime: CronMatch = everyBuildTime) =>
      requestWhatIsDue(
        {editions, ledger, log, requestBuild: queues.requestBuild, requestPlan: queues.requestPlan},
        {isBuildTime, now: clock.now(), catchUpHours: config.CATCH_UP_HOURS},
      ),
    /** The same, for a process that does it now and without the queue. */
    findDue: () => findWhatIsDue(question(everyBuildTime)),
    /** What should have begun a while ago and did not. */
    findOverdue: () => findOverdue({...question(everyBuildTime), createdAt: instance.createdAt}),
  };
};

/** What opening and planning a run needs. */
const runDeps = ({
  editions,
  ledger,
  letterhead,
  templatesDir,
  compile,
  subscribers,
  queues,
  transport,
  clock,
  log,
}: Foundation) => ({
  ...{editions, ledger, letterhead, templatesDir, compile, subscribers, clock, log},
  requestChunks: (names: ChunkName[]) => queues.requestChunks(names),
  chunkSize: transport.batchSize,
});

const wireRuns = (foundation: Foundation) => ({
  send: (edition: EditionId) => sendEdition(runDeps(foundation), {edition}),
  /** The newest edition for one subscriber now, if they have not had it. */
  sendLatest: (number: number) => sendLatest(runDeps(foundation), {number}),
  planWave: foundation.traces.traced('plan', (wave: DueWave) => planEditionWave(runDeps(foundation), wave), {
    editionOf: ({edition}) => edition,
    outcomeOf: ({mails}) => ({mails}),
  }),
});

const wireResends = (foundation: Foundation) => {
  const {rate, transport, ledger, chance} = foundation;
  const raw = {
    /** Counts who a re-send would reach; changes nothing. */
    dryRunResend: (wanted: Pick<Resend, 'edition' | 'to'>) => dryRunResend(runDeps(foundation), wanted),
    resend: (wanted: Omit<Resend, 'token'>) =>
      resendEdition(runDeps(foundation), {...wanted, token: chance.uuid()}),
  };
  const reporting = {...raw, rate, transport, ledger};
  return {
    ...raw,
    reportDryRun: (wanted: WantedResend) => reportDryRun(reporting, wanted),
    reportResend: (resend: ResendToReport) => reportResend(reporting, resend),
  };
};

/** What the workers do, one job a call. */
const wireWork = (foundation: Foundation) => {
  const {config, editions, spaces, letterRequests, lettersLetterhead, queues, chance} = foundation;
  const {meters, traces, lastTimes, clock} = foundation;
  const chunkDeps = {
    ...foundation,
    renderers: openRenderers({editions, spaces, templatesDir: foundation.templatesDir}),
    bodyBuffers: foundation.openBodyBuffers(),
    catchUpMs: config.CATCH_UP_HOURS * HOUR,
    workerId: chance.uuid(),
    random: chance.fraction,
  };
  const letterDeps = {
    ...foundation,
    requests: letterRequests,
    letterhead: lettersLetterhead,
    random: chance.fraction,
  };
  const webhookDeps = {
    ...foundation,
    secrets: config.RESEND_WEBHOOK_SECRET,
    senders: [config.DIGEST_FROM, config.LETTERS_FROM],
    requestReceipts: queues.requestReceipts,
  };
  return {
    sendChunk: traces.traced('chunk', (name: ChunkName) => sendChunk(chunkDeps, name), {
      editionOf: ({edition}) => edition,
      factsOf: ({run, chunk}) => ({run, chunk}),
      outcomeOf: ({kind}) => ({outcome: kind}),
    }),
    sendLetter: (request: LetterRequest) => sendLetter(letterDeps, request),
    takeWebhook: async (call: SignedCall) => {
      const result = await takeWebhook(webhookDeps, call);
      meters.noteWebhook(result.kind);
      if (result.kind === 'taken') await lastTimes.note('webhook', clock.now());
      return result;
    },
    applyReceipt: (receipt: Receipt) => applyReceipt(foundation, receipt),
  };
};

/** What is found out of mails of which nobody knows whether they were taken. */
const wireDoubts = (foundation: Foundation) => {
  const lookedAt = new Map<DoubtsOf, number>();
  return {
    settleDoubts: (of: DoubtsOf) => settleDoubts(foundation, of),
    /** The same for all editions and letters of late, each at most once an hour. */
    settleAllDoubts: () => settleAllDoubts(foundation, lookedAt),
  };
};

const wireStatus = ({editions, ledger, rate, letterhead, templatesDir, compile, clock}: Foundation) => {
  /**
   * Why nothing could be sent of an edition that stands, with the letterhead and templates of now; null
   * where something could.
   */
  const whyNoMail = async (id: EditionId): Promise<string | null> => {
    const found = templatesDir === null ? null : await editions.find(id);
    if (!found) return null;
    const compiled = await compile({content: found.content, letterhead, templatesDir});
    return compiled.kind === 'refused' ? compiled.reason : null;
  };
  return (edition: EditionId) =>
    readEditionStatus({editions, ledger, rate, edition, whyNoMail, now: clock.now()});
};
