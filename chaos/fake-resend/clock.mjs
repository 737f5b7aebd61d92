import {setTimeout as sleepForReal} from 'node:timers/promises';

/**
 * The fake Resend's clock, in milliseconds since 1970: the real one with an offset, so that a day passes in
 * no time, or one that stands still until it is moved, so that nothing depends on how busy the machine is.
 * @param {{stands: boolean}} options
 */
export const openClock = ({stands}) => {
  const opened = Date.now();
  let offset = 0;
  /** @type {Set<() => void>} */
  const sleepers = new Set();
  const now = () => (stands ? opened : Date.now()) + offset;

  /**
   * @param {number} ms
   * @param {AbortSignal} signal
   * @returns {Promise<void>}
   */
  const sleepUntilMoved = (ms, signal) =>
    new Promise((resolve, reject) => {
      const until = now() + ms;
      const look = () => {
        if (signal.aborted) reject(signal.reason);
        else if (now() >= until) resolve();
        else return;
        sleepers.delete(look);
        signal.removeEventListener('abort', look);
      };
      sleepers.add(look);
      signal.addEventListener('abort', look);
      look();
    });

  return {
    now,
    /** @param {number} ms */
    advance: ms => {
      offset += ms;
      for (const look of [...sleepers]) look();
    },
    /**
     * Resolves when so many milliseconds have passed, on a clock that stands by being moved alone. Rejects
     * with `signal`.
     * @param {number} ms
     * @param {AbortSignal} signal
     * @returns {Promise<void>}
     */
    sleep: (ms, signal) => (stands ? sleepUntilMoved(ms, signal) : sleepForReal(ms, undefined, {signal})),
  };
};
