import {MINUTE, SECOND} from '../../clock.ts';
import {type Check, error, ok, warning} from './check.ts';

const ABOUT = 'clock';

/** Webhooks are refused from five minutes on, and hours are missed long before that is noticed. */
const FAR_OFF_MS = MINUTE;
const OFF_MS = 5 * SECOND;

/** How far this machine's clock is from Redis' one; both in ms since 1970, read at the same moment. */
export const checkClock = ({own, redis}: {own: number; redis: number}): Check => {
  const offMs = Math.abs(own - redis);
  const fix = 'synchronise both clocks (chrony, systemd-timesyncd)';
  const message = `this machine and Redis are ${(offMs / SECOND).toFixed(1)} s apart`;
  if (offMs >= FAR_OFF_MS) return error(ABOUT, message, fix);
  return offMs >= OFF_MS ? warning(ABOUT, message, fix) : ok(ABOUT, message);
};
