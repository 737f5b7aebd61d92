import {samePreferences} from '../../subscribers/preferences.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Preferences, Subscriber, SubscriberState} from '../../subscribers/subscriber.ts';

export type ChangePreferencesResult =
  | {kind: 'changed'; subscriber: Subscriber}
  /** They are so already. */
  | {kind: 'unchanged'; subscriber: Subscriber}
  /** Who gets no editions has nothing to choose. */
  | {kind: 'refused'; state: SubscriberState}
  | {kind: 'unknown'};

/** Replaces the preferences, as `readPreferences` returned them, of who is active or about to be. */
export const changePreferences = async ({
  subscribers,
  number,
  preferences,
}: {
  subscribers: Subscribers;
  number: number;
  preferences: Preferences;
}): Promise<ChangePreferencesResult> => {
  const outcome = await subscribers.update(number, current =>
    mayChoose(current.state) && !samePreferences(current.preferences, preferences)
      ? {...current, preferences}
      : null,
  );
  if (outcome.kind === 'unknown') return outcome;
  const {subscriber} = outcome;
  if (outcome.kind === 'updated') return {kind: 'changed', subscriber};
  return mayChoose(subscriber.state)
    ? {kind: 'unchanged', subscriber}
    : {kind: 'refused', state: subscriber.state};
};

const mayChoose = (state: SubscriberState): boolean => state === 'active' || state === 'pending';
