/**
 * Resend's rate limit: so many calls in a window of one second, counted from the window's first call, with
 * its headers (`ratelimit-limit`, `-remaining`, `-reset` in seconds, and `retry-after` on a refusal).
 * @param {{rate: number | undefined, now: () => number}} options `rate` in calls a second; undefined: no
 *   limit
 */
export const openRateWindow = ({rate, now}) => {
  let limit = rate ?? null;
  let start = Number.NEGATIVE_INFINITY;
  let used = 0;
  return {
    /** @param {number | null} next calls a second; null lifts the limit */
    setRate: next => {
      limit = next;
    },
    /**
     * Takes one call out of the window.
     * @returns {{allowed: boolean, headers: Record<string, string>}}
     */
    take: () => {
      if (limit === null) return {allowed: true, headers: {}};
      const at = now();
      if (at - start >= 1000) {
        start = at;
        used = 0;
      }
      const allowed = used < limit;
      if (allowed) used += 1;
      const reset = String(Math.max(1, Math.ceil((start + 1000 - at) / 1000)));
      /** @type {Record<string, string>} */
      const headers = {
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(limit - used),
        'ratelimit-reset': reset,
        'ratelimit-policy': `${limit};w=1`,
      };
      if (!allowed) headers['retry-after'] = reset;
      return {allowed, headers};
    },
  };
};
