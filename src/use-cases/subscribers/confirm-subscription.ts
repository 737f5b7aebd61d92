import {type Clock, DAY} from '../../clock.ts';
import type {RequestLetter} from '../../delivery/letters/request-letter.ts';
import type {Log} from '../../log.ts';
import type {RawPreferences} from '../../subscribers/preferences.ts';
import {applyChoices, travelsInLink} from '../../subscribers/sign-up/link-choices.ts';
import {mayConfirm} from '../../subscribers/states.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {defaultPreferences, type Preferences, type Subscriber} from '../../subscribers/subscriber.ts';
import type {SendLatestResult} from '../sending/send-latest.ts';

export type ConfirmDeps = {
  subscribers: Pick<Subscribers, 'update' | 'liftBounce'>;
  requestLetter: RequestLetter;
  /** Sends the newest edition to one subscriber now. */
  sendLatest: (number: number) => Promise<SendLatestResult>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** What the press of a confirm link says. */
export type ConfirmSubscription = {
  number: number;
  /** The token's: a link from before somebody left brings nobody back. */
  epoch: number;
  /**
   * What the form says of hours and topics; what cannot be read is passed over, since confirming matters
   * more.
   */
  choices?: RawPreferences;
  /** What the sign-up chose that the link came from: counts in place of the record's, where it travels. */
  asked?: Preferences;
  /** Whether the newest edition is to come now instead of with the next wave. */
  withLatest?: boolean;
};

export type ConfirmResult =
  | {kind: 'confirmed'; subscriber: Subscriber; isLatestComing: boolean}
  /** A second press: nothing was changed. */
  | {kind: 'already-active'; subscriber: Subscriber}
  /** `superseded`: a newer letter was asked for, and this link is older. */
  | {kind: 'refused'; because: 'unknown' | 'unsubscribed' | 'suppressed' | 'superseded'};

/**
 * Makes a pending subscriber active, or one whose email bounced and who asked again since; completes the
 * consent and welcomes them by letter, with the newest edition if they want it now.
 */
export const confirmSubscription = async (
  deps: ConfirmDeps,
  asked: ConfirmSubscription,
): Promise<ConfirmResult> => {
  const result = await confirmOnce(deps, asked);
  const {number: subscriber} = asked;
  deps.log.info({event: 'subscriber.confirmed', outcome: result.kind, subscriber}, 'subscriber confirmed');
  return result;
};

const confirmOnce = async (deps: ConfirmDeps, asked: ConfirmSubscription): Promise<ConfirmResult> => {
  const {number, epoch, withLatest = false} = asked;
  const outcome = await deps.subscribers.update(number, current =>
    mayConfirm(current) && current.epoch === epoch ? confirmed(current, asked, deps.clock.now()) : null,
  );
  if (outcome.kind === 'unknown') return {kind: 'refused', because: 'unknown'};
  const {subscriber} = outcome;
  // Of a second press too: the first may have ended before it.
  if (subscriber.state === 'active') await deps.subscribers.liftBounce(subscriber.address);
  if (isWelcome(subscriber, deps.clock.now()))
    await deps.requestLetter({number, letter: 'welcome', requestedAt: subscriber.stateAt});
  if (outcome.kind === 'updated') {
    const isLatestComing = withLatest && (await deps.sendLatest(number)).kind !== 'none';
    return {kind: 'confirmed', subscriber, isLatestComing};
  }
  if (subscriber.state === 'active') return {kind: 'already-active', subscriber};
  return {kind: 'refused', because: subscriber.state === 'pending' ? 'superseded' : subscriber.state};
};

/** What the record says of who confirmed. */
const CONFIRMED = 'confirmed by link';

/**
 * Whether a welcome is due: also after a second press, since the process of the first may have died before it
 * asked for the letter. The request has the moment of the first for its name, so that one letter comes of
 * all.
 */
const isWelcome = ({state, stateReason, stateAt}: Subscriber, now: number): boolean =>
  state === 'active' && stateReason === CONFIRMED && now < stateAt + DAY;

const confirmed = (
  current: Subscriber,
  {choices = {}, asked = defaultPreferences}: ConfirmSubscription,
  now: number,
): Subscriber => ({
  ...current,
  preferences: applyChoices(travelsInLink(current) ? asked : current.preferences, choices),
  state: 'active',
  stateReason: CONFIRMED,
  stateAt: now,
  consent: current.consent && {...current.consent, confirmedAt: now},
});
