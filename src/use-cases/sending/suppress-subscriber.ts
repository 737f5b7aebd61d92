import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {type SuppressResult, suppress} from '../../subscribers/suppress.ts';

export type SuppressDeps = {subscribers: Subscribers; clock: Pick<Clock, 'now'>; log: Log};

/** Ends all mail to a subscriber, for the reason `why` that a receipt gave (`whySuppress`). */
export const suppressSubscriber = async (
  {subscribers, clock, log}: SuppressDeps,
  {number, why}: {number: number; why: string},
): Promise<SuppressResult> => {
  const result = await suppress({subscribers, number, now: clock.now(), why});
  log.info({event: 'subscriber.suppressed', number, why, outcome: result.kind});
  return result;
};
