import {expect} from 'vitest';
import {openRate, type PermitResult, type Rate} from '../../../src/delivery/rate/rate.ts';
import {openRedis, type Redis} from '../../../src/redis/redis.ts';
import {openTestRedis} from '../../support/redis.ts';

export type PerSecond = Parameters<typeof openRate>[0]['perSecond'];

/** Where a rate stands in Redis. */
export const KEY = 'test:{rate}';

/** Rates on one Redis, as workers on one host and on others have them. */
export const openRates = async () => {
  const store = await openTestRedis();
  let others: Redis[] = [];
  return {
    store,
    rateOf: (perSecond: PerSecond): Rate => openRate({...store, perSecond}),
    /** The rate as a worker on another host has it. */
    elsewhere: (perSecond: PerSecond): Rate => {
      const redis = openRedis(store.url);
      others.push(redis);
      return openRate({redis, prefix: store.prefix, perSecond});
    },
    /** Ends the other hosts. */
    endOthers: async () => {
      await Promise.all(others.map(other => other.quit()));
      others = [];
    },
  };
};

/** Asks so often for a chunk, all at the same moment; the answers in order of length. */
export const askAtOnce = async (times: number, ...rates: Rate[]): Promise<PermitResult[]> => {
  const asked = Array.from({length: times}, () => rates.map(rate => rate.acquirePermit('chunk')));
  return (await Promise.all(asked.flat())).sort((a, b) => a.waitMs - b.waitMs);
};

/** How long the permits that were given are away. */
export const given = (permits: PermitResult[]): number[] =>
  permits.flatMap(({kind, waitMs}) => (kind === 'taken' ? [waitMs] : []));

/** How long who asks is told to stay away without a permit. */
export const refused = async (rate: Rate): Promise<number> => {
  const permit = await rate.acquirePermit('chunk');
  expect(permit.kind).toBe('refused');
  return permit.waitMs;
};
