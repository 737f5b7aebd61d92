import {type Clock, DAY, MINUTE, SECOND} from '../../clock.ts';
import {pauseAfterLoss, REPLAY_SAFE_MS} from '../../delivery/chunks/retry.ts';
import type {
  LetterEnd,
  LetterWish,
  LetterWishes,
  WishInHand,
} from '../../delivery/letters/letter-requests.ts';
import {readGlobalStop, whyStopped} from '../../delivery/orders/global-stop.ts';
import {beginTurn, type Rate} from '../../delivery/rate/rate.ts';
import type {Answer, Transport} from '../../delivery/transports/transport.ts';
import {type LetterName, letterMail} from '../../mail/letters.ts';
import type {Letterhead, Mail} from '../../mail/mail.ts';
import type {Redis} from '../../redis.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber, SubscriberState} from '../../subscribers/subscriber.ts';
import {mintToken} from '../../subscribers/tokens.ts';
import {CONFIRM_WITHIN_DAYS, CONFIRM_WITHIN_MS} from '../subscribers/confirm-subscription.ts';

export type LetterRooms = {
  redis: Redis;
  prefix: string;
  wishes: Pick<LetterWishes, 'take'>;
  subscribers: Pick<Subscribers, 'read' | 'newAddresses'>;
  /** Its `from` is the letters' own. */
  letterhead: Letterhead;
  tokenSecrets: string[];
  transport: Transport;
  rate: Rate;
  clock: Clock;
  luck: () => number;
};

export type LetterOutcome =
  | LetterEnd
  /** To be taken up again at `at`, ms. */
  | {kind: 'later'; at: number; reason: string};

const WANTED_IN: Record<LetterName, readonly SubscriberState[]> = {
  confirm: ['pending'],
  welcome: ['active'],
  'manage-link': ['active'],
  'change-address': ['active'],
  'move-asked': ['active'],
  goodbye: ['unsubscribed'],
};

/** After this long a letter that waited (a quota, a stop) is wanted no more. */
const WAITED_TOO_LONG_MS = 2 * DAY;

/** How soon a letter is taken up again that another worker has in hand. */
const IN_OTHER_HANDS_MS = 5 * SECOND;

/** How soon it is tried again whether the account takes letters now; digests have another sender and go on. */
const BLOCKED_PAUSE_MS = MINUTE;

/** How soon after the end of a stop of everything letters leave. */
const STOPPED_PAUSE_MS = 30 * SECOND;

/** Sends one letter, at most once per wish: its key is the wish's own name, and a doubtful one is not repeated past the safe time. */
export const sendLetter = async (rooms: LetterRooms, wish: LetterWish): Promise<LetterOutcome> => {
  const {clock, transport} = rooms;
  const inHand = await rooms.wishes.take(wish, clock.now());
  if (inHand.kind === 'ended') return inHand.end;
  const {doubtSince, end} = inHand.wish;
  if (doubtSince !== null && clock.now() - doubtSince >= transport.replaySafeMs)
    return end({kind: 'uncertain', reason: 'no answer within the time in which a repeat is safe'});
  if (isStale(wish, inHand.wish, clock.now())) return end({kind: 'failed', reason: 'asked for too long ago'});
  const turn = await rooms.rate.takeTurn('letter');
  if (turn.kind === 'refused') return later(rooms, turn.waitMs, 'waiting for its turn');
  await clock.sleep(turn.waitMs);

  const [subscriber] = await rooms.subscribers.read([wish.number]);
  if (!subscriber || !WANTED_IN[wish.letter].includes(subscriber.state)) return end({kind: 'not-wanted'});
  const mail = await write(rooms, wish, subscriber);
  if (!mail) return end({kind: 'not-wanted'});
  const beginning = await beginTurn(turn, clock.sleep);
  if (beginning.kind === 'refused') return later(rooms, beginning.waitMs, 'waiting for its turn');
  try {
    return await call({rooms, wish, inHand: inHand.wish, mail});
  } finally {
    await beginning.end();
  }
};

/** Hands the letter over, unless all sending is stopped or another worker is at it, and records what came of it. */
const call = async ({
  rooms,
  wish: {letter, number, requestedAt},
  inHand,
  mail,
}: {
  rooms: LetterRooms;
  wish: LetterWish;
  inHand: WishInHand;
  mail: Mail;
}): Promise<LetterOutcome> => {
  const stop = await readGlobalStop(rooms);
  if (stop) return later(rooms, STOPPED_PAUSE_MS, whyStopped(stop));
  const bringsDoubt = await inHand.beginCall(rooms.clock.now());
  if (!bringsDoubt && inHand.doubtSince === null)
    return later(rooms, IN_OTHER_HANDS_MS, 'another worker has it');
  const key = `letters/${letter}/${number}/${requestedAt}`;
  const answer = await rooms.transport.send({key, mails: [mail]});
  return record({rooms, wish: inHand, bringsDoubt, answer});
};

/**
 * Whether it is too late for a letter that was never called. One that nobody saw before is left out as soon as Resend could have forgotten
 * its key, since a restored Redis may not know that it was sent; one that was seen in time and had to wait has two days.
 */
const isStale = ({requestedAt}: LetterWish, {doubtSince, isFirst}: WishInHand, now: number): boolean =>
  doubtSince === null && now - requestedAt > (isFirst ? REPLAY_SAFE_MS : WAITED_TOO_LONG_MS);

const later = ({clock}: LetterRooms, pauseMs: number, reason: string): LetterOutcome => ({
  kind: 'later',
  at: clock.now() + pauseMs,
  reason,
});

/** One answer, one entry in what is remembered of the wish. */
const record = async ({
  rooms,
  wish,
  bringsDoubt,
  answer,
}: {
  rooms: LetterRooms;
  wish: WishInHand;
  /** Whether this call is the first that may have been taken: that a later one must wait says nothing about it. */
  bringsDoubt: boolean;
  answer: Answer;
}): Promise<LetterOutcome> => {
  switch (answer.kind) {
    case 'accepted':
      return wish.end({kind: 'accepted'});
    case 'refused':
      return wish.end({kind: 'failed', reason: answer.reason});
    case 'conflict':
      return wish.end({kind: 'uncertain', reason: answer.reason});
    case 'wait':
      // A concurrent call under the same key is an earlier one of this letter: what it came to is not known yet.
      if (answer.because === 'concurrent') return later(rooms, answer.waitMs, answer.reason);
      if (bringsDoubt) await wish.clearDoubt();
      await rooms.rate.holdBack(answer.waitMs, answer.reason);
      return later(rooms, answer.waitMs, answer.reason);
    case 'blocked':
      if (bringsDoubt) await wish.clearDoubt();
      return later(rooms, BLOCKED_PAUSE_MS, answer.reason);
    case 'lost':
      if (rooms.transport.replaySafeMs === 0) return wish.end({kind: 'uncertain', reason: answer.reason});
      return later(rooms, pauseAfterLoss(await wish.countLoss(), rooms.luck()), answer.reason);
  }
};

/** Null where there is no longer anything to write. */
const write = async (
  rooms: LetterRooms,
  wish: LetterWish,
  {number, epoch, address, preferences}: Subscriber,
): Promise<Mail | null> => {
  const {letterhead} = rooms;
  const link = (scope: 'confirm' | 'manage' | 'unsubscribe' | 'change-address', confirms?: string) => {
    const isToConfirm = scope === 'confirm' || scope === 'change-address';
    const expiresAt = isToConfirm ? wish.requestedAt + CONFIRM_WITHIN_MS : null;
    const token = mintToken({
      secrets: rooms.tokenSecrets,
      scope,
      number,
      epoch: scope === 'unsubscribe' ? 0 : epoch,
      expiresAt,
      ...(confirms === undefined ? {} : {address: confirms}),
    });
    return `${letterhead.publicUrl}/${scope}/${token}`;
  };
  const sender = {letterhead, to: address, number};
  switch (wish.letter) {
    case 'confirm':
      return letterMail({
        ...sender,
        letter: 'confirm',
        links: {confirm: link('confirm')},
        days: CONFIRM_WITHIN_DAYS,
      });
    case 'welcome':
      return letterMail({
        ...sender,
        letter: 'welcome',
        links: {manage: link('manage'), unsubscribe: link('unsubscribe')},
        rhythm: preferences,
      });
    case 'manage-link':
      return letterMail({
        ...sender,
        letter: 'manage-link',
        links: {manage: link('manage'), unsubscribe: link('unsubscribe')},
      });
    case 'change-address': {
      const asked = await rooms.subscribers.newAddresses.find(number);
      return (
        asked &&
        letterMail({
          ...sender,
          to: asked.address,
          letter: 'change-address',
          links: {confirm: link('change-address', asked.address)},
          days: CONFIRM_WITHIN_DAYS,
        })
      );
    }
    // Once the papers have moved the record has the other address, and nobody there needs a warning.
    case 'move-asked':
      return (
        (await rooms.subscribers.newAddresses.find(number)) &&
        letterMail({...sender, letter: 'move-asked', links: {endLinks: `${link('manage')}/links`}})
      );
    case 'goodbye':
      return letterMail({...sender, letter: 'goodbye'});
  }
};
