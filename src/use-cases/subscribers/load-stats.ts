import type {Log} from '../../log.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {LeaveReasonName, SubscriberState} from '../../subscribers/subscriber.ts';

export type LoadStatsDeps = {
  subscribers: Pick<Subscribers, 'stats' | 'forgotten' | 'numbersIn' | 'readOn'>;
  log: Log;
};

export type SubscriberStats = {
  states: Record<SubscriberState, number>;
  /** How many of the unsubscribed gave each reason. */
  leaveReasons: Record<LeaveReasonName, number>;
  /** How many were deleted a while after they had unsubscribed (`KEEP_LEFT_DAYS`), in all. */
  forgotten: number;
};

/** How many subscribers stand in each state, and why they left; reads every unsubscribed record. */
export const loadStats = async ({subscribers, log}: LoadStatsDeps): Promise<SubscriberStats> => {
  const states = await subscribers.stats();
  const leaveReasons = await countLeaveReasons(subscribers);
  const forgotten = await subscribers.forgotten();
  log.debug({event: 'subscribers.counted', states}, 'subscribers counted');
  return {states, leaveReasons, forgotten};
};

const countLeaveReasons = async (
  subscribers: LoadStatsDeps['subscribers'],
): Promise<Record<LeaveReasonName, number>> => {
  const counts = {'too-many': 0, 'not-for-me': 0, 'never-asked': 0, 'found-elsewhere': 0, other: 0};
  for await (const numbers of subscribers.numbersIn('unsubscribed'))
    for (const subscriber of await subscribers.readOn(numbers))
      if (subscriber?.leaveReason) counts[subscriber.leaveReason.reason] += 1;
  return counts;
};
