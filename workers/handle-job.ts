import {DelayedError, type Job} from 'bullmq';
import type {ChunkName} from '../src/delivery/ledger/chunk-name.ts';
import type {LetterRequest} from '../src/delivery/letters/letter-requests.ts';
import {parseReceipt} from '../src/delivery/receipts/parse-receipt.ts';
import type {Receipt} from '../src/delivery/receipts/receipt.ts';
import type {ChunkResult} from '../src/delivery/sending/send-deps.ts';
import type {EditionId} from '../src/editions/edition.ts';
import type {SendLetterResult} from '../src/use-cases/sending/send-letter.ts';
import {parseChunkJob, parseEditionJob, parseLetterJob} from './job-data.ts';

/** What a job comes to: it is over, or to be taken up again at `at`, ms. */
export type JobOutcome = {kind: 'done'} | {kind: 'later'; at: number};

/** Does one job, in whatever queue it stood. A job that throws is tried again. */
export type HandleJob = (data: unknown) => Promise<JobOutcome>;

const DONE: JobOutcome = {kind: 'done'};

export type DeliveryJobs = {
  deliver: (name: ChunkName) => Promise<ChunkResult>;
  /** Asks for chunks that the result left open, such as the halves of a split one. */
  reconcile: () => Promise<unknown>;
};

/** One job is one chunk. */
export const handleDelivery =
  ({deliver, reconcile}: DeliveryJobs): HandleJob =>
  async data => {
    const result = await deliver(parseChunkJob(data));
    if (result.kind === 'split') await reconcile();
    return result.kind === 'later' ? {kind: 'later', at: result.at} : DONE;
  };

export type EditionJobs = {
  collect: () => Promise<unknown>;
  build: (edition: EditionId) => Promise<unknown>;
  planWave: (wave: {edition: EditionId; wave: number}) => Promise<unknown>;
};

/** One job is a collection, an edition to build, or a wave to plan. */
export const handleEdition =
  ({collect, build, planWave}: EditionJobs): HandleJob =>
  async data => {
    const wanted = parseEditionJob(data);
    if (wanted.kind === 'collect') await collect();
    if (wanted.kind === 'build') await build(wanted.edition);
    if (wanted.kind === 'plan') await planWave({edition: wanted.edition, wave: wanted.wave});
    return DONE;
  };

/** One job is one letter. */
export const handleLetter =
  (sendLetter: (request: LetterRequest) => Promise<SendLetterResult>): HandleJob =>
  async data => {
    const result = await sendLetter(parseLetterJob(data));
    return result.kind === 'later' ? {kind: 'later', at: result.at} : DONE;
  };

/** One job is one webhook event. */
export const handleReceipt =
  (applyReceipt: (receipt: Receipt) => Promise<unknown>): HandleJob =>
  async data => {
    await applyReceipt(parseReceipt(data));
    return DONE;
  };

/** The same as BullMQ wants it. */
export const asProcessor =
  (handle: HandleJob) =>
  async (job: Job, token?: string): Promise<void> => {
    const outcome = await handle(job.data);
    if (outcome.kind === 'done') return;
    await job.moveToDelayed(outcome.at, token);
    throw new DelayedError();
  };
