import {isCluster} from '../../redis/open-client.ts';
import type {Redis, RedisPipeline} from '../../redis/redis.ts';

/**
 * Sends many commands in one go and gives their replies in order; the first error of any is thrown. The
 * commands may go to keys of different slots, which one pipeline to a cluster may not: there each goes by
 * itself, and what goes to one server is still sent in one go.
 */
export const pipelined = async (
  redis: Redis,
  commands: (pipeline: RedisPipeline) => void,
): Promise<unknown[]> => {
  const replies = await pipelinedEach(redis, commands);
  return replies.map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
};

/** The same, with the error of each command beside its reply. */
export const pipelinedEach = async (
  redis: Redis,
  commands: (pipeline: RedisPipeline) => void,
): Promise<[error: Error | null, reply: unknown][]> => {
  if (isCluster(redis)) return Promise.all(sendEach(redis, commands));
  const pipeline = redis.pipeline();
  commands(pipeline);
  return pipeline.length === 0 ? [] : ((await pipeline.exec()) ?? []);
};

type Reply = [error: Error | null, reply: unknown];

/**
 * The texts at many keys, each as `pipelinedEach` gives the reply of a GET. A single server is asked for all
 * of them at once, and once more for those that it gave nothing of: MGET does not tell a key that is not
 * there from one that holds something else.
 */
export const textsAt = async (redis: Redis, keys: string[]): Promise<Reply[]> => {
  const getEach = (some: string[]) =>
    pipelinedEach(redis, pipeline => {
      for (const key of some) pipeline.get(key);
    });
  if (isCluster(redis) || keys.length === 0) return getEach(keys);
  const texts = await redis.mget(keys);
  const again = await getEach(keys.filter((_, place) => texts[place] === null));
  let next = 0;
  return texts.map(text => (text === null ? (again[next++] ?? [null, null]) : [null, text]));
};

/** Sends each command as it is put into what looks like a pipeline. */
const sendEach = (redis: object, commands: (pipeline: RedisPipeline) => void): Promise<Reply>[] => {
  const replies: Promise<Reply>[] = [];
  const send = async (name: string | symbol, args: unknown[]): Promise<Reply> => {
    try {
      return [null, await Reflect.get(redis, name).apply(redis, args)];
    } catch (error) {
      return [error instanceof Error ? error : new Error(String(error)), null];
    }
  };
  const pipeline: RedisPipeline = new Proxy({} as RedisPipeline, {
    get:
      (_, name) =>
      (...args: unknown[]) => {
        replies.push(send(name, args));
        return pipeline;
      },
  });
  commands(pipeline);
  return replies;
};

/** A reply that is text or nothing; anything else is a key that holds what it should not. */
export const textReply = (reply: unknown): string | null => {
  if (reply === null || typeof reply === 'string') return reply;
  throw new Error(`Redis answered ${typeof reply} where text was asked for`);
};

/** A reply that is a set of whole numbers, in ascending order. */
export const numbersReply = (reply: unknown): number[] => {
  if (!Array.isArray(reply)) throw new Error(`Redis answered ${typeof reply} where numbers were asked for`);
  return reply.map(Number).sort((a, b) => a - b);
};
