import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {type LeaveReason, leaveReasons, type SubscriberState} from '../../subscribers/subscriber.ts';

export type RecordLeaveReasonDeps = {
  subscribers: Pick<Subscribers, 'update'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type RecordLeaveReason = {
  number: number;
  /** As the form sent it. */
  reason: string;
  words?: string;
};

export type RecordLeaveReasonResult =
  | {kind: 'recorded'}
  | {kind: 'refused'; problem: string}
  /** Only subscribers who have left say why. */
  | {kind: 'not-unsubscribed'; state: SubscriberState}
  | {kind: 'unknown'};

const MAX_CHARACTERS = 200;
const unprintable = /[\p{C}\s]+/gu;

/**
 * Notes what somebody says about leaving, after they have left: one of `leaveReasons`, and words of their
 * own if they like, on one line. Saying it again replaces it; coming back and erasing delete it.
 */
export const recordLeaveReason = async (
  deps: RecordLeaveReasonDeps,
  told: RecordLeaveReason,
): Promise<RecordLeaveReasonResult> => {
  const result = await record(deps, told);
  const {number: subscriber} = told;
  deps.log.info({event: 'leave-reason.recorded', outcome: result.kind, subscriber}, 'leave reason recorded');
  return result;
};

const record = async (
  {subscribers, clock}: RecordLeaveReasonDeps,
  {number, reason, words = ''}: RecordLeaveReason,
): Promise<RecordLeaveReasonResult> => {
  const known = leaveReasons.find(one => one === reason);
  if (!known) return {kind: 'refused', problem: `a reason must be one of ${leaveReasons.join(', ')}`};
  if (words.length > 10 * MAX_CHARACTERS) return {kind: 'refused', problem: tooLong};
  const said = words.normalize('NFC').replace(unprintable, ' ').trim();
  if (said.length > MAX_CHARACTERS) return {kind: 'refused', problem: tooLong};
  const leaveReason: LeaveReason = {reason: known, words: said === '' ? null : said, saidAt: clock.now()};
  const outcome = await subscribers.update(number, current =>
    current.state === 'unsubscribed' ? {...current, leaveReason} : null,
  );
  if (outcome.kind === 'updated') return {kind: 'recorded'};
  if (outcome.kind === 'unknown') return outcome;
  return {kind: 'not-unsubscribed', state: outcome.subscriber.state};
};

const tooLong = `the words have more than ${MAX_CHARACTERS} characters`;
