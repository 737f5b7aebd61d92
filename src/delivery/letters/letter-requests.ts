import {z} from 'zod';
import type {Clock} from '../../clock.ts';
import type {LetterName} from '../../mail/letters.ts';
import {ignoreDamage, type NoteDamage} from '../../ops/damage.ts';
import type {Redis} from '../../redis/redis.ts';
import {letterMark as nameOf} from '../doubt/marks.ts';
import {letterKeys} from './letter-keys.ts';
import {
  DEFAULT_REMEMBERED_MS,
  type EndedLetter,
  type LetterResult,
  type OpenLetterRequest,
  openLetterRequest,
  toEnded,
  toResult,
} from './open-letter-request.ts';

/** One request for one letter: however often it is worked on, at most one letter comes of it. */
export type LetterRequest = {
  /** The subscriber's number. */
  number: number;
  letter: LetterName;
  /** Milliseconds since 1970; with the others it names the request. */
  requestedAt: number;
};

/**
 * What people asked for and what became of it. A request waits here while it is open, since a queue's job is
 * only a hint: losing every job must leave nobody waiting for a letter.
 */
export type LetterRequests = {
  /** Notes a request; one that is noted already stays as it is. */
  keep(request: LetterRequest): Promise<void>;
  /** The oldest open ones, at most so many. */
  waiting(most: number): Promise<LetterRequest[]>;
  /** How many are open. */
  count(): Promise<number>;
  /** How a request ended and when; null while it is open, or where nothing is known of it. */
  result(request: LetterRequest): Promise<EndedLetter | null>;
  /** Takes a request in hand, or tells how it ended. */
  take(
    request: LetterRequest,
    clock: Pick<Clock, 'now'>,
  ): Promise<{kind: 'ended'; result: LetterResult} | {kind: 'open'; request: OpenLetterRequest}>;
};

export const openLetterRequests = ({
  redis,
  prefix,
  noteDamage = ignoreDamage,
  rememberedMs = DEFAULT_REMEMBERED_MS,
}: {
  redis: Redis;
  prefix: string;
  noteDamage?: NoteDamage;
  /** For how long it is kept how a request ended. */
  rememberedMs?: number;
}): LetterRequests => {
  const keys = letterKeys(prefix);
  const {inbox} = keys;
  const inboxes = [inbox, keys.formerInbox];
  return {
    keep: async request => {
      await redis.zadd(inbox, request.requestedAt, nameOf(request));
    },
    waiting: async most => {
      const names = await Promise.all(inboxes.map(key => redis.zrange(key, 0, String(most - 1))));
      const requests = names.flat().map(parseName);
      // A name that nobody can read holds nothing but itself, and would stand before all others for good.
      for (const [place, name] of names.flat().entries())
        if (!requests[place]) await setAside({redis, inboxes, noteDamage}, name);
      const known = new Map(requests.flatMap(one => (one ? [[nameOf(one), one]] : [])));
      return [...known.values()].sort((one, other) => one.requestedAt - other.requestedAt).slice(0, most);
    },
    count: async () => {
      const [now = 0, former = 0] = await Promise.all(inboxes.map(key => redis.zcard(key)));
      return now + former;
    },
    result: async request => toEnded(await redis.hgetall(keys.request(request))),
    take: async (request, clock) => {
      const key = keys.request(request);
      const leaveInbox = async () => {
        await Promise.all(inboxes.map(from => redis.zrem(from, ...namesOf(request))));
      };
      const noteEnd = async (result: LetterResult) => {
        const noted = setOf(result, keys);
        if (noted === null) return;
        await keepName(redis, {set: noted, name: nameOf(request), now: clock.now(), rememberedMs});
      };
      const seen = await redis.multi().hsetnx(key, 'seenAt', clock.now()).pexpire(key, rememberedMs).exec();
      const stored = await redis.hgetall(key);
      const result = toResult(stored);
      if (!result) {
        const isFirst = seen?.[0]?.[1] === 1;
        const place = {redis, key, clock, rememberedMs, noteEnd, leaveInbox};
        return {kind: 'open', request: openLetterRequest(place, {...stored, isFirst})};
      }
      // A request leaves the inbox after its end is noted: the process that noted it may have died in
      // between.
      await leaveInbox();
      return {kind: 'ended', result};
    },
  };
};

type Inboxes = {redis: Redis; inboxes: string[]; noteDamage: NoteDamage};

const setAside = async ({redis, inboxes, noteDamage}: Inboxes, name: string): Promise<void> => {
  const shown = name.replace(/[^a-z0-9/-]/g, '?').slice(0, 60);
  noteDamage({kind: 'letter', name: shown, problem: 'is no request'});
  await Promise.all(inboxes.map(from => redis.zrem(from, name)));
};

/**
 * What `address-change-requested` was called until 0.1.0; a request under that name is still read in that
 * release.
 */
const FORMER_NAME = 'move-asked';

const LETTERS = [
  'confirm',
  'welcome',
  'goodbye',
  'manage-link',
  'erase-link',
  'download-link',
  'revoke-link',
  'change-address',
  'address-change-requested',
  'address-change-notice',
  'address-changed',
] as const satisfies readonly LetterName[];

/** A request as a job or the inbox holds it, to be parsed like anything else from outside. */
export const letterRequestShape = z.object({
  number: z.int().positive(),
  letter: z.preprocess(name => (name === FORMER_NAME ? 'address-change-requested' : name), z.enum(LETTERS)),
  requestedAt: z.int().nonnegative(),
});

/** Where the name of a request with this end is kept for as long as its record is. */
const setOf = ({kind}: LetterResult, {doubts, accepted}: ReturnType<typeof letterKeys>): string | null => {
  if (kind === 'uncertain') return doubts;
  return kind === 'accepted' ? accepted : null;
};

type Kept = {set: string; name: string; now: number; rememberedMs: number};

const keepName = async (redis: Redis, {set, name, now, rememberedMs}: Kept) => {
  await redis
    .multi()
    .zadd(set, now, name)
    .zremrangebyscore(set, 0, now - rememberedMs)
    .pexpire(set, rememberedMs)
    .exec();
};

/** Its name, and the former one where it has one. */
const namesOf = (request: LetterRequest): string[] => {
  const name = nameOf(request);
  return request.letter === 'address-change-requested'
    ? [name, name.replace(request.letter, FORMER_NAME)]
    : [name];
};

/** Null where it is none. */
export const parseName = (name: string): LetterRequest | null => {
  const [letter, number, requestedAt] = name.split('/');
  const request = {letter, requestedAt: Number(requestedAt), number: Number(number)};
  return letterRequestShape.safeParse(request).data ?? null;
};
