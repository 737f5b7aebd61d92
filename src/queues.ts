import {type JobsOptions, Queue} from 'bullmq';
import type {ChunkName} from './delivery/ledger/chunk-name.ts';
import type {LetterRequest} from './delivery/letters/letter-requests.ts';
import type {Receipt} from './delivery/receipts/receipt.ts';
import type {EditionId} from './editions/edition.ts';
import type {Log} from './log.ts';
import type {RedisLink} from './redis/link.ts';
import {troubleOf} from './redis/trouble.ts';

/**
 * The queues: reminders of work, never the truth about it. A job's data holds ids only. Every job has a name
 * of its own that stands for the work, so that asking twice is asking once while the job lives; a finished
 * job goes at once, since the ledger and not the queue knows what was done
 * (docs/decisions/0002-jobs-are-hints.md).
 */

export const EDITIONS_QUEUE = 'editions';
export const DELIVERY_QUEUE = 'delivery';
export const LETTERS_QUEUE = 'letters';
export const RECEIPTS_QUEUE = 'receipts';

export type EditionJob =
  | {kind: 'collect'}
  | {kind: 'build'; edition: EditionId}
  /** `wave`: ms since 1970. */
  | {kind: 'plan'; edition: EditionId; wave: number};

export type Queues = {
  requestCollection(slot: string): Promise<void>;
  requestBuild(edition: EditionId): Promise<void>;
  requestPlan(edition: EditionId, wave: number): Promise<void>;
  requestChunks(names: ChunkName[]): Promise<void>;
  requestLetters(requests: LetterRequest[]): Promise<void>;
  requestReceipts(receipts: Receipt[]): Promise<void>;
  /** Whether some process works on deliveries now. */
  hasDeliveryWorker(): Promise<boolean>;
  /** How much waits in each queue, and who works on it. */
  depths(): Promise<QueueDepth[]>;
  /** The jobs of each queue that are next, at most so many of each. */
  nextJobs(limit: number): Promise<QueuedJob[]>;
  close(): Promise<void>;
};

export type QueueDepth = {
  queue: string;
  waiting: number;
  active: number;
  /** Those that wait for a time. */
  delayed: number;
  /** When the job was asked for that waits longest (ms); null where none waits. */
  oldestAt: number | null;
  workers: number;
};

/** A job without its data, which the ledger knows better. */
export type QueuedJob = {
  queue: string;
  state: 'active' | 'waiting' | 'delayed';
  id: string;
  askedAt: number;
  tries: number;
};

/** Redis Cluster keeps keys with the same braces together, which each of BullMQ's scripts needs. */
export const queuePrefix = (prefix: string): string => `{${prefix}}`;

const FORGET_WHEN_DONE: JobsOptions = {removeOnComplete: true, removeOnFail: true};

const RETRY_QUIETLY: JobsOptions = {
  ...FORGET_WHEN_DONE,
  attempts: 10,
  backoff: {type: 'exponential', delay: 1000, jitter: 0.5},
};

/** How many jobs are handed to Redis at once. */
const BULK = 1000;

export const openQueues = ({link, prefix, log}: {link: RedisLink; prefix: string; log: Log}): Queues => {
  const connection = link.connect();
  const database = String(connection.options.db ?? 0);
  const options = {connection, prefix: queuePrefix(prefix), defaultJobOptions: FORGET_WHEN_DONE};
  const editions = new Queue(EDITIONS_QUEUE, options);
  const delivery = new Queue(DELIVERY_QUEUE, options);
  const letters = new Queue(LETTERS_QUEUE, options);
  const receipts = new Queue(RECEIPTS_QUEUE, options);
  // BullMQ prints what nobody listens to, past the log.
  for (const queue of [editions, delivery, letters, receipts])
    queue.on('error', error => {
      if (link.explains(error) || troubleOf(error)) return;
      log.warn({event: 'queue.error', queue: queue.name, error: error.message}, 'queue error');
    });
  const askForEdition = async (job: EditionJob, jobId: string) => {
    await editions.add(job.kind, job, {...RETRY_QUIETLY, jobId});
  };
  return {
    requestCollection: slot => askForEdition({kind: 'collect'}, `collect-${slot}`),
    requestBuild: edition => askForEdition({kind: 'build', edition}, `build-${edition}`),
    requestPlan: (edition, wave) => askForEdition({kind: 'plan', edition, wave}, `plan-${edition}-${wave}`),
    requestChunks: async names => {
      for (let from = 0; from < names.length; from += BULK)
        await delivery.addBulk(
          names
            .slice(from, from + BULK)
            .map(name => ({name: 'chunk', data: name, opts: {...RETRY_QUIETLY, jobId: chunkJobId(name)}})),
        );
    },
    requestLetters: async requests => {
      await letters.addBulk(
        requests.map(request => ({
          name: 'letter',
          data: request,
          opts: {...RETRY_QUIETLY, jobId: letterJobId(request)},
        })),
      );
    },
    requestReceipts: async wanted => {
      await receipts.addBulk(
        wanted.map(receipt => ({
          name: 'receipt',
          data: receipt,
          opts: {...RETRY_QUIETLY, jobId: `receipt-${receipt.eventId}`},
        })),
      );
    },
    hasDeliveryWorker: async () => (await countWorkers(delivery, database)) > 0,
    depths: () => Promise.all([editions, delivery, letters, receipts].map(queue => depthOf(queue, database))),
    nextJobs: async limit =>
      (
        await Promise.all([editions, delivery, letters, receipts].map(queue => nextJobsOf(queue, limit)))
      ).flat(),
    close: async () => {
      await Promise.all([editions.close(), delivery.close(), letters.close(), receipts.close()]);
      await connection.quit();
    },
  };
};

/** How many workers of this database ask for jobs; 0 where Redis does not tell. */
const countWorkers = async (queue: Queue, database: string): Promise<number> => {
  try {
    // A server lists the workers of all its databases.
    return (await queue.getWorkers()).filter(({db}) => db === database).length;
  } catch (error) {
    // CLIENT LIST is no right that the user of Redis must have.
    if (troubleOf(error)?.code === 'NOPERM') return 0;
    throw error;
  }
};

const depthOf = async (queue: Queue, database: string): Promise<QueueDepth> => {
  const [{wait = 0, active = 0, delayed = 0}, [oldest], workers] = await Promise.all([
    queue.getJobCounts('wait', 'active', 'delayed'),
    queue.getJobs(['wait'], 0, 0, true),
    countWorkers(queue, database),
  ]);
  return {queue: queue.name, waiting: wait, active, delayed, oldestAt: oldest?.timestamp ?? null, workers};
};

const nextJobsOf = async (queue: Queue, limit: number): Promise<QueuedJob[]> => {
  const kinds = [
    {kind: 'active', state: 'active'},
    {kind: 'wait', state: 'waiting'},
    {kind: 'delayed', state: 'delayed'},
  ] as const;
  const found = await Promise.all(kinds.map(({kind}) => queue.getJobs([kind], 0, limit - 1, true)));
  return kinds.flatMap(({state}, place) =>
    // A job that ended while the list was read is missing from it.
    (found[place] ?? []).filter(Boolean).map(({id = '', timestamp, attemptsMade}) => ({
      ...{queue: queue.name, state, id, askedAt: timestamp, tries: attemptsMade},
    })),
  );
};

const chunkJobId = ({edition, run, chunk}: ChunkName): string => `chunk-${edition}-${run}-${chunk}`;

const letterJobId = ({letter, number, requestedAt}: LetterRequest): string =>
  `letter-${letter}-${number}-${requestedAt}`;
