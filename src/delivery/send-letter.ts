import {type Clock, DAY, MINUTE, SECOND} from '../clock.ts';
import {type LetterName, letterMail} from '../mail/letters.ts';
import type {Letterhead, Mail} from '../mail/mail.ts';
import type {Redis} from '../redis.ts';
import {CONFIRM_WITHIN_DAYS, CONFIRM_WITHIN_MS} from '../subscribers/confirm-subscriber.ts';
import type {Subscribers} from '../subscribers/store.ts';
import type {Subscriber, SubscriberState} from '../subscribers/subscriber.ts';
import {mintToken} from '../subscribers/tokens.ts';
import {readGlobalStop, whyStopped} from './global-stop.ts';
import type {Rate} from './rate.ts';
import {pauseAfterLoss} from './retry.ts';
import type {Answer, Transport} from './transports/transport.ts';

export type LetterRooms = {
  redis: Redis;
  prefix: string;
  subscribers: Pick<Subscribers, 'read' | 'newAddresses'>;
  /** Its `from` is the letters' own. */
  letterhead: Letterhead;
  tokenSecrets: string[];
  transport: Transport;
  rate: Rate;
  clock: Clock;
  luck: () => number;
};

/** One wish for one letter: however often it is worked on, at most one letter comes of it. */
export type LetterWish = {number: number; letter: LetterName; requestedAt: number};

export type LetterOutcome =
  | {kind: 'accepted'}
  /** The subscriber is gone, or no longer in the state that the letter is about. */
  | {kind: 'not-wanted'}
  | {kind: 'failed' | 'uncertain'; reason: string}
  /** To be taken up again at `at`, ms. */
  | {kind: 'later'; at: number; reason: string};

/** How long it is remembered what became of a wish: longer than any queue keeps a job. */
const REMEMBERED_MS = 30 * DAY;

const WANTED_IN: Record<LetterName, readonly SubscriberState[]> = {
  confirm: ['pending'],
  welcome: ['active'],
  'manage-link': ['active'],
  'change-address': ['active'],
  goodbye: ['unsubscribed'],
};

/** A letter that was asked for this long ago and never called is wanted no more; a restored Redis must not send it. */
const STALE_AFTER_MS = 2 * DAY;

/** How soon a letter is taken up again that another worker has in hand. */
const IN_OTHER_HANDS_MS = 5 * SECOND;

/** How soon it is tried again whether the account takes letters now; digests have another sender and go on. */
const BLOCKED_PAUSE_MS = MINUTE;

/** How soon after the end of a stop of everything letters leave. */
const STOPPED_PAUSE_MS = 30 * SECOND;

/** Sends one letter, at most once per wish: its key is the wish's own name, and a doubtful one is not repeated past the safe time. */
export const sendLetter = async (rooms: LetterRooms, wish: LetterWish): Promise<LetterOutcome> => {
  const {clock, transport} = rooms;
  const past = await readRecord(rooms, wish);
  if (past.ended) return past.ended;
  if (past.doubtSince !== null && clock.now() - past.doubtSince >= transport.replaySafeMs)
    return past.end({kind: 'uncertain', reason: 'no answer within the time in which a repeat is safe'});
  if (past.doubtSince === null && wish.requestedAt + STALE_AFTER_MS < clock.now())
    return past.end({kind: 'failed', reason: 'asked for too long ago'});
  const turn = await rooms.rate.takeLetterTurn();
  if (turn.kind === 'refused') return later(rooms, turn.waitMs, 'waiting for its turn');
  await clock.sleep(turn.waitMs);

  const [subscriber] = await rooms.subscribers.read([wish.number]);
  if (!subscriber || !WANTED_IN[wish.letter].includes(subscriber.state)) return {kind: 'not-wanted'};
  const mail = await write(rooms, wish, subscriber);
  if (!mail) return {kind: 'not-wanted'};
  const stop = await readGlobalStop(rooms);
  if (stop) return later(rooms, STOPPED_PAUSE_MS, whyStopped(stop));
  const bringsDoubt = await past.beginCall();
  if (!bringsDoubt && past.doubtSince === null)
    return later(rooms, IN_OTHER_HANDS_MS, 'another worker has it');
  const key = `letters/${wish.letter}/${wish.number}/${wish.requestedAt}`;
  return record({rooms, past, bringsDoubt, answer: await transport.send({key, mails: [mail]})});
};

const later = ({clock}: LetterRooms, pauseMs: number, reason: string): LetterOutcome => ({
  kind: 'later',
  at: clock.now() + pauseMs,
  reason,
});

/** One answer, one entry in what is remembered of the wish. */
const record = async ({
  rooms,
  past,
  bringsDoubt,
  answer,
}: {
  rooms: LetterRooms;
  past: LetterRecord;
  /** Whether this call is the first that may have been taken: that a later one must wait says nothing about it. */
  bringsDoubt: boolean;
  answer: Answer;
}): Promise<LetterOutcome> => {
  switch (answer.kind) {
    case 'accepted':
      return past.end({kind: 'accepted'});
    case 'refused':
      return past.end({kind: 'failed', reason: answer.reason});
    case 'conflict':
      return past.end({kind: 'uncertain', reason: answer.reason});
    case 'wait':
      // A concurrent call under the same key is an earlier one of this letter: what it came to is not known yet.
      if (answer.because === 'concurrent') return later(rooms, answer.waitMs, answer.reason);
      if (bringsDoubt) await past.clearDoubt();
      await rooms.rate.holdBack(answer.waitMs, answer.reason);
      return later(rooms, answer.waitMs, answer.reason);
    case 'blocked':
      if (bringsDoubt) await past.clearDoubt();
      return later(rooms, BLOCKED_PAUSE_MS, answer.reason);
    case 'lost':
      if (rooms.transport.replaySafeMs === 0) return past.end({kind: 'uncertain', reason: answer.reason});
      return later(rooms, pauseAfterLoss(await past.countLoss(), rooms.luck()), answer.reason);
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
    case 'goodbye':
      return letterMail({...sender, letter: 'goodbye'});
  }
};

type LetterRecord = Awaited<ReturnType<typeof readRecord>>;

/** What is remembered of a wish: since when a call may have been taken, and how it ended. */
const readRecord = async ({redis, prefix, clock}: LetterRooms, {number, letter, requestedAt}: LetterWish) => {
  const key = `${prefix}:{s:${number}}:letter:${letter}:${requestedAt}`;
  const {ended, reason = '', doubtSince} = await redis.hgetall(key);
  return {
    doubtSince: doubtSince === undefined ? null : Number(doubtSince),
    ended: toEnded(ended, reason),
    /** Notes that from now on a call may be taken; false where that is noted already. */
    beginCall: async (): Promise<boolean> => {
      const noted = await redis
        .multi()
        .hsetnx(key, 'doubtSince', clock.now())
        .pexpire(key, REMEMBERED_MS)
        .exec();
      return noted?.[0]?.[1] === 1;
    },
    end: async <Ended extends LetterOutcome>(outcome: Ended): Promise<Ended> => {
      const told = {ended: outcome.kind, reason: 'reason' in outcome ? outcome.reason : ''};
      await redis.multi().hset(key, told).pexpire(key, REMEMBERED_MS).exec();
      return outcome;
    },
    clearDoubt: async () => {
      await redis.hdel(key, 'doubtSince');
    },
    /** How often an answer was lost before this one. */
    countLoss: async (): Promise<number> => (await redis.hincrby(key, 'losses', 1)) - 1,
  };
};

const toEnded = (ended: string | undefined, reason: string): LetterOutcome | null => {
  if (ended === 'accepted') return {kind: 'accepted'};
  return ended === 'failed' || ended === 'uncertain' ? {kind: ended, reason} : null;
};
