import type {Clock} from '../../clock.ts';
import type {RequestLetter} from '../../delivery/letters/request-letter.ts';
import type {Log} from '../../log.ts';
import {parseAddress} from '../../subscribers/address.ts';
import {parseName} from '../../subscribers/name.ts';
import {parsePreferences, type RawPreferences} from '../../subscribers/preferences.ts';
import {applyChoices, travelsInLink} from '../../subscribers/sign-up/link-choices.ts';
import {suppressedBy} from '../../subscribers/states.ts';
import type {Draft} from '../../subscribers/store/add-records.ts';
import type {ImportBlock} from '../../subscribers/store/addresses/import-blocks.ts';
import {whyUnreadable} from '../../subscribers/store/records.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {
  type Consent,
  defaultPreferences,
  noOpinions,
  type Preferences,
  type Subscriber,
} from '../../subscribers/subscriber.ts';

export type AddSubscriberDeps = {
  subscribers: Subscribers;
  requestLetter: RequestLetter;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** One subscriber to add. */
export type AddSubscriber = {
  /** As typed. */
  address: string;
  name?: string;
  preferences?: RawPreferences;
  /** The operator attests the consent: nobody is asked by letter. Needs `consentText`. */
  confirmed: boolean;
  consentText?: string;
  /**
   * Who asks: a person through a form, here or on another site, or an operator. Only a person can come back
   * after leaving.
   */
  via: 'form' | 'api' | 'command';
};

export type AddSubscriberResult =
  /** New: `active` when confirmed, else `pending`, and asked by letter. */
  | {kind: 'added'; subscriber: Subscriber}
  /** Was pending, and the operator attests the consent now. */
  | {kind: 'confirmed'; subscriber: Subscriber}
  /** Pending before or again, and asked by letter. Letters from before somebody left are void. */
  | {kind: 'asked-again'; subscriber: Subscriber}
  /** Nothing was changed; the subscriber's state says why. */
  | {kind: 'exists'; subscriber: Subscriber}
  /** Nothing was added: an HMAC alone is known of the address, or its record cannot be read. */
  | {kind: 'kept-out'; reason: string}
  | {kind: 'refused'; reason: string};

type Asked = {
  request: AddSubscriber;
  name: string | null;
  preferences: Preferences;
  now: number;
  /** Erased, or gone to another address. */
  hadLeft: boolean;
};

const WHY_KEPT_OUT: Record<ImportBlock, string> = {
  unsubscribed:
    'this address was erased or replaced; only its owner can subscribe it again, through the sign-up form',
  bounced:
    'email to this address bounced before it was erased; only its owner can subscribe it again, ' +
    'through the sign-up form',
  'never-again':
    'its owner asked never to be written to; if they changed their mind, run: ' +
    'paperboy subscribers unblock EMAIL',
  suppressed: 'this address was blocked, such as after a complaint, before it was erased; it stays blocked',
};

/**
 * Adds one subscriber by an operator's command, or asks a known one again; anyone who is pending then is
 * asked by letter.
 */
export const addSubscriber = async (
  deps: AddSubscriberDeps,
  request: Omit<AddSubscriber, 'via'>,
): Promise<AddSubscriberResult> => {
  const {subscribers, clock} = deps;
  const result = await addOrAskAgain({subscribers, now: clock.now()}, {...request, via: 'command'});
  const subscriber = 'subscriber' in result ? result.subscriber : null;
  if (subscriber?.state === 'pending')
    await deps.requestLetter({number: subscriber.number, letter: 'confirm'});
  deps.log.info(
    {event: 'subscriber.added', outcome: result.kind, subscriber: subscriber?.number ?? null},
    'subscriber added',
  );
  return result;
};

/**
 * Adds one subscriber, or asks a known one again. Who left comes back only to `pending` and only by a form.
 * Who bounced may ask by a form too and stays suppressed until that is confirmed; who complained never comes
 * back. What an active subscriber chose stays.
 */
export const addOrAskAgain = async (
  {subscribers, now}: {subscribers: Subscribers; now: number},
  request: AddSubscriber,
): Promise<AddSubscriberResult> => {
  const address = parseAddress(request.address);
  if (address.kind === 'refused') return address;
  const name = parseName(request.name ?? '');
  if (name.kind === 'refused') return {kind: 'refused', reason: name.problem};
  const preferences = parsePreferences(request.preferences ?? {});
  if (preferences.kind === 'refused') return {kind: 'refused', reason: preferences.problems.join('; ')};
  if (request.confirmed && !request.consentText?.trim())
    return {kind: 'refused', reason: 'a confirmed subscriber needs the text of the consent'};
  const [block = null] = await subscribers.importBlocks([address.address]);
  if (block === 'suppressed' || block === 'never-again' || (block && request.via === 'command'))
    return {kind: 'kept-out', reason: WHY_KEPT_OUT[block]};
  const hadLeft = block !== null;
  const asked = {request, name: name.name, preferences: preferences.preferences, now, hadLeft};
  const [outcome] = await subscribers.addMany([toDraft(asked, address.address)]);
  if (!outcome) throw new Error('one subscriber was to be added and none was');
  if (outcome.kind === 'unreadable') return {kind: 'kept-out', reason: whyUnreadable(outcome.number)};
  return outcome.kind === 'added'
    ? outcome
    : askAgain({subscribers, number: outcome.subscriber.number, asked});
};

const toDraft = (asked: Asked, address: string): Draft => {
  const {request, name, preferences, now} = asked;
  return {
    address,
    name,
    ...(request.confirmed ? attested(now) : waiting(asked)),
    // Of an address that is known by its HMAC alone: its owner chooses when they confirm.
    preferences: asked.hadLeft && !request.confirmed ? defaultPreferences : preferences,
    opinions: noOpinions,
    // As for anybody who left and comes back: no import may confirm it.
    epoch: asked.hadLeft ? 1 : 0,
    createdAt: now,
    consent: consentOf(asked),
  };
};

const attested = (now: number): Pick<Subscriber, 'state' | 'stateReason' | 'stateAt'> => ({
  state: 'active',
  stateReason: 'consent attested by the operator',
  stateAt: now,
});

const waiting = ({request, now}: Asked): Pick<Subscriber, 'state' | 'stateReason' | 'stateAt'> => ({
  state: 'pending',
  stateReason: `asked by ${request.via}`,
  stateAt: now,
});

const consentOf = ({request, now}: Asked): Consent | null => {
  const text = request.consentText?.trim() ?? '';
  if (text === '') return null;
  return {text, via: request.via, askedAt: now, confirmedAt: request.confirmed ? now : null};
};

const askAgain = async ({
  subscribers,
  number,
  asked,
}: {
  subscribers: Subscribers;
  number: number;
  asked: Asked;
}): Promise<AddSubscriberResult> => {
  const outcome = await subscribers.update(number, current => afterAsking(current, asked));
  if (outcome.kind === 'unknown') throw new Error(`subscriber ${number} vanished while it was added`);
  if (outcome.kind === 'updated')
    return {kind: asked.request.confirmed ? 'confirmed' : 'asked-again', subscriber: outcome.subscriber};
  const {subscriber} = outcome;
  return {kind: subscriber.state === 'pending' ? 'asked-again' : 'exists', subscriber};
};

/** What asking once more makes of a known subscriber; null where it changes nothing. */
const afterAsking = (current: Subscriber, asked: Asked): Subscriber | null => {
  const {request, now} = asked;
  if (current.state === 'pending' && request.confirmed)
    return {...current, ...attested(now), consent: consentOf(asked)};
  if (current.state === 'pending') return {...chosenAnew(current, asked), ...waiting(asked)};
  if (request.via === 'command' || request.confirmed) return null;
  if (suppressedBy(current) === 'bounce') return askedBack(current, asked);
  if (current.state !== 'unsubscribed') return null;
  return {...chosenAnew(current, asked), ...waiting(asked), epoch: current.epoch + 1};
};

/** It stays suppressed until the link is pressed. Links of older letters are void. */
const askedBack = (current: Subscriber, asked: Asked): Subscriber | null => {
  const consent = consentOf(asked);
  return consent && {...chosenAnew(current, asked), consent, epoch: current.epoch + 1};
};

/**
 * The newest asking is the one that a letter confirms, so what it agreed to counts. What it chose counts
 * where it travels in that letter's link; what stands in a record otherwise, no stranger changes.
 */
const chosenAnew = ({leaveReason: _, ...current}: Subscriber, asked: Asked): Subscriber => ({
  ...current,
  preferences: preferencesOf(current, asked),
  consent: consentOf(asked) ?? current.consent,
});

const preferencesOf = (current: Subscriber, {request, preferences}: Asked): Preferences => {
  if (request.via === 'command') return applyChoices(current.preferences, request.preferences ?? {});
  return travelsInLink(current) ? preferences : current.preferences;
};
