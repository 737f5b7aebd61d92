import {DAY, utcDay} from '../../clock.ts';
import type {Redis} from '../../redis/redis.ts';

/** How many emails the account has used of a day and of a month; null where Resend did not say. */
export type QuotaUsed = {day: number | null; month: number | null};

/** What Resend said last of the account's use, whichever process heard it. */
export type Quota = {
  note(used: QuotaUsed, now: number): Promise<void>;
  /** As far as it still holds: of the day until midnight UTC, of the month for a day. */
  read(now: number): Promise<QuotaUsed>;
};

/** Opens it. */
export const openQuota = ({redis, prefix}: {redis: Redis; prefix: string}): Quota => {
  const key = `${prefix}:{rate}:used`;
  return {
    note: async ({day, month}, now) => {
      await redis.hset(key, {
        ...(day === null ? {} : {day, dayAt: now}),
        ...(month === null ? {} : {month, monthAt: now}),
      });
    },
    read: async now => {
      const [day, dayAt, month, monthAt] = await redis.hmget(key, 'day', 'dayAt', 'month', 'monthAt');
      const isToday = dayAt && utcDay(Number(dayAt)) === utcDay(now);
      // A month of Resend begins on a day that only the account knows.
      const isOfLate = monthAt && now - Number(monthAt) < DAY;
      return {day: isToday ? Number(day) : null, month: isOfLate ? Number(month) : null};
    },
  };
};
