import type {PaperId} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import type {LearnedInterest} from '../../ranking/library/learned-interest.ts';
import type {LibraryProfile} from '../../ranking/library/library-profile.ts';
import {
  packInterest,
  packProfile,
  unpackInterest,
  unpackProfile,
} from '../../ranking/library/pack-library.ts';
import type {Redis} from '../../redis/redis.ts';

/** What is kept of a reader's library: no title, no text, no name of a file. */
export type KeptLibrary = {
  profile: LibraryProfile;
  /** Its papers that have an id. */
  ids: PaperId[];
  /** When it was brought; milliseconds since 1970. */
  broughtAt: number;
  /** A hash of what was read, so that the same file twice changes nothing. */
  hash: string;
};

/**
 * Libraries by the number of their subscriber, and what was learned of each reader, which can be made again.
 */
export type Libraries = {
  find(number: number): Promise<KeptLibrary | null>;
  /** In the numbers' order. */
  findEach(numbers: readonly number[]): Promise<(KeptLibrary | null)[]>;
  keep(number: number, library: KeptLibrary): Promise<void>;
  /** Removes all that is kept of a reader's library. */
  remove(number: number): Promise<void>;
  /** In the order of the readers; null where nothing, or something else, was learned. */
  findLearned(readers: readonly LearnedOf[]): Promise<(LearnedInterest | null)[]>;
  keepLearned(reader: LearnedOf, interest: LearnedInterest): Promise<void>;
};

/** A reader, and a name for all that is learned from. */
export type LearnedOf = {number: number; learnedFrom: string};

/** Who gets no mail for so long is learned of again. */
const LEARNED_SECONDS = 40 * 86_400;

export const openLibraries = ({redis, prefix}: {redis: Redis; prefix: string}): Libraries => {
  const keys = {
    /** Hash: profile, ids, broughtAt, hash. */
    library: (number: number) => `${prefix}:{s:${number}}:library`,
    /** What was learned; it ends by itself. */
    learned: (number: number) => `${prefix}:{s:${number}}:learned`,
  };
  const find = async (number: number): Promise<KeptLibrary | null> => {
    const [profile, ids, broughtAt, hash] = await redis.hmgetBuffer(
      keys.library(number),
      ...['profile', 'ids', 'broughtAt', 'hash'],
    );
    const read = profile && unpackProfile(profile);
    if (!read) return null;
    return {
      profile: read,
      ids: (ids?.toString() ?? '').split(' ').flatMap(id => parsePaperId(id) ?? []),
      broughtAt: Number(broughtAt),
      hash: hash?.toString() ?? '',
    };
  };
  return {
    find,
    findEach: numbers => Promise.all(numbers.map(find)),
    keep: async (number, {profile, ids, broughtAt, hash}) => {
      const fields = {profile: packProfile(profile), ids: ids.join(' '), broughtAt, hash};
      await redis.hset(keys.library(number), fields);
    },
    remove: async number => {
      await redis.del(keys.library(number), keys.learned(number));
    },
    findLearned: readers =>
      Promise.all(
        readers.map(async ({number, learnedFrom}) => {
          const bytes = await redis.getBuffer(keys.learned(number));
          return bytes && unpackInterest(bytes, learnedFrom);
        }),
      ),
    keepLearned: async ({number, learnedFrom}, interest) => {
      const bytes = packInterest(interest, learnedFrom);
      await redis.set(keys.learned(number), bytes, 'EX', LEARNED_SECONDS);
    },
  };
};
