import {HOUR, MINUTE, SECOND} from '../../clock.ts';

/**
 * When the same call is made again after an answer was lost: soon at first, since most faults pass, then ever
 * slower up to ten minutes. `losses` counts the lost answers so far; `random` is in [0, 1) and keeps workers
 * apart.
 */
export const pauseAfterLoss = (losses: number, random: number): number => {
  const pause = Math.min(10 * MINUTE, SECOND * 2 ** Math.min(losses, 12));
  return Math.round(pause * (0.75 + 0.5 * random));
};

/** A little before Resend forgets a key (24 h): past it the same call could send a second mail. */
export const REPLAY_SAFE_MS = 23 * HOUR;
