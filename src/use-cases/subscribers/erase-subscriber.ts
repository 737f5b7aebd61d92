import type {Log} from '../../log.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type EraseDeps = {
  subscribers: Pick<Subscribers, 'read' | 'blockImport' | 'remove'>;
  /** What they suggested goes first. */
  suggestions: {forget(number: number): Promise<void>};
  log: Log;
};

export type EraseResult =
  | {kind: 'erased'; number: number}
  /** There is no such subscriber, or no more. */
  | {kind: 'unknown'};

/**
 * Deletes everything that is known of a subscriber (GDPR article 17). What stays is an HMAC of the address, so that no import or
 * operator ever brings it back (a legitimate interest of theirs: article 21.3): who was suppressed stays suppressed, everybody
 * else counts as having left and may ask anew by a form. The ledger keeps the number, which is nobody's any more.
 *
 * A mail that is being sent at this moment holds its address until its chunk is settled, at most a day, since the ninety-nine
 * others in the same call need the same bytes (docs/decisions/0004-freezing-anew.md).
 */
export const eraseSubscriber = async (deps: EraseDeps, number: number): Promise<EraseResult> => {
  await deps.suggestions.forget(number);
  const result = await remove(deps, number);
  deps.log.info({event: 'subscriber.erased', outcome: result.kind, subscriber: number}, 'subscriber erased');
  return result;
};

const remove = async ({subscribers}: EraseDeps, number: number): Promise<EraseResult> => {
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber) return {kind: 'unknown'};
  let {address, state} = subscriber;
  for (;;) {
    await subscribers.blockImport(address, state === 'suppressed' ? 'suppressed' : 'unsubscribed');
    const noted = {address, state};
    const outcome = await subscribers.remove(
      number,
      current => current.address === noted.address && current.state === noted.state,
    );
    if (outcome.kind === 'unknown') return outcome;
    if (outcome.kind === 'removed') return {kind: 'erased', number};
    ({address, state} = outcome.subscriber);
  }
};
