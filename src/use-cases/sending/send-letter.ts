import {type Clock, DAY, MINUTE, SECOND} from '../../clock.ts';
import {readGlobalStop, whyStopped} from '../../delivery/ledger/global-stop.ts';
import type {LetterRequest, LetterRequests} from '../../delivery/letters/letter-requests.ts';
import type {
  DeferredLetter,
  LetterResult,
  OpenLetterRequest,
} from '../../delivery/letters/open-letter-request.ts';
import {type WriteDeps, writeLetter} from '../../delivery/letters/write-letter.ts';
import {beginWithPermit, type Rate} from '../../delivery/rate/rate.ts';
import {nextStep} from '../../delivery/transports/next-step.ts';
import {REPLAY_SAFE_MS} from '../../delivery/transports/retry.ts';
import type {Answer, Transport} from '../../delivery/transports/transport.ts';
import type {Log} from '../../log.ts';
import {batchOf} from '../../mail/body/batch.ts';
import type {LetterName} from '../../mail/letters.ts';
import type {Mail} from '../../mail/mail.ts';
import type {Redis} from '../../redis/redis.ts';
import {INBOX_LINK_MS} from '../../subscribers/confirm-within.ts';
import {isAskedBack} from '../../subscribers/states.ts';
import type {Subscriber, SubscriberState} from '../../subscribers/subscriber.ts';

export type LetterDeps = WriteDeps & {
  redis: Redis;
  prefix: string;
  requests: Pick<LetterRequests, 'take'>;
  transport: Transport;
  rate: Rate;
  instance: {id: string};
  clock: Clock;
  /** A number in [0, 1). */
  random: () => number;
  log: Log;
};

export type SendLetterResult = LetterResult | DeferredLetter;

const WANTED_IN: Record<LetterName, readonly SubscriberState[]> = {
  confirm: ['pending'],
  welcome: ['active'],
  'manage-link': ['active'],
  'erase-link': ['pending', 'active', 'unsubscribed'],
  'download-link': ['pending', 'active', 'unsubscribed'],
  'revoke-link': ['pending', 'active', 'unsubscribed'],
  'change-address': ['active'],
  'address-change-requested': ['active'],
  'address-change-notice': ['active'],
  // It goes to the address before: what became of the new one since does not matter there.
  'address-changed': ['pending', 'active', 'unsubscribed', 'suppressed'],
  goodbye: ['unsubscribed'],
};

const isWanted = (letter: LetterName, subscriber: Subscriber): boolean =>
  WANTED_IN[letter].includes(subscriber.state) || (letter === 'confirm' && isAskedBack(subscriber));

/** After this long a letter that waited (a quota, a stop) is no longer wanted. */
const MAX_WAITED_MS = 2 * DAY;

/** How soon a letter is taken up again that another worker has in hand. */
const IN_OTHER_HANDS_MS = 5 * SECOND;

/**
 * How soon it is tried again whether the account takes letters now; digests have another sender and go on.
 */
const BLOCKED_PAUSE_MS = MINUTE;

/** How soon after the end of a stop of everything letters leave. */
const STOPPED_PAUSE_MS = 30 * SECOND;

/**
 * Sends one letter, at most once per request: its key is the request's own name, and a doubtful one is not
 * repeated past the safe time. Logs how it ended or why it waits, since a letter belongs to no edition whose
 * status could tell.
 */
export const sendLetter = async (deps: LetterDeps, request: LetterRequest): Promise<SendLetterResult> => {
  const taken = await deps.requests.take(request, deps.clock);
  const result = taken.kind === 'ended' ? taken.result : await sendOpen(deps, request, taken.request);
  deps.log.info(
    {event: `letter.${result.kind}`, letter: request.letter, subscriber: request.number, outcome: result},
    `letter ${result.kind}`,
  );
  return result;
};

const sendOpen = async (
  deps: LetterDeps,
  request: LetterRequest,
  open: OpenLetterRequest,
): Promise<SendLetterResult> => {
  const {clock, transport, rate, subscribers} = deps;
  const {doubtSince} = open;
  if (doubtSince !== null && clock.now() - doubtSince >= transport.replaySafeMs)
    return open.end({kind: 'uncertain', reason: 'no answer within the time in which a repeat is safe'});
  if (isStale(request, open, clock.now()))
    return open.end({kind: 'failed', reason: 'asked for too long ago'});
  const waitForPermit = ({waitMs}: {waitMs: number}) =>
    open.defer({waitMs, reason: 'waiting for the rate limit', call: 'none'});
  const permit = await rate.acquirePermit('letter');
  if (permit.kind === 'refused') return waitForPermit(permit);
  await clock.sleep(permit.waitMs);

  const [read] = await subscribers.readEach([request.number]);
  if (read?.subscriber === null) return open.end({kind: 'failed', reason: 'the record cannot be read'});
  const subscriber = read?.subscriber;
  if (!subscriber || !isWanted(request.letter, subscriber)) return open.end({kind: 'not-wanted'});
  const key = keyOf(request, open, deps.instance.id);
  const {isMarked} = open;
  const marked = {...request, instanceId: instanceOfLetterKey(key), isMarked};
  const mail = await writeLetter(deps, marked, subscriber);
  if (!mail) return open.end({kind: 'not-wanted'});
  const slot = await beginWithPermit(permit, clock.sleep);
  if (slot.kind === 'refused') return waitForPermit(slot);
  try {
    return await call(deps, {key, mail}, open);
  } finally {
    await slot.end();
  }
};

/**
 * Hands the letter over, unless all sending is stopped or another worker is at it, and records what came of
 * it.
 */
const call = async (
  deps: LetterDeps,
  {key, mail}: {key: string; mail: Mail},
  open: OpenLetterRequest,
): Promise<SendLetterResult> => {
  const wait = (waitMs: number, reason: string) => open.defer({waitMs, reason, call: 'none'});
  const stop = await readGlobalStop(deps);
  if (stop) return wait(STOPPED_PAUSE_MS, whyStopped(stop));
  if (!(await open.beginCall(key))) return wait(IN_OTHER_HANDS_MS, 'another worker has it');
  return record(deps, open, await deps.transport.send({key, batch: batchOf([mail])}));
};

/** A letter whose call may have been taken keeps the key of that call, also across an update of Paperboy. */
const keyOf = (
  {letter, number, requestedAt}: LetterRequest,
  {doubtSince, key}: OpenLetterRequest,
  instanceId: string,
): string => {
  const name = `letters/${letter}/${number}/${requestedAt}`;
  if (doubtSince === null) return `${instanceId}/${name}`;
  return key ?? name;
};

/** The instance that the key of a letter names; null for one of before keys named any. */
const instanceOfLetterKey = (key: string): string | null =>
  /^(?<instance>[a-z0-9]{6})\/letters\//.exec(key)?.groups?.instance ?? null;

/**
 * Whether it is too late for a letter that was never called. One that nobody saw before is left out as soon
 * as Resend could have forgotten its key, since a restored Redis may not know that it was sent. One that was
 * seen in time and had to wait has two days.
 */
const isStale = (
  {letter, requestedAt}: LetterRequest,
  {doubtSince, isFirst}: OpenLetterRequest,
  now: number,
): boolean => {
  if (doubtSince !== null) return false;
  const isInboxLink = INBOX_LINKS.has(letter);
  const mostMs = isFirst ? REPLAY_SAFE_MS : MAX_WAITED_MS;
  return now - requestedAt > (isInboxLink ? INBOX_LINK_MS : mostMs);
};

/** Letters whose one link is void an hour after it was asked for. */
const INBOX_LINKS: ReadonlySet<LetterName> = new Set<LetterName>([
  'erase-link',
  'download-link',
  'revoke-link',
]);

/** One answer, one entry in what is remembered of the request. */
const record = async (
  {transport, rate, random}: LetterDeps,
  open: OpenLetterRequest,
  answer: Answer,
): Promise<SendLetterResult> => {
  const {replaySafeMs} = transport;
  const step = nextStep({answer, mails: 1, losses: open.losses, replaySafeMs, random: random()});
  switch (step.kind) {
    case 'accept':
      return open.end({kind: 'accepted'});
    case 'end':
      return open.end({kind: step.outcome, reason: step.reason});
    case 'split':
      throw new Error('a call with one mail was to be split');
    case 'repeat':
      return open.defer(step);
    case 'back-off':
      await rate.backOff(step.waitMs, step.reason);
      return open.defer({...step, call: 'refused'});
    case 'blocked':
      return open.defer({waitMs: BLOCKED_PAUSE_MS, reason: step.reason, call: 'refused'});
  }
};
