import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {
  type Farewell,
  type FarewellReason,
  farewellReasons,
  type SubscriberState,
} from '../../subscribers/subscriber.ts';

export type TellWhyLeftResult =
  | {kind: 'told'}
  | {kind: 'refused'; problem: string}
  /** Only who has left says why. */
  | {kind: 'not-left'; state: SubscriberState}
  | {kind: 'unknown'};

const mostCharacters = 200;
const unprintable = /[\p{C}\s]+/gu;

/**
 * Notes what somebody says about leaving, after they have left: one of `farewellReasons`, and words of their own if they like, on
 * one line. Saying it again replaces it; coming back and erasing delete it.
 */
export const tellWhyLeft = async ({
  subscribers,
  number,
  reason,
  words = '',
  now,
}: {
  subscribers: Subscribers;
  number: number;
  /** As the form sent it. */
  reason: string;
  words?: string;
  now: number;
}): Promise<TellWhyLeftResult> => {
  const known = farewellReasons.find(one => one === reason);
  if (!known) return {kind: 'refused', problem: `a reason must be one of ${farewellReasons.join(', ')}`};
  if (words.length > 10 * mostCharacters) return {kind: 'refused', problem: tooLong};
  const said = words.normalize('NFC').replace(unprintable, ' ').trim();
  if (said.length > mostCharacters) return {kind: 'refused', problem: tooLong};
  const farewell: Farewell = {reason: known, words: said === '' ? null : said, saidAt: now};
  const outcome = await subscribers.update(number, current =>
    current.state === 'unsubscribed' ? {...current, farewell} : null,
  );
  if (outcome.kind === 'updated') return {kind: 'told'};
  if (outcome.kind === 'unknown') return outcome;
  return {kind: 'not-left', state: outcome.subscriber.state};
};

const tooLong = `the words have more than ${mostCharacters} characters`;

/** How many of those who left gave each reason; reads every one of them. */
export const countFarewells = async (subscribers: Subscribers): Promise<Record<FarewellReason, number>> => {
  const counts = {'too-many': 0, 'not-for-me': 0, 'never-asked': 0, 'found-elsewhere': 0, other: 0};
  for await (const numbers of subscribers.numbersIn('unsubscribed'))
    for (const subscriber of await subscribers.read(numbers))
      if (subscriber?.farewell) counts[subscriber.farewell.reason] += 1;
  return counts;
};
