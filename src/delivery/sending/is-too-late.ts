import {DAY} from '../../clock.ts';
import type {ClaimedChunk} from '../ledger/claimed-chunk.ts';
import {FIRST_RUN, SCHEDULED} from '../runs/scheduled-run.ts';
import {REPLAY_SAFE_MS} from '../transports/retry.ts';
import type {SendDeps} from './send-deps.ts';

/** After this long a mail that waited is no longer news. */
const MAX_WAITED_MS = 2 * DAY;

/** Whether a repeat of the call in doubt could send the mails twice by now. */
export const isDoubtfulForTooLong = ({clock, transport}: SendDeps, {doubtSince}: ClaimedChunk): boolean =>
  doubtSince !== null && clock.now() - doubtSince >= transport.replaySafeMs;

/**
 * Whether it is too late for a chunk that was never called. One that nobody saw before is left out as soon as
 * Resend could have forgotten its key, since a restored Redis may not know that it was sent. In the scheduled
 * run it is left out already after the time to catch up. One that a worker saw in time and let wait (a quota,
 * a pause) has two days.
 */
export const isStale = async (
  {ledger, clock, catchUpMs}: SendDeps,
  {name, doubtSince, calls, wave, isFirst}: ClaimedChunk,
): Promise<boolean> => {
  if (doubtSince !== null || calls > 0) return false;
  const lateMs = clock.now() - Date.parse(wave);
  if (!isFirst) return lateMs > MAX_WAITED_MS;
  if (lateMs > REPLAY_SAFE_MS) return true;
  if (lateMs <= catchUpMs || name.run !== FIRST_RUN) return false;
  return (await ledger.findRun(name.edition, name.run))?.reason === SCHEDULED;
};
