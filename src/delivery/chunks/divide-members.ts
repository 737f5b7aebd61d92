import {isPausedAt} from '../../subscribers/pause.ts';
import type {ReadSubscriber} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

export type Division = {
  staying: Subscriber[];
  excluded: {number: number; reason: string}[];
};

/**
 * Who of a chunk gets the mail, and who does not, with the reason. `found` holds the records in the order of
 * `numbers`.
 */
export const divideMembers = ({
  numbers,
  found,
  now,
}: {
  numbers: number[];
  found: (ReadSubscriber | null)[];
  now: number;
}): Division => {
  const staying: Subscriber[] = [];
  const excluded: Division['excluded'] = [];
  for (const [place, number] of numbers.entries()) {
    const {subscriber, problems} = found[place] ?? {subscriber: null, problems: []};
    const reason = problems.length > 0 ? `unreadable: ${problems.join('; ')}` : whyExcluded(subscriber, now);
    if (subscriber && reason === null) staying.push(subscriber);
    else excluded.push({number, reason: reason ?? 'erased'});
  }
  return {staying, excluded};
};

const whyExcluded = (subscriber: Subscriber | null, now: number): string | null => {
  if (!subscriber) return 'erased';
  const {state, stateReason, preferences} = subscriber;
  if (state !== 'active') return `${state}: ${stateReason}`;
  return isPausedAt(preferences, now) ? `paused until ${preferences.pausedUntil} by the subscriber` : null;
};
