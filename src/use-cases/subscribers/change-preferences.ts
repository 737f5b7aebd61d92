import type {Log} from '../../log.ts';
import {samePreferences} from '../../subscribers/preferences.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Preferences, Subscriber, SubscriberState} from '../../subscribers/subscriber.ts';

export type ChangePreferencesDeps = {subscribers: Pick<Subscribers, 'update'>; log: Log};

/** The preferences, as `parsePreferences` returned them, that take the place of all before. */
export type ChangePreferences = {number: number; preferences: Preferences};

export type ChangePreferencesResult =
  | {kind: 'changed'; subscriber: Subscriber}
  /** They are so already. */
  | {kind: 'unchanged'; subscriber: Subscriber}
  /** Subscribers who get no editions have nothing to choose. */
  | {kind: 'refused'; state: SubscriberState}
  | {kind: 'unknown'};

/** Replaces the preferences of a subscriber who is active or about to be. */
export const changePreferences = async (
  {subscribers, log}: ChangePreferencesDeps,
  asked: ChangePreferences,
): Promise<ChangePreferencesResult> => {
  const result = await change(subscribers, asked);
  const {number: subscriber} = asked;
  log.info({event: 'preferences.changed', outcome: result.kind, subscriber}, 'preferences changed');
  return result;
};

const change = async (
  subscribers: Pick<Subscribers, 'update'>,
  {number, preferences}: ChangePreferences,
): Promise<ChangePreferencesResult> => {
  const outcome = await subscribers.update(number, current =>
    canChoose(current.state) && !samePreferences(current.preferences, preferences)
      ? {...current, preferences}
      : null,
  );
  if (outcome.kind === 'unknown') return outcome;
  const {subscriber} = outcome;
  if (outcome.kind === 'updated') return {kind: 'changed', subscriber};
  return canChoose(subscriber.state)
    ? {kind: 'unchanged', subscriber}
    : {kind: 'refused', state: subscriber.state};
};

const canChoose = (state: SubscriberState): boolean => state === 'active' || state === 'pending';
