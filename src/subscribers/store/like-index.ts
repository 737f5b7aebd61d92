import type {PaperId} from '../../papers/paper.ts';
import {paperIdOfTitle, parsePaperId} from '../../papers/paper-id.ts';
import type {Redis} from '../../redis.ts';
import type {Subscriber} from '../subscriber.ts';
import {numbersReply, pipelined} from './pipelined.ts';

/** A subscriber's number, and papers of which they want more. */
export type Wanting = {number: number; papers: PaperId[]};

/**
 * Who wants more like which paper: a set of the numbers of active subscribers for each, so that nobody counts twice. The
 * records stay the truth; this is what is counted without reading them all.
 */
export type WantedIndex = {
  add(wanting: Wanting[]): Promise<void>;
  remove(wanting: Wanting[]): Promise<void>;
  /** How many want more like each paper; those that nobody wants are left out. What was said under the id of a paper's title counts for it too. */
  count(papers: {id: PaperId; title: string}[]): Promise<Map<PaperId, number>>;
  /** Every paper that somebody wanted, once or still. */
  papers(): Promise<PaperId[]>;
  /** The numbers that stand at a paper, ascending. */
  numbersAt(paper: PaperId): Promise<number[]>;
};

/** The papers for which a subscriber counts: who gets no editions has no say in them. */
export const wantedBy = ({state, opinions}: Pick<Subscriber, 'state' | 'opinions'>): PaperId[] =>
  state === 'active' ? opinions.more : [];

export const openWantedIndex = ({
  redis,
  keys,
}: {
  redis: Redis;
  keys: {wanted(paper: PaperId): string; wantedPapers: string};
}): WantedIndex => {
  const numbersAt = async (papers: PaperId[]): Promise<number[][]> => {
    const replies = await pipelined(redis, pipeline => {
      for (const paper of papers) pipeline.smembers(keys.wanted(paper));
    });
    return replies.map(numbersReply);
  };

  const sizesAt = async (papers: PaperId[]): Promise<number[]> => {
    const replies = await pipelined(redis, pipeline => {
      for (const paper of papers) pipeline.scard(keys.wanted(paper));
    });
    return replies.map(Number);
  };

  return {
    add: async wanting => {
      const papers = [...new Set(wanting.flatMap(one => one.papers))];
      if (papers.length === 0) return;
      // Named first: a set that is not named would be missed when the index is made anew.
      await redis.sadd(keys.wantedPapers, ...papers);
      await pipelined(redis, pipeline => {
        for (const {number, papers: wanted} of wanting)
          for (const paper of wanted) pipeline.sadd(keys.wanted(paper), number);
      });
    },
    remove: async wanting => {
      await pipelined(redis, pipeline => {
        for (const {number, papers} of wanting)
          for (const paper of papers) pipeline.srem(keys.wanted(paper), number);
      });
    },
    count: async papers => {
      const known = await Promise.all([
        sizesAt(papers.map(({id}) => id)),
        sizesAt(papers.map(({title}) => paperIdOfTitle(title))),
      ]);
      const counts = new Map<PaperId, number>();
      for (const [place, {id, title}] of papers.entries()) {
        const twin = paperIdOfTitle(title);
        const [own = 0, ofTwin = 0] = known.map(sizes => sizes[place]);
        const count = ofTwin === 0 || twin === id ? own : new Set((await numbersAt([id, twin])).flat()).size;
        if (count > 0) counts.set(id, count);
      }
      return counts;
    },
    papers: async () => (await redis.smembers(keys.wantedPapers)).flatMap(text => parsePaperId(text) ?? []),
    numbersAt: async paper => (await numbersAt([paper])).flat(),
  };
};
