import {type Clock, DAY} from '../clock.ts';
import {type LetterName, letterMail} from '../mail/letters.ts';
import type {Letterhead, Mail} from '../mail/mail.ts';
import type {Redis} from '../redis.ts';
import type {Subscribers} from '../subscribers/store.ts';
import type {Subscriber, SubscriberState} from '../subscribers/subscriber.ts';
import {mintToken} from '../subscribers/tokens.ts';
import type {Rate} from './rate.ts';
import {pauseAfterLoss} from './retry.ts';
import type {Transport} from './transports/transport.ts';

export type LetterRooms = {
  redis: Redis;
  prefix: string;
  subscribers: Pick<Subscribers, 'read'>;
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
  | {kind: 'later'; at: number};

/** A confirm link holds for as long as a person may take to find the letter. */
export const CONFIRM_LINK_DAYS = 7;

/** How long it is remembered what became of a wish: longer than any queue keeps a job. */
const REMEMBERED_MS = 30 * DAY;

const WANTED_IN: Record<LetterName, readonly SubscriberState[]> = {
  confirm: ['pending'],
  welcome: ['active'],
  'manage-link': ['active'],
  goodbye: ['unsubscribed'],
};

/** Sends one letter, at most once per wish: its key is the wish's own name, and a doubtful one is not repeated past the safe time. */
export const sendLetter = async (rooms: LetterRooms, wish: LetterWish): Promise<LetterOutcome> => {
  const {clock, transport, rate} = rooms;
  const [subscriber] = await rooms.subscribers.read([wish.number]);
  if (!subscriber || !WANTED_IN[wish.letter].includes(subscriber.state)) return {kind: 'not-wanted'};
  const waitMs = await rate.takeTurn();
  if (waitMs > 0) return {kind: 'later', at: clock.now() + waitMs};
  const past = await openRecord(rooms, wish);
  if (past.ended) return past.ended;
  const doubtMs = clock.now() - past.doubtSince;
  if (doubtMs > 0 && doubtMs >= transport.replaySafeMs)
    return past.end({kind: 'uncertain', reason: 'no answer in time'});

  const mail = await write(rooms, wish, subscriber);
  const answer = await transport.send({
    key: `letters/${wish.letter}/${wish.number}/${wish.requestedAt}`,
    mails: [mail],
  });
  switch (answer.kind) {
    case 'accepted':
      return past.end({kind: 'accepted'});
    case 'refused':
      return past.end({kind: 'failed', reason: answer.reason});
    case 'conflict':
      return past.end({kind: 'uncertain', reason: answer.reason});
    case 'wait':
    case 'blocked': {
      const pauseMs = answer.kind === 'wait' ? answer.waitMs : BLOCKED_PAUSE_MS;
      await past.clearDoubt();
      await rate.holdBack(pauseMs);
      return {kind: 'later', at: clock.now() + pauseMs};
    }
    case 'lost':
      return {kind: 'later', at: clock.now() + pauseAfterLoss(await past.countLoss(), rooms.luck())};
  }
};

const BLOCKED_PAUSE_MS = 60_000;

const write = (
  rooms: LetterRooms,
  wish: LetterWish,
  {number, epoch, address, preferences}: Subscriber,
): Promise<Mail> => {
  const {letterhead} = rooms;
  const link = (scope: 'confirm' | 'manage' | 'unsubscribe') => {
    const expiresAt = scope === 'confirm' ? wish.requestedAt + CONFIRM_LINK_DAYS * DAY : null;
    const token = mintToken({
      secrets: rooms.tokenSecrets,
      scope,
      number,
      epoch: scope === 'unsubscribe' ? 0 : epoch,
      expiresAt,
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
        days: CONFIRM_LINK_DAYS,
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
    case 'goodbye':
      return letterMail({...sender, letter: 'goodbye'});
  }
};

/** What is remembered of a wish: since when a call may have been taken, and how it ended. */
const openRecord = async ({redis, prefix, clock}: LetterRooms, {number, letter, requestedAt}: LetterWish) => {
  const key = `${prefix}:{s:${number}}:letter:${letter}:${requestedAt}`;
  await redis.multi().hsetnx(key, 'doubtSince', clock.now()).pexpire(key, REMEMBERED_MS).exec();
  const {ended, reason = '', doubtSince} = await redis.hgetall(key);
  return {
    doubtSince: Number(doubtSince),
    ended: toEnded(ended, reason),
    end: async <Ended extends LetterOutcome>(outcome: Ended): Promise<Ended> => {
      await redis.hset(key, {ended: outcome.kind, reason: 'reason' in outcome ? outcome.reason : ''});
      return outcome;
    },
    clearDoubt: async () => {
      await redis.hdel(key, 'doubtSince');
    },
    countLoss: () => redis.hincrby(key, 'losses', 1),
  };
};

const toEnded = (ended: string | undefined, reason: string): LetterOutcome | null => {
  if (ended === 'accepted') return {kind: 'accepted'};
  return ended === 'failed' || ended === 'uncertain' ? {kind: ended, reason} : null;
};
