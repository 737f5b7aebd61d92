import {MINUTE} from '../../../clock.ts';
import type {LetterRequest, LetterRequests} from '../../../delivery/letters/letter-requests.ts';
import type {NewAddress} from '../../../subscribers/store/address-change/new-addresses.ts';
import {type CompleteDeps, completeAddressChange} from './complete-address-change.ts';
import {NOTICE_MS} from './confirm-address-change.ts';

export type CompleteChangesDeps = CompleteDeps & {letterRequests: Pick<LetterRequests, 'result'>};

const AT_ONCE = 100;

/** How soon a change is looked at again whose notice has not left. */
const LOOK_AGAIN_MS = 15 * MINUTE;

/** What is to be done about a change that is due. */
type Step = {do: 'complete' | 'drop'} | {do: 'wait'; until: number};

type Due = {number: number; asked: NewAddress & {confirmedAt: number}};

/**
 * Carries out the changes of address whose day's notice is over: to be called each minute; again and again,
 * by several processes or after a stop is harmless. The day counts from when the notice left. A notice that
 * was not sent is no notice: such a change waits, and ends where the letter cannot be sent. Returns how many
 * took effect.
 */
export const completeAddressChanges = async (deps: CompleteChangesDeps): Promise<{changed: number}> => {
  let changed = 0;
  for (const number of await deps.subscribers.dueChanges.due(deps.clock.now(), AT_ONCE))
    if (await lookAt(deps, number)) changed += 1;
  return {changed};
};

/** Whether it took effect. An entry without a change that was confirmed is one that came to nothing. */
const lookAt = async (deps: CompleteChangesDeps, number: number): Promise<boolean> => {
  const {subscribers} = deps;
  const asked = await subscribers.newAddresses.find(number);
  if (asked && asked.confirmedAt !== null)
    return take(deps, {number, asked: {...asked, confirmedAt: asked.confirmedAt}});
  await subscribers.dueChanges.drop(number);
  return false;
};

const take = async (deps: CompleteChangesDeps, due: Due): Promise<boolean> => {
  const {subscribers} = deps;
  const {number} = due;
  const step = await nextStep(deps, due);
  if (step.do === 'wait') {
    await subscribers.dueChanges.postpone(number, step.until);
    return false;
  }
  const result = step.do === 'complete' ? await completeAddressChange(deps, due) : null;
  if (result?.kind === 'changed') return true;
  await subscribers.newAddresses.drop(number);
  await subscribers.dueChanges.drop(number);
  deps.log.warn(
    {event: 'address-change.dropped', outcome: result?.because ?? 'no-notice', subscriber: number},
    'address change dropped',
  );
  return false;
};

const nextStep = async (
  {letterRequests, requestLetter, clock}: CompleteChangesDeps,
  {number, asked: {agreedAt, confirmedAt}}: Due,
): Promise<Step> => {
  if (agreedAt !== null) return {do: 'complete'};
  const notice: LetterRequest = {number, letter: 'address-change-notice', requestedAt: confirmedAt};
  const result = await letterRequests.result(notice);
  const now = clock.now();
  if (result === null) {
    await requestLetter(notice);
    return {do: 'wait', until: now + LOOK_AGAIN_MS};
  }
  if (result.kind !== 'accepted') return {do: 'drop'};
  const over = result.endedAt + NOTICE_MS;
  return now < over ? {do: 'wait', until: over} : {do: 'complete'};
};
