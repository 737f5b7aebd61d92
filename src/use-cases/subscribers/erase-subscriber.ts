import type {Log} from '../../log.ts';
import type {ForgetTraces} from '../../ops/forget-traces.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {SendLastLetter} from '../sending/send-last-letter.ts';
import {blockOf, type RemoveDeps, removeForGood} from './keeping/remove-for-good.ts';

export type EraseDeps = RemoveDeps & {
  subscribers: Pick<Subscribers, 'read'>;
  sendLastLetter: SendLastLetter;
  forgetTraces: ForgetTraces;
  log: Log;
};

export type EraseResult =
  | {kind: 'erased'; number: number}
  /** There is no such subscriber, or no more. */
  | {kind: 'unknown'};

/**
 * Deletes everything that is known of a subscriber (GDPR article 17). What stays is an HMAC of the address,
 * so that no import or operator ever brings it back (a legitimate interest of theirs: article 21.3): who
 * complained stays suppressed, everybody else counts as having left and may ask again by a form, who bounced
 * once a month. The ledger keeps the number, which is nobody's any more.
 *
 * The owner of a confirmed address is told by one letter that it is done, which nothing keeps.
 *
 * A mail that is being sent at this moment holds its address until its chunk is settled, at most a day,
 * since the ninety-nine others in the same call need the same bytes (docs/decisions/0004-freezing-anew.md).
 * What stands on the disk beside the records goes too (`ForgetTraces`).
 */
export const eraseSubscriber = async (deps: EraseDeps, number: number): Promise<EraseResult> => {
  const erased = await remove(deps, number);
  const kind = erased ? 'erased' : 'unknown';
  deps.log.info({event: 'subscriber.erased', outcome: kind, subscriber: number}, 'subscriber erased');
  if (!erased) return {kind: 'unknown'};
  if (mayBeTold(erased)) {
    const {address, preferences} = erased;
    await deps.sendLastLetter({number, address, language: preferences.language});
    // An outbox keeps that letter too.
    await deps.forgetTraces([erased]);
  }
  return {kind: 'erased', number};
};

/**
 * Only addresses whose owner had confirmed get a letter about the erasure, and none to which email bounced.
 */
const mayBeTold = ({state, consent}: Subscriber): boolean =>
  state === 'active' || (state === 'unsubscribed' && consent?.confirmedAt != null);

/** The record as it was when it was removed; null where there was none. */
const remove = async (deps: EraseDeps, number: number): Promise<Subscriber | null> => {
  let [subscriber = null] = await deps.subscribers.read([number]);
  while (subscriber !== null) {
    const noted = subscriber;
    const as = blockOf(noted);
    await deps.forgetTraces([noted]);
    const outcome = await removeForGood(deps, {
      subscriber: noted,
      as,
      isOver: current => blockOf(current) === as,
    });
    if (outcome.kind === 'removed') return noted;
    subscriber = outcome.kind === 'unknown' ? null : outcome.subscriber;
  }
  return null;
};
