import {type Recorded, toBytes} from '../../simulate/redis/client.ts';
import {type Keyspace, SortedSet, Stream, type Value} from '../../simulate/redis/keyspace.ts';
import {RedisFault, type Reply, Status} from '../../simulate/redis/reply.ts';
import type {Redis} from '../../src/redis/redis.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Makes a real Redis hold what the simulated one holds; lives are left out, and ended by `delete`. */
export const copyTo = async (redis: Redis, keys: Keyspace): Promise<void> => {
  const pipeline = redis.pipeline();
  for (const key of keys.keys()) {
    if (key.startsWith('{jobs}')) continue;
    const [name, ...args] = writeOf(key, keys.peek(key) ?? '');
    if (name) pipeline.call(name, ...args.map(bytes));
  }
  await pipeline.exec();
};

const writeOf = (key: string, value: Value): string[] => {
  if (typeof value === 'string') return ['SET', key, value];
  if (value instanceof Map) return ['HSET', key, ...[...value].flat()];
  if (value instanceof Set) return ['SADD', key, ...value];
  if (value instanceof SortedSet)
    return ['ZADD', key, ...[...value.scores].flatMap(([member, score]) => [String(score), member])];
  return [];
};

/** Does the same on a real Redis; its clock is set by the script's own text. */
export const doAgain = async (redis: Redis, part: Recorded, now: number): Promise<Reply> => {
  try {
    if (part.kind === 'command') return toReply(await redis.callBuffer(part.name, ...part.args.map(bytes)));
    const {source, names, args} = part;
    const script = bytes(atTime(source, now));
    return toReply(await redis.callBuffer('EVAL', script, names.length, ...[...names, ...args].map(bytes)));
  } catch (error) {
    return new RedisFault(String(error));
  }
};

const atTime = (source: string, now: number): string => {
  const time = `{'${Math.floor(now / 1000)}', '${Math.floor((now % 1000) * 1000)}'}`;
  return source.replaceAll("redis.call('TIME')", time);
};

const toReply = (reply: unknown): Reply => {
  if (Buffer.isBuffer(reply)) return toBytes(reply);
  if (typeof reply === 'string' || typeof reply === 'number') return reply;
  if (Array.isArray(reply)) return reply.map(toReply);
  if (reply === null || reply === undefined) return null;
  throw new Error(`a real Redis answered ${typeof reply}`);
};

/** Lists without an order of their own, and ids that a clock makes. */
const UNORDERED = /^(?:SMEMBERS|SUNION|HKEYS|HVALS)$/;

/** An answer as it can be compared. */
export const comparable = (reply: Reply, part: Recorded): unknown => {
  if (reply instanceof RedisFault) return 'refused';
  if (reply instanceof Status) return reply.text;
  if (!Array.isArray(reply) || part.kind === 'script') return reply;
  if (part.name === 'HGETALL') return Object.fromEntries(pairs(reply));
  if (part.name === 'HSCAN') return Object.fromEntries(pairs(Array.isArray(reply[1]) ? reply[1] : []));
  if (part.name === 'XRANGE') return reply.map(entry => (Array.isArray(entry) ? entry[1] : entry));
  return UNORDERED.test(part.name) ? reply.map(String).sort() : reply;
};

const pairs = (list: Reply[]): [string, Reply][] =>
  list.flatMap((field, at) => (at % 2 === 0 ? [[String(field), list[at + 1] ?? null]] : []));

/** All that the keys hold that live for good, of either Redis, as it can be compared. */
export const simulatedContent = (keys: Keyspace): Map<string, unknown> =>
  new Map(
    keys
      .keys()
      .filter(key => !key.startsWith('{jobs}') && keys.expiryOf(key) === 0)
      .map(key => [key, contentOf(keys.peek(key))]),
  );

const contentOf = (value: Value | undefined): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].sort());
  if (value instanceof Set) return [...value].sort();
  if (value instanceof SortedSet) return Object.fromEntries([...value.scores].sort());
  return value instanceof Stream ? value.entries.map(([, fields]) => fields) : value;
};

export const realContent = async (redis: Redis): Promise<Map<string, unknown>> => {
  const content = new Map<string, unknown>();
  for (const key of await redis.keysBuffer('*'))
    content.set(key.toString('latin1'), await readKey(redis, key));
  return content;
};

const readKey = async (redis: Redis, key: Buffer): Promise<unknown> => {
  const read = async (name: string, ...args: (string | number)[]): Promise<Reply[]> => {
    const reply = toReply(await redis.callBuffer(name, key, ...args));
    return Array.isArray(reply) ? reply : [reply];
  };
  switch (await redis.type(key)) {
    case 'hash':
      return Object.fromEntries(pairs(await read('HGETALL')).sort());
    case 'set':
      return (await read('SMEMBERS')).map(String).sort();
    case 'zset':
      return Object.fromEntries(
        pairs((await read('ZRANGE', 0, -1, 'WITHSCORES')).flat())
          .map(([member, score]): [string, number] => [member, Number(score)])
          .sort(),
      );
    case 'stream':
      return (await read('XRANGE', '-', '+')).map(entry => (Array.isArray(entry) ? entry[1] : entry));
    default:
      return (await read('GET'))[0];
  }
};
