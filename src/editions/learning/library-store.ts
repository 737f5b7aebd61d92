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
import {loadScript, type Redis} from '../../redis/redis.ts';
import type {KeptOfReaders} from '../../subscribers/subscriber.ts';

/** What is kept of a reader's library: no title, no text, no name of a file. */
export type KeptLibrary = {
  profile: LibraryProfile;
  /** Its papers that have an id. */
  ids: PaperId[];
  /** What sets it apart, as papers print it, the most telling first; empty where an older version kept it. */
  printed: string[];
  /** Authors of several of its papers, as the catalogue has them; absent before they were looked for. */
  authors?: readonly string[];
  /** When it was brought; milliseconds since 1970. */
  broughtAt: number;
  /** A hash of what was read, so that the same file twice changes nothing. */
  hash: string;
  /** How much it counts: 1 is all, 0.5 is half. */
  share: number;
};

/** The same for its reader's eyes; the vector says nothing to anyone. */
export type LibraryShown = Pick<KeptLibrary, 'broughtAt' | 'share' | 'ids'> & {
  papers: number;
  /** Authors of several of its papers. */
  authors: readonly string[];
  /** What sets it apart, as a reader is told it. */
  told: string[];
  /** All words that are kept, folded as they are compared. */
  words: string[];
};

/** As many as are told of a library whose words are kept folded alone. */
const MAX_TOLD = 12;

export const showLibrary = ({profile, printed, ...kept}: KeptLibrary): LibraryShown => {
  const {ids, authors = [], broughtAt, share} = kept;
  const words = profile.terms.map(([term]) => term);
  const told = printed.length > 0 ? printed : words.slice(0, MAX_TOLD);
  return {papers: profile.papers, broughtAt, share, ids, authors, told, words};
};

/**
 * Libraries by the number of their subscriber, and what was learned of each reader, which can be made again.
 */
export type Libraries = KeptOfReaders & {
  find(number: number): Promise<KeptLibrary | null>;
  /** In the numbers' order. */
  findEach(numbers: readonly number[]): Promise<(KeptLibrary | null)[]>;
  keep(number: number, library: KeptLibrary): Promise<void>;
  /** Keeps the authors of a library that is kept; they go with it. */
  noteAuthors(number: number, authors: readonly string[]): Promise<void>;
  /** Holds one for an hour, for its reader to look at first; it counts for nothing. */
  propose(number: number, library: KeptLibrary): Promise<void>;
  /** The one that was proposed last; null where there is none any more. */
  findProposed(number: number): Promise<KeptLibrary | null>;
  /** Counts one more upload, and gives how many there were within the hour. */
  countUpload(number: number): Promise<number>;
  /** In the order of the readers; null where nothing, or something else, was learned. */
  findLearned(readers: readonly LearnedOf[]): Promise<(LearnedInterest | null)[]>;
  keepLearned(reader: LearnedOf, interest: LearnedInterest): Promise<void>;
};

/** A reader, and a name for all that is learned from. */
export type LearnedOf = {number: number; learnedFrom: string};

/** Who gets no mail for so long is learned of again. */
const LEARNED_SECONDS = 40 * 86_400;

const PROPOSED_SECONDS = 3600;

const noteAuthors = loadScript('src/editions/learning/lua/note-authors.lua');

type Place = {redis: Redis; prefix: string};

const keysIn = (prefix: string) => ({
  /** Hash: profile, ids, printed, authors, broughtAt, hash, share. */
  library: (number: number) => `${prefix}:{s:${number}}:library`,
  /** The same, an hour long. */
  proposed: (number: number) => `${prefix}:{s:${number}}:library-proposed`,
  /** How many uploads there were within an hour. */
  uploads: (number: number) => `${prefix}:{s:${number}}:library-uploads`,
  /** What was learned; it ends by itself. */
  learned: (number: number) => `${prefix}:{s:${number}}:learned`,
});

export const openLibraries = ({redis, prefix}: Place): Libraries => {
  const keys = keysIn(prefix);
  const read = (key: string) => readLibrary(redis, key);
  const find = (number: number) => read(keys.library(number));
  return {
    find,
    findEach: numbers => Promise.all(numbers.map(find)),
    keep: async (number, library) => {
      // Authors of the library before are nobody's here.
      await redis
        .multi()
        .hdel(keys.library(number), 'authors')
        .hset(keys.library(number), toFields(library))
        .exec();
      await redis.del(keys.proposed(number));
    },
    noteAuthors: async (number, authors) => {
      await noteAuthors(redis, {keys: [keys.library(number)], args: [authors.join('\n')]});
    },
    propose: async (number, library) => {
      await redis
        .multi()
        .hset(keys.proposed(number), toFields(library))
        .expire(keys.proposed(number), PROPOSED_SECONDS)
        .exec();
    },
    findProposed: number => read(keys.proposed(number)),
    countUpload: async number => {
      const answers = await redis
        .multi()
        .incr(keys.uploads(number))
        .expire(keys.uploads(number), PROPOSED_SECONDS, 'NX')
        .exec();
      return Number(answers?.[0]?.[1] ?? 0);
    },
    of: async number => {
      const kept = await find(number);
      return kept && {...showLibrary(kept), broughtAt: new Date(kept.broughtAt).toISOString()};
    },
    forget: async number => {
      await redis.del(keys.library(number), keys.proposed(number), keys.learned(number));
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

const readLibrary = async (redis: Redis, key: string): Promise<KeptLibrary | null> => {
  const [profile, ids, broughtAt, hash, share, printed, authors] = await redis.hmgetBuffer(
    key,
    ...['profile', 'ids', 'broughtAt', 'hash', 'share', 'printed', 'authors'],
  );
  const unpacked = profile && unpackProfile(profile);
  if (!unpacked) return null;
  return {
    profile: unpacked,
    ids: (ids?.toString() ?? '').split(' ').flatMap(id => parsePaperId(id) ?? []),
    printed: linesOf(printed),
    ...(authors ? {authors: linesOf(authors)} : {}),
    broughtAt: Number(broughtAt),
    hash: hash?.toString() ?? '',
    share: Number(share ?? 1),
  };
};

const linesOf = (bytes: Buffer | null | undefined): string[] =>
  (bytes?.toString() ?? '').split('\n').filter(line => line !== '');

const toFields = ({profile, ids, printed, broughtAt, hash, share}: KeptLibrary) => ({
  profile: packProfile(profile),
  ids: ids.join(' '),
  printed: printed.join('\n'),
  ...{broughtAt, hash, share},
});
