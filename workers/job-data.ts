import {UnrecoverableError} from 'bullmq';
import {z} from 'zod';
import type {ChunkName} from '../src/delivery/ledger/chunk-name.ts';
import {type LetterRequest, letterRequestShape} from '../src/delivery/letters/letter-requests.ts';
import type {EditionId} from '../src/editions/edition.ts';
import {parseEditionId} from '../src/editions/edition-id.ts';
import type {EditionJob} from '../src/queues.ts';

/**
 * Jobs come out of Redis: they are read like anything else from outside. A job that is none fails at once and
 * for good, since no later try would read it better.
 */

const editionId = z.string().transform((text, context): EditionId => {
  const reading = parseEditionId(text);
  if (reading.kind === 'edition-id') return reading.id;
  context.addIssue({code: 'custom', message: 'is no edition'});
  return z.NEVER;
});

const chunkJob = z.object({
  edition: editionId,
  run: z.int().positive(),
  chunk: z.string().regex(/^\d+(\.[12])*$/),
});

const editionJob = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('collect')}),
  z.object({kind: z.literal('build'), edition: editionId}),
  z.object({kind: z.literal('plan'), edition: editionId, wave: z.number()}),
]);

export const parseChunkJob = (data: unknown): ChunkName => parseJob(chunkJob, data);

export const parseEditionJob = (data: unknown): EditionJob => parseJob(editionJob, data);

export const parseLetterJob = (data: unknown): LetterRequest => parseJob(letterRequestShape, data);

/** The reason names fields and rules, never a value: nobody knows what stands in a damaged job. */
const parseJob = <Value>(shape: z.ZodType<Value>, data: unknown): Value => {
  const read = shape.safeParse(data);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({path, message}) => `${path.join('.') || 'the job'}: ${message}`);
  throw new UnrecoverableError(`a job that nobody can read: ${problems.join('; ')}`);
};
