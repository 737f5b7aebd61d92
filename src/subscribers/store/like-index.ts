import {
  type FollowKey,
  followKeysOfPaper,
  followKeysOfReader,
  isFollowKey,
} from '../../papers/follow-keys.ts';
import type {Paper, PaperId} from '../../papers/paper.ts';
import {paperIdOfTitle, parsePaperId} from '../../papers/paper-id.ts';
import type {Redis} from '../../redis/redis.ts';
import type {Subscriber} from '../subscriber.ts';
import {numbersReply, pipelined} from './pipelined.ts';

/** A paper that somebody wants more like, or an author, lab or code host that somebody follows. */
export type Liked = PaperId | FollowKey;

/** A subscriber's number, and what they like. */
export type Liking = {number: number; liked: Liked[]};

/**
 * Who wants more like which paper, and who follows whom: a set of the numbers of active subscribers for each,
 * so that nobody counts twice. The records stay the truth; this is what is counted without reading them all.
 */
export type LikeIndex = {
  add(liking: Liking[]): Promise<void>;
  remove(liking: Liking[]): Promise<void>;
  /**
   * How many want more like each paper; those that nobody wants are left out. What was said under the id of a
   * paper's title counts for it too.
   */
  count(papers: {id: PaperId; title: string}[]): Promise<Map<PaperId, number>>;
  /**
   * How many follow somebody or something of each paper, the most of any one; papers of nobody who is
   * followed are left out.
   */
  countFollowers(papers: Followable[]): Promise<Map<PaperId, number>>;
  /** Everything that somebody liked, once or still. */
  all(): Promise<Liked[]>;
  /** The numbers that stand at it, ascending. */
  numbersAt(liked: Liked): Promise<number[]>;
};

export type Followable = Pick<Paper, 'id' | 'authors' | 'organisation' | 'links'>;

/** For what a subscriber counts: who gets no editions has no say in them. */
export const likedBy = ({
  state,
  opinions,
  preferences,
}: Pick<Subscriber, 'state' | 'opinions' | 'preferences'>): Liked[] =>
  state === 'active' ? [...opinions.more, ...followKeysOfReader(preferences)] : [];

/** Names of keys. */
type LikeKeys = {likes(paper: PaperId): string; followers(followed: FollowKey): string; liked: string};

export const openLikeIndex = ({redis, keys}: {redis: Redis; keys: LikeKeys}): LikeIndex => {
  const keyAt = (liked: Liked): string => {
    return isFollowKey(liked) ? keys.followers(liked) : keys.likes(liked);
  };

  const numbersAt = async (liked: Liked[]): Promise<number[][]> => {
    const replies = await pipelined(redis, pipeline => {
      for (const one of liked) pipeline.smembers(keyAt(one));
    });
    return replies.map(numbersReply);
  };

  const sizesAt = async (liked: Liked[]): Promise<number[]> => {
    const replies = await pipelined(redis, pipeline => {
      for (const one of liked) pipeline.scard(keyAt(one));
    });
    return replies.map(Number);
  };

  return {
    add: async liking => {
      const all = [...new Set(liking.flatMap(({liked}) => liked))];
      if (all.length === 0) return;
      // Named first: a set that is not named would be missed when the index is made again.
      await redis.sadd(keys.liked, ...all);
      await pipelined(redis, pipeline => {
        for (const {number, liked} of liking) for (const one of liked) pipeline.sadd(keyAt(one), number);
      });
    },
    remove: async liking => {
      await pipelined(redis, pipeline => {
        for (const {number, liked} of liking) for (const one of liked) pipeline.srem(keyAt(one), number);
      });
    },
    count: async papers => {
      const known = await Promise.all([
        sizesAt(papers.map(({id}) => id)),
        sizesAt(papers.map(({title}) => paperIdOfTitle(title))),
      ]);
      const counts = new Map<PaperId, number>();
      for (const [place, {id, title}] of papers.entries()) {
        const titleOnlyId = paperIdOfTitle(title);
        const [own = 0, ofTitleOnly = 0] = known.map(sizes => sizes[place]);
        const count =
          ofTitleOnly === 0 || titleOnlyId === id
            ? own
            : new Set((await numbersAt([id, titleOnlyId])).flat()).size;
        if (count > 0) counts.set(id, count);
      }
      return counts;
    },
    countFollowers: papers => mostFollowersOf(papers, sizesAt),
    all: async () =>
      (await redis.smembers(keys.liked)).flatMap(text =>
        isFollowKey(text) ? text : (parsePaperId(text) ?? []),
      ),
    numbersAt: async liked => (await numbersAt([liked])).flat(),
  };
};

const mostFollowersOf = async (
  papers: Followable[],
  sizesAt: (liked: Liked[]) => Promise<number[]>,
): Promise<Map<PaperId, number>> => {
  const namesOf = papers.map(followKeysOfPaper);
  const names = [...new Set(namesOf.flat())];
  const sizes = await sizesAt(names);
  const followers = new Map(names.map((name, place) => [name, sizes[place] ?? 0]));
  return new Map(
    papers.flatMap(({id}, place): [PaperId, number][] => {
      const most = Math.max(0, ...(namesOf[place] ?? []).map(name => followers.get(name) ?? 0));
      return most === 0 ? [] : [[id, most]];
    }),
  );
};
