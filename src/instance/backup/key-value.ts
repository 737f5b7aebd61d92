import {z} from 'zod';
import type {Redis} from '../../redis/redis.ts';

/**
 * What a key holds, as JSON that any version of Redis or Valkey can be filled from: bytes in base64, members
 * and fields as they are.
 */
export const keyValueShape = z.discriminatedUnion('type', [
  z.object({type: z.literal('string'), value: z.base64()}),
  z.object({type: z.literal('hash'), value: z.array(z.tuple([z.string(), z.base64()]))}),
  z.object({type: z.literal('set'), value: z.array(z.string())}),
  z.object({type: z.literal('zset'), value: z.array(z.tuple([z.string(), z.string()]))}),
  z.object({type: z.literal('stream'), value: z.array(z.tuple([z.string(), z.array(z.string())]))}),
]);

export type KeyValue = z.infer<typeof keyValueShape>;

const toBase64 = (bytes: Buffer): string => bytes.toString('base64');
const toBytes = (text: string): Buffer => Buffer.from(text, 'base64');

const pairs = (list: string[]): [string, string][] =>
  Array.from({length: list.length / 2}, (_, at) => [list[2 * at] ?? '', list[2 * at + 1] ?? '']);

/** What a key holds now; null where it is gone. Throws for a type that the product does not use. */
export const readKey = async (redis: Redis, key: string): Promise<KeyValue | null> => {
  const type = await redis.type(key);
  switch (type) {
    case 'none':
      return null;
    case 'string': {
      const value = await redis.getBuffer(key);
      return value && {type, value: toBase64(value)};
    }
    case 'hash': {
      const fields = Object.entries(await redis.hgetallBuffer(key));
      return {type, value: fields.map(([field, value]) => [field, toBase64(value)])};
    }
    case 'set':
      return {type, value: await redis.smembers(key)};
    case 'zset':
      return {type, value: pairs(await redis.zrange(key, 0, '-1', 'WITHSCORES'))};
    case 'stream':
      return {type, value: await redis.xrange(key, '-', '+')};
    default:
      throw new Error(`${key} is a ${type}, which no backup knows`);
  }
};

/** How much is handed to Redis in one command. */
const AT_ONCE = 1000;

/** Writes a key that is not there. An empty value leaves none, as Redis has it. */
export const writeKey = async (redis: Redis, key: string, {type, value}: KeyValue): Promise<void> => {
  if (type === 'string') {
    await redis.set(key, toBytes(value));
    return;
  }
  for (let from = 0; from < value.length; from += AT_ONCE)
    await addTo(redis, key, {type, value: value.slice(from, from + AT_ONCE)} as Many);
};

type Many = Exclude<KeyValue, {type: 'string'}>;

const addTo = async (redis: Redis, key: string, part: Many): Promise<void> => {
  if (part.type === 'set') await redis.sadd(key, ...part.value);
  if (part.type === 'zset')
    await redis.zadd(key, ...part.value.flatMap(([member, score]) => [score, member]));
  if (part.type === 'hash')
    await redis.hset(key, ...part.value.flatMap(([field, text]) => [field, toBytes(text)]));
  if (part.type === 'stream') for (const [id, fields] of part.value) await redis.xadd(key, id, ...fields);
};
