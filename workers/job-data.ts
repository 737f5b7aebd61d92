import {z} from 'zod';
import type {ChunkName} from '../src/delivery/chunk.ts';
import type {EditionId} from '../src/editions/edition.ts';
import {readEditionId} from '../src/editions/edition-id.ts';
import type {EditionJob, LetterJob} from '../src/queues.ts';

/** Jobs come out of Redis: they are read like anything else from outside, and a job that is none throws. */

const editionId = z.string().transform((text, context): EditionId => {
  const reading = readEditionId(text);
  if (reading.kind === 'edition-id') return reading.id;
  context.addIssue({code: 'custom', message: reading.reason});
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

const letterJob = z.object({
  number: z.int().positive(),
  letter: z.enum(['confirm', 'welcome', 'goodbye', 'manage-link']),
  requestedAt: z.number(),
});

export const readChunkJob = (data: unknown): ChunkName => chunkJob.parse(data);

export const readEditionJob = (data: unknown): EditionJob => editionJob.parse(data);

export const readLetterJob = (data: unknown): LetterJob => letterJob.parse(data);
