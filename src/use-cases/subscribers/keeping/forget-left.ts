import {type Clock, DAY} from '../../../clock.ts';
import type {Log} from '../../../log.ts';
import type {ForgetTraces} from '../../../ops/forget-traces.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import {type RemoveDeps, removeForGood} from './remove-for-good.ts';

export type ForgetLeftDeps = RemoveDeps & {
  subscribers: Pick<Subscribers, 'numbersIn' | 'readOn' | 'countForgotten'>;
  forgetTraces: ForgetTraces;
  /** For how many days the record of who unsubscribed is kept; null for good. */
  keepLeftDays: number | null;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/**
 * Deletes who unsubscribed so many days ago, as an erasure does but without a letter. What stays is the HMAC
 * of the address, so that no older list subscribes them again; they themselves may ask again by the form.
 * Returns how many are gone. To be called daily; it may end anywhere, and twice at once is harmless.
 */
export const forgetLeft = async (deps: ForgetLeftDeps): Promise<{forgotten: number}> => {
  const {subscribers, keepLeftDays, clock, log} = deps;
  if (keepLeftDays === null) return {forgotten: 0};
  const leftBefore = clock.now() - keepLeftDays * DAY;
  const isOver = ({state, stateAt}: Subscriber) => state === 'unsubscribed' && stateAt <= leftBefore;
  let forgotten = 0;
  for await (const numbers of subscribers.numbersIn('unsubscribed')) {
    const found = await subscribers.readOn(numbers);
    const gone = await forgetAll(
      deps,
      found.filter(subscriber => subscriber !== null).filter(isOver),
      isOver,
    );
    if (gone > 0) await subscribers.countForgotten(gone);
    forgotten += gone;
  }
  log.info({event: 'subscribers.left-forgotten', forgotten}, 'unsubscribed records deleted');
  return {forgotten};
};

/** Returns how many; who came back in between stays. */
const forgetAll = async (
  deps: ForgetLeftDeps,
  left: Subscriber[],
  isOver: (current: Subscriber) => boolean,
): Promise<number> => {
  await deps.forgetTraces(left);
  let gone = 0;
  for (const subscriber of left) {
    const outcome = await removeForGood(deps, {subscriber, as: 'unsubscribed', isOver});
    if (outcome.kind === 'removed') gone += 1;
  }
  return gone;
};
