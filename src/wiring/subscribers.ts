import type {Clock} from '../clock.ts';
import type {Log} from '../log.ts';
import type {LetterName} from '../mail/letters.ts';
import type {SignUpLimits} from '../subscribers/sign-up-limits.ts';
import type {Subscribers} from '../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../subscribers/subscriber.ts';
import {
  type ConfirmAddressChange,
  confirmAddressChange,
} from '../use-cases/subscribers/confirm-address-change.ts';
import {eraseSubscriber} from '../use-cases/subscribers/erase-subscriber.ts';
import {forgetUnconfirmed} from '../use-cases/subscribers/expire-unconfirmed.ts';
import {tellWhyLeft} from '../use-cases/subscribers/record-leave-reason.ts';
import {requestAddressChange} from '../use-cases/subscribers/request-address-change.ts';
import {type AskRequest, askToSubscribe} from '../use-cases/subscribers/subscribe.ts';
import {comeBack, mayComeBack, mintComeBack} from '../use-cases/subscribers/undo-unsubscribe.ts';

export type SubscriberWiring = {
  subscribers: Subscribers;
  limits: SignUpLimits;
  tokenSecrets: string[];
  /** Forgets what a subscriber suggested. */
  forgetSuggestions: (number: number) => Promise<void>;
  requestLetter: (number: number, letter: LetterName) => Promise<void>;
  clock: Clock;
  log: Log;
};

/** What a person or an operator may do about a subscription, wired for app.ts: the verb, the letter that it leads to, a line in the log. */
export const wireSubscriberVerbs = ({
  subscribers,
  limits,
  tokenSecrets,
  forgetSuggestions,
  requestLetter,
  clock,
  log,
}: SubscriberWiring) => ({
  /** Takes a stranger's asking, and requests the letter that it leads to. */
  askToSubscribe: async (request: AskRequest) => {
    const result = await askToSubscribe({subscribers, limits, now: clock.now(), request});
    if (result.kind === 'taken') {
      if (result.letter) await requestLetter(result.letter.number, result.letter.name);
      log.info({event: 'sign-up.taken', via: request.via, reason: result.reason}, 'sign-up taken');
    }
    return result;
  },
  /**
   * Takes a subscriber's asking for another address, and requests the letter that asks there, and before it the one that tells
   * where the papers come now: whoever has a forwarded mail can ask too, and must not do so unseen.
   */
  requestAddressChange: async (asked: {number: number; address: string; visitor: string | null}) => {
    const result = await requestAddressChange({
      subscribers,
      limits,
      now: clock.now(),
      ...asked,
    });
    if (result.kind === 'asked') {
      if (result.letter) {
        await requestLetter(result.letter.number, 'move-asked');
        await requestLetter(result.letter.number, result.letter.name);
      }
      log.info({event: 'address.asked', subscriber: asked.number, reason: result.reason}, 'address asked');
    }
    return result;
  },
  confirmAddressChange: (link: ConfirmAddressChange['link']) =>
    confirmAddressChange({subscribers, secrets: tokenSecrets, link}),
  /** Notes what somebody says about having left. */
  tellWhyLeft: (told: {number: number; reason: string; words?: string}) =>
    tellWhyLeft({subscribers, now: clock.now(), ...told}),
  /** The token for the page that answers a leaving, or null where there is nothing to undo. */
  mintComeBack: (left: Subscriber): string | null =>
    mayComeBack(left) ? mintComeBack({secrets: tokenSecrets, left}) : null,
  comeBack: (link: {number: number; epoch: number; expiresAt: number}) =>
    comeBack({subscribers, link, now: clock.now()}),
  erase: async (number: number) => {
    await forgetSuggestions(number);
    const result = await eraseSubscriber({subscribers, number});
    log.info({event: 'subscriber.erased', subscriber: number, result: result.kind}, 'subscriber erased');
    return result;
  },
  /** The daily sweep: forgets who asked and never confirmed. */
  forgetUnconfirmed: async () => {
    const result = await forgetUnconfirmed({subscribers, now: clock.now()});
    log.info({event: 'subscribers.forgotten', ...result}, 'unconfirmed sign-ups forgotten');
    return result;
  },
});
