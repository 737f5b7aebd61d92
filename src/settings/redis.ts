import {z} from 'zod';
import {parseRedisAddress} from '../redis/address.ts';

const redisAddress = z.string().transform((text, context): string => {
  const parsed = parseRedisAddress(text);
  if (parsed.kind === 'address') return text;
  context.addIssue({code: 'custom', message: parsed.reason});
  return z.NEVER;
});

/** Where the state is kept. */
export const redisSettings = {
  REDIS_URL: redisAddress
    .optional()
    .describe(
      'Redis to use: `redis://`, `rediss://`, `unix:///path`, `redis+sentinel://h1,h2,h3/NAME` or ' +
        '`redis+cluster://h1,h2,h3`; without it Paperboy starts a local one, kept on disk under `.paperboy/`',
    ),
  REDIS_CA_FILE: z
    .string()
    .optional()
    .describe('File of the certificate authority of a Redis that is reached by TLS'),
  REDIS_SENTINEL_PASSWORD: z
    .string()
    .optional()
    .describe('Password of the sentinels, where they ask for one; that of Redis stands in `REDIS_URL`'),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be 1 to 40 letters, digits, - or _')
    .default('paperboy')
    .describe('Prefix of every Redis key, so instances can share a server'),
};
