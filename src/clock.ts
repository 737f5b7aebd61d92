/** The time, as an argument. Rules take an instant; only edges hold a Clock. */
export type Clock = {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      signal?.addEventListener('abort', done, {once: true});
    }),
};

/**
 * The clock of a process that began at the instant `at` (ms since 1970) and goes on from there. BullMQ, Redis
 * and cron keep the machine's time.
 */
export const clockFrom = (at: number): Clock => {
  const aheadMs = at - performance.timeOrigin;
  return {...systemClock, now: () => Math.floor(systemClock.now() + aheadMs)};
};

/** The calendar day of an instant in UTC, as `2026-03-12`. */
export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
