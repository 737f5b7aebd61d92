import type {PaperId} from '../../papers/paper.ts';
import {paperIdOfTitle, parsePaperId} from '../../papers/paper-id.ts';
import type {Redis} from '../../redis/redis.ts';
import type {Subscriber} from '../subscriber.ts';
import {numbersReply, pipelined} from './pipelined.ts';

/** A subscriber's number, and papers of which they want more. */
export type Liking = {number: number; papers: PaperId[]};

/**
 * Who wants more like which paper: a set of the numbers of active subscribers for each, so that nobody counts
 * twice. The records stay the truth; this is what is counted without reading them all.
 */
export type LikeIndex = {
  add(liking: Liking[]): Promise<void>;
  remove(liking: Liking[]): Promise<void>;
  /**
   * How many want more like each paper; those that nobody wants are left out. What was said under the id of a
   * paper's title counts for it too.
   */
  count(papers: {id: PaperId; title: string}[]): Promise<Map<PaperId, number>>;
  /** Every paper that somebody wanted, once or still. */
  papers(): Promise<PaperId[]>;
  /** The numbers that stand at a paper, ascending. */
  numbersAt(paper: PaperId): Promise<number[]>;
};

/** The papers for which a subscriber counts: who gets no editions has no say in them. */
export const likedPapersOf = ({state, opinions}: Pick<Subscriber, 'state' | 'opinions'>): PaperId[] =>
  state === 'active' ? opinions.more : [];

export const openLikeIndex = ({
  redis,
  keys,
}: {
  redis: Redis;
  keys: {likes(paper: PaperId): string; likedPapers: string};
}): LikeIndex => {
  const numbersAt = async (papers: PaperId[]): Promise<number[][]> => {
    const replies = await pipelined(redis, pipeline => {
      for (const paper of papers) pipeline.smembers(keys.likes(paper));
    });
    return replies.map(numbersReply);
  };

  const sizesAt = async (papers: PaperId[]): Promise<number[]> => {
    const replies = await pipelined(redis, pipeline => {
      for (const paper of papers) pipeline.scard(keys.likes(paper));
    });
    return replies.map(Number);
  };

  return {
    add: async liking => {
      const papers = [...new Set(liking.flatMap(one => one.papers))];
      if (papers.length === 0) return;
      // Named first: a set that is not named would be missed when the index is made again.
      await redis.sadd(keys.likedPapers, ...papers);
      await pipelined(redis, pipeline => {
        for (const {number, papers: likes} of liking)
          for (const paper of likes) pipeline.sadd(keys.likes(paper), number);
      });
    },
    remove: async liking => {
      await pipelined(redis, pipeline => {
        for (const {number, papers} of liking)
          for (const paper of papers) pipeline.srem(keys.likes(paper), number);
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
    papers: async () => (await redis.smembers(keys.likedPapers)).flatMap(text => parsePaperId(text) ?? []),
    numbersAt: async paper => (await numbersAt([paper])).flat(),
  };
};
