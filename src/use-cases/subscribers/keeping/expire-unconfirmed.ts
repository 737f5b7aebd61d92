import {type Clock, HOUR} from '../../../clock.ts';
import type {Log} from '../../../log.ts';
import type {ForgetTraces} from '../../../ops/forget-traces.ts';
import {CONFIRM_WITHIN_MS} from '../../../subscribers/confirm-within.ts';
import {hadLeftBefore} from '../../../subscribers/states.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';

export type ExpireUnconfirmedDeps = {
  subscribers: Pick<Subscribers, 'numbersIn' | 'readOn' | 'blockImport' | 'remove'>;
  forgetTraces: ForgetTraces;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/**
 * A letter is requested a little after its asking is written down, and its link must hold for as long as it
 * says.
 */
const GRACE_MS = HOUR;

/**
 * Deletes who asked and did not confirm while the link held: the record and the address, so that nothing is
 * known of them any more (GDPR article 5.1 (c) and (e)). Who had left before they asked again stays kept
 * out, by an HMAC alone. Imported ones count from their import. Returns how many are gone. To be called
 * daily; twice at once is harmless.
 */
export const expireUnconfirmed = async ({
  subscribers,
  forgetTraces,
  clock,
  log,
}: ExpireUnconfirmedDeps): Promise<{expired: number}> => {
  const now = clock.now();
  const isOver = ({state, stateAt}: Subscriber) =>
    state === 'pending' && stateAt + CONFIRM_WITHIN_MS + GRACE_MS <= now;
  let expired = 0;
  for await (const numbers of subscribers.numbersIn('pending')) {
    const found = await subscribers.readOn(numbers);
    const over = found.filter(subscriber => subscriber !== null).filter(isOver);
    await forgetTraces(over);
    for (const subscriber of over) {
      if (hadLeftBefore(subscriber)) await subscribers.blockImport(subscriber.address, 'unsubscribed');
      const outcome = await subscribers.remove(subscriber.number, isOver);
      if (outcome.kind === 'removed') expired += 1;
    }
  }
  log.info({event: 'subscribers.expired', expired}, 'unconfirmed sign-ups expired');
  return {expired};
};
