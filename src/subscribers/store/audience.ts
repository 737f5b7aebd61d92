import type {Frequency} from '../subscriber.ts';
import type {Subscribers} from './subscriber-store.ts';

/**
 * Every active subscriber with one of the frequencies, at any delivery hour: the audience of sending now to
 * all. Numbers ascending, at most 512 at a time. They are hints of the index: the record decides when a chunk
 * is frozen.
 */
export async function* activeNumbers({
  subscribers,
  frequencies,
}: {
  subscribers: Subscribers;
  frequencies: readonly Frequency[];
}): AsyncIterable<number[]> {
  const groups = await subscribers.duePlans();
  yield* subscribers.membersOfAny(groups.filter(({frequency}) => frequencies.includes(frequency)));
}
