import type {Redis} from '../../redis/redis.ts';
import type {Decision, Doubt, KnownCall} from '../doubt/evidence.ts';
import {letterMark} from '../doubt/marks.ts';
import {letterKeys} from './letter-keys.ts';
import {type LetterRequest, parseName} from './letter-requests.ts';

/** A letter of which nobody knows whether it was taken. */
export type LetterDoubt = Doubt & {request: LetterRequest};

export type SettlingLetter = {
  doubt: LetterDoubt;
  decision: Decision;
  /** Why one that was never taken failed. */
  why: string;
  /** Ms since 1970. */
  now: number;
};

/** The letters that ended uncertain. */
export type LetterDoubts = {
  /** All of them, and the letters that were accepted, by which a witness is judged. */
  read(): Promise<{doubts: LetterDoubt[]; known: KnownCall[]}>;
  count(): Promise<number>;
  /** When the newest ended so, ms since 1970; null for none. */
  newestAt(): Promise<number | null>;
  /** Notes what was found out of one; how many were moved, null where it is in doubt no more. */
  settle(settling: SettlingLetter): Promise<{accepted: number; unsent: number} | null>;
};

type Place = {redis: Redis; prefix: string};

export const openLetterDoubts = (place: Place): LetterDoubts => {
  const {redis, prefix} = place;
  const {doubts, accepted} = letterKeys(prefix);
  return {
    read: async () => {
      const names = await redis.zrange(doubts, 0, '-1');
      const found = await Promise.all(names.map(name => readOne(place, name)));
      return {
        doubts: found.filter(doubt => doubt !== null),
        known: toKnown(await redis.zrange(accepted, 0, '-1', 'WITHSCORES')),
      };
    },
    count: () => redis.zcard(doubts),
    newestAt: async () => {
      const [, at] = await redis.zrevrange(doubts, 0, 0, 'WITHSCORES');
      return at === undefined ? null : Number(at);
    },
    settle: settling => settle(place, settling),
  };
};

/** Null, and named no more, for one that is uncertain no longer or whose record is gone. */
const readOne = async ({redis, prefix}: Place, name: string): Promise<LetterDoubt | null> => {
  const keys = letterKeys(prefix);
  const request = parseName(name);
  const facts = request ? await redis.hmget(keys.request(request), 'ended', 'doubtSince', 'calledAt') : [];
  const [ended, ...times] = facts;
  const [from = Number.NaN, to = Number.NaN] = times.map(text => Number(text ?? Number.NaN));
  if (request && ended === 'uncertain' && from > 0 && to >= from)
    return {request, mails: [letterMark(request)], from, to};
  await redis.zrem(keys.doubts, name);
  return null;
};

const toKnown = (withScores: string[]): KnownCall[] =>
  withScores.flatMap((call, place) =>
    place % 2 === 0 ? [{call, settledAt: Number(withScores[place + 1])}] : [],
  );

/** The record first: a name without a doubt is dropped when it is read. */
const settle = async (
  {redis, prefix}: Place,
  {doubt, decision, why, now}: SettlingLetter,
): ReturnType<LetterDoubts['settle']> => {
  const {request} = doubt;
  const {accepted, unsent, uncertain, reason} = decision;
  const keys = letterKeys(prefix);
  const key = keys.request(request);
  if ((await redis.hget(key, 'ended')) !== 'uncertain') return null;
  const [messageId] = accepted.values();
  const end =
    messageId === undefined
      ? {ended: 'failed', reason: why, endedAt: now}
      : {ended: 'accepted', reason: '', endedAt: now, messageId};
  await redis.hset(key, uncertain.length > 0 ? {reason: reason ?? ''} : end);
  if (uncertain.length === 0) await redis.zrem(keys.doubts, letterMark(request));
  return {accepted: accepted.size, unsent: unsent.length};
};
