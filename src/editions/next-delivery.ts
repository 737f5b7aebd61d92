import {DAY} from '../clock.ts';
import {type DeliveryPlan, isDueAt, type LocalTime, localTime, wavesBetween} from './calendar.ts';

/** Twice a week, so that a clock change in it or a pause's last day hides none. */
const LOOK_AHEAD_MS = 15 * DAY;

/** A plan, and the local day on which mail begins again; null without a pause. */
export type PausablePlan = DeliveryPlan & {pausedUntil?: string | null};

/**
 * When a plan's next mail is due after an instant (ms since 1970), as its clock on the wall tells. Days
 * without an edition have none, which nobody knows before. Null where a pause outlasts what is looked at.
 */
export const nextDelivery = (plan: PausablePlan, after: number): LocalTime | null => {
  const begins = plan.pausedUntil ?? '';
  for (const wave of wavesBetween({
    after: startOf(begins, after),
    upTo: startOf(begins, after) + LOOK_AHEAD_MS,
  }))
    if (isDueAt(plan, wave)) {
      const local = localTime(plan.timezone, wave);
      if (local.day >= begins) return local;
    }
  return null;
};

/** A day and a half before a pause ends by UTC is before it ends anywhere. */
const startOf = (begins: string, after: number): number => {
  const resumes = Date.parse(`${begins}T00:00:00Z`);
  return Number.isNaN(resumes) ? after : Math.max(after, resumes - 1.5 * DAY);
};
