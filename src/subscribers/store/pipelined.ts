import type {Redis, RedisPipeline} from '../../redis/redis.ts';

/**
 * Sends many commands in one go and gives their replies in order; the first error of any is thrown. The
 * commands may go to keys of different slots, so this is the one place to change for a cluster client.
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
  const pipeline = redis.pipeline();
  commands(pipeline);
  return pipeline.length === 0 ? [] : ((await pipeline.exec()) ?? []);
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
