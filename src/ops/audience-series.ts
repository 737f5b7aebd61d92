import {utcDay} from '../clock.ts';
import type {Redis} from '../redis/redis.ts';
import type {SubscriberState} from '../subscribers/subscriber.ts';

export type AudienceCounts = Record<SubscriberState, number>;

/** How many subscribers stood in each state at the last count of a UTC day. */
export type AudienceDay = {day: string; counts: AudienceCounts};

export type AudienceSeries = {
  /** The newest count, and when it was made (ms since 1970); null before the first. */
  newest: {at: number; counts: AudienceCounts} | null;
  /** Oldest first; days on which nobody counted are missing. */
  days: AudienceDay[];
};

export type AudienceRecords = ReturnType<typeof openAudienceRecords>;

/** Thirteen months: a month beside the same one of the year before. */
const MAX_DAYS = 400;

const STATES = ['pending', 'active', 'unsubscribed', 'suppressed'] as const;

const NEWEST = 'newest';

/**
 * How the audience grew: one short line a day in one hash, so that a page that shows it reads 400 lines,
 * however many subscribers there are.
 */
export const openAudienceRecords = ({redis, prefix}: {redis: Redis; prefix: string}) => {
  const key = `${prefix}:{audience}:days`;
  const forgetOldDays = async () => {
    const days = (await redis.hkeys(key)).filter(field => field !== NEWEST).sort();
    const old = days.slice(0, -MAX_DAYS);
    if (old.length > 0) await redis.hdel(key, ...old);
  };
  return {
    /** Notes a count; the last one of a day is the one that is kept. */
    note: async (at: number, counts: AudienceCounts): Promise<void> => {
      const line = STATES.map(state => counts[state]).join(' ');
      const added = await redis.hset(key, {[utcDay(at)]: line, [NEWEST]: `${at} ${line}`});
      if (added > 0) await forgetOldDays();
    },
    read: async (): Promise<AudienceSeries> => {
      const {newest, ...days} = await redis.hgetall(key);
      return {
        newest: newest === undefined ? null : parseNewest(newest),
        days: Object.entries(days)
          .map(([day, line]) => ({day, counts: parseCounts(line.split(' '))}))
          .sort((one, other) => (one.day < other.day ? -1 : 1)),
      };
    },
  };
};

const parseNewest = (line: string): AudienceSeries['newest'] => {
  const [at, ...counts] = line.split(' ');
  return {at: Number(at), counts: parseCounts(counts)};
};

const parseCounts = (words: string[]): AudienceCounts => {
  const [pending = 0, active = 0, unsubscribed = 0, suppressed = 0] = words.map(Number);
  return {pending, active, unsubscribed, suppressed};
};
