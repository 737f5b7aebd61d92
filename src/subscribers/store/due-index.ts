import type {NoteDamage} from '../../ops/damage.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';
import type {Frequency, Subscriber} from '../subscriber.ts';
import {toTimezone} from '../timezone.ts';
import {numbersReply, pipelined} from './pipelined.ts';

/** Subscribers who are due at the same moment, wherever the clock stands. */
export type DueGroup = {
  timezone: string;
  /** The local hour, 0 to 23. */
  hour: number;
  frequency: Frequency;
  /** The ISO day, 1 (Monday) to 7, of `weekly`; 0 for the others. */
  weekday: number;
};

/** One number's place in one group. */
export type DuePlace = {number: number; group: DueGroup};

/**
 * Which subscribers are due when: the numbers of active subscribers by group, cut into parts of 512 numbers.
 * Redis keeps a part of a group as a set of whole numbers in its compact form (`set-max-intset-entries` is
 * 512), and all groups of one part in one slot. An entry is a hint, never missing but perhaps stale: the
 * record decides.
 */
export type DueIndex = {
  add(places: DuePlace[]): Promise<void>;
  remove(places: DuePlace[]): Promise<void>;
  /** Every group that a subscriber chose, once or still. */
  groups(): Promise<DueGroup[]>;
  /** Every entry of the groups in the part that begins with a number. */
  entries(groups: DueGroup[], first: number): Promise<DuePlace[]>;
  /**
   * The numbers of any of the groups, ascending, at most 512 at a time, of subscribers up to `highestNumber`.
   */
  members(groups: DueGroup[], highestNumber: number): AsyncIterable<number[]>;
};

/** How many numbers a part spans; a part holds the numbers that give the same whole quotient. */
export const partSize = 512;
const partsAtOnce = 64;

/** The group in which a subscriber stands, or null for a subscriber who gets no editions. */
export const dueGroupOf = (subscriber: Pick<Subscriber, 'state' | 'preferences'>): DueGroup | null => {
  if (subscriber.state !== 'active') return null;
  const {timezone, hour, frequency, weekday} = subscriber.preferences;
  return {timezone, hour, frequency, weekday: frequency === 'weekly' ? weekday : 0};
};

export const isSameGroup = (one: DueGroup | null, other: DueGroup | null): boolean =>
  one === null || other === null ? one === other : nameOf(one) === nameOf(other);

const registerGroup = loadScript('src/subscribers/store/lua/register-group.lua');

export const openDueIndex = (index: Index): DueIndex => ({...placesIn(index), ...groupsIn(index)});

type Index = {
  redis: Redis;
  keys: {groups: string; duePart(part: number, groupNumber: number): string};
  noteDamage: NoteDamage;
};

const placesIn = (index: Index): Pick<DueIndex, 'add' | 'remove'> => ({
  add: async places => {
    const parts = await byPart(index, places);
    await pipelined(index.redis, pipeline => {
      for (const [key, numbers] of parts) pipeline.sadd(key, ...numbers);
    });
  },
  remove: async places => {
    const parts = await byPart(index, places);
    await pipelined(index.redis, pipeline => {
      for (const [key, numbers] of parts) pipeline.srem(key, ...numbers);
    });
  },
});

const groupsIn = (index: Index): Pick<DueIndex, 'groups' | 'entries' | 'members'> => {
  const {redis, keys, noteDamage} = index;
  return {
    groups: async () =>
      (await redis.hkeys(keys.groups)).flatMap(name => {
        const group = parseGroup(name);
        if (!group)
          noteDamage({kind: 'group', name: maskGroup(name), problem: 'is no zone, hour and rhythm'});
        return group ?? [];
      }),
    entries: async (groups, first) => {
      const groupNumbers = await registered(index, groups.map(nameOf));
      const replies = await pipelined(redis, pipeline => {
        for (const number of groupNumbers) pipeline.smembers(keys.duePart(partOf(first), number ?? 0));
      });
      return groups.flatMap((group, place) => numbersReply(replies[place]).map(number => ({number, group})));
    },
    async *members(groups, highestNumber) {
      const wanted = (await registered(index, groups.map(nameOf))).filter(number => number !== null);
      if (wanted.length === 0) return;
      const parts = partOf(highestNumber) + 1;
      for (let from = 0; from < parts; from += partsAtOnce) {
        const replies = await pipelined(redis, pipeline => {
          for (let part = from; part < Math.min(parts, from + partsAtOnce); part += 1)
            pipeline.sunion(...wanted.map(number => keys.duePart(part, number)));
        });
        for (const numbers of replies.map(numbersReply)) if (numbers.length > 0) yield numbers;
      }
    },
  };
};

/** The numbers of groups by their names; null for one that nobody chose yet. */
const registered = async ({redis, keys}: Index, names: string[]): Promise<(number | null)[]> => {
  if (names.length === 0) return [];
  const numbers = await redis.hmget(keys.groups, ...names);
  return numbers.map(number => (number === null ? null : Number(number)));
};

const register = async (index: Index, names: string[]): Promise<Map<string, number>> => {
  const {redis, keys} = index;
  const numbers = await registered(index, names);
  const all = new Map<string, number>();
  for (const [place, name] of names.entries())
    all.set(name, numbers[place] ?? Number(await registerGroup(redis, {keys: [keys.groups], args: [name]})));
  return all;
};

/** Subscribers' numbers by the key of the part in which each stands. */
const byPart = async (index: Index, places: DuePlace[]): Promise<Map<string, number[]>> => {
  const named = places.map(({number, group}) => ({number, name: nameOf(group)}));
  const groupNumbers = await register(index, [...new Set(named.map(({name}) => name))]);
  const parts = new Map<string, number[]>();
  for (const {number, name} of named) {
    const key = index.keys.duePart(partOf(number), groupNumbers.get(name) ?? 0);
    const members = parts.get(key);
    if (members) members.push(number);
    else parts.set(key, [number]);
  }
  return parts;
};

const partOf = (number: number): number => Math.floor(number / partSize);

const nameOf = ({timezone, hour, frequency, weekday}: DueGroup): string =>
  `${timezone} ${hour} ${frequency} ${weekday}`;

const FREQUENCIES: readonly unknown[] = ['daily', 'weekdays', 'matches', 'weekly'] satisfies Frequency[];

const isFrequency = (text: unknown): text is Frequency => FREQUENCIES.includes(text);

/** Null where the clock cannot be read by it: its members are due with no wave, as if it were empty. */
const parseGroup = (name: string): DueGroup | null => {
  const [timezone = '', hour = '', frequency, weekday = ''] = name.split(' ');
  if (
    !isFrequency(frequency) ||
    toTimezone(timezone) === null ||
    !/^\d{1,2}$/.test(hour) ||
    !/^[0-7]$/.test(weekday)
  )
    return null;
  return {timezone, hour: Number(hour), frequency, weekday: Number(weekday)};
};

/** Nobody knows what stands in a damaged name: only what a zone's name is made of is told. */
const maskGroup = (name: string): string => name.replace(/[^A-Za-z0-9_+/ -]/g, '?').slice(0, 60);
