import {z} from 'zod';

/** Where the state is kept. */
export const redisSettings = {
  REDIS_URL: z
    .url({protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://'})
    .optional()
    .describe('Redis to use; without it Paperboy starts a local one, kept on disk under `.paperboy/`'),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be 1 to 40 letters, digits, - or _')
    .default('paperboy')
    .describe('Prefix of every Redis key, so instances can share a server'),
};
