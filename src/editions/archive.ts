import type {Redis} from '../redis/redis.ts';
import {type AdjacentEditions, adjacentTo} from './adjacent-editions.ts';
import type {EditionId} from './edition.ts';
import {toEditionIds} from './edition-id.ts';
import {editionKeys} from './edition-keys.ts';
import type {Editions} from './edition-store.ts';
import {boundsOf, type Month, monthOf} from './month.ts';

/** One edition among others. */
export type ListedEdition = {
  id: EditionId;
  papers: number;
  /** Milliseconds since 1970. */
  builtAt: number;
};

/** The same with what it begins with. */
export type EditionSummary = ListedEdition & {
  /** The titles of its first papers, `SUMMARY_TITLES` at most. */
  titles: string[];
};

export type Archive = {
  /** The newest editions first, of both rhythms, from among so many newest entries. */
  newest(most: number): Promise<ListedEdition[]>;
  /** The months that have editions, the newest first. */
  months(): Promise<Month[]>;
  /**
   * The editions of a month with their first titles, the newest first: its days, and the weeks that end in
   * it.
   */
  ofMonth(month: Month): Promise<EditionSummary[]>;
  /** What is read before and after an edition; null at the ends. */
  adjacent(id: EditionId): Promise<AdjacentEditions>;
};

/** How many titles show what an edition begins with. */
export const SUMMARY_TITLES = 3;

/** Title lists that are kept in memory: some years of editions, at about 500 bytes each. */
const MAX_KEPT_TITLES = 2000;

/**
 * The frozen editions by the calendar. What it costs depends on a month, not on how many editions there are.
 */
export const openArchive = ({
  redis,
  prefix,
  editions,
}: {
  redis: Redis;
  prefix: string;
  editions: Pick<Editions, 'entry' | 'find' | 'list'>;
}): Archive => {
  const {index, edition: key} = editionKeys(prefix);
  const stands = async (id: EditionId): Promise<boolean> => (await redis.hexists(key(id), 'hash')) === 1;
  const summaryOf = openSummaries(editions);

  const hasEdition = async (ids: EditionId[]): Promise<boolean> => {
    for (const id of ids) if (await stands(id)) return true;
    return false;
  };

  return {
    newest: async most =>
      (await editions.list(most)).flatMap(entry =>
        entry.kind === 'edition' ? [{id: entry.id, papers: entry.papers, builtAt: entry.builtAt}] : [],
      ),
    months: async () => {
      const months = new Map<Month, EditionId[]>();
      for (const id of toEditionIds(await redis.zrevrange(index, 0, -1)))
        months.set(monthOf(id), [...(months.get(monthOf(id)) ?? []), id]);
      const found = await Promise.all(
        [...months].map(async ([month, ids]) => ((await hasEdition(ids)) ? [month] : [])),
      );
      return found.flat();
    },
    ofMonth: async month => {
      const {from, until} = boundsOf(month);
      const ids = toEditionIds(await redis.zrevrangebyscore(index, `(${until}`, from));
      return (await Promise.all(ids.map(summaryOf))).flat();
    },
    adjacent: id => adjacentTo({redis, index, stands}, id),
  };
};

/** Titles are kept under the hash: what is frozen never changes. */
const openSummaries = (editions: Pick<Editions, 'entry' | 'find'>) => {
  const keptTitles = new Map<string, string[]>();

  const titlesOf = async (id: EditionId, hash: string): Promise<string[]> => {
    const known = keptTitles.get(hash);
    if (known) return known;
    const papers = (await editions.find(id))?.content.papers ?? [];
    const titles = papers.slice(0, SUMMARY_TITLES).map(({title}) => title);
    const oldest = keptTitles.keys().next();
    if (keptTitles.size >= MAX_KEPT_TITLES && !oldest.done) keptTitles.delete(oldest.value);
    keptTitles.set(hash, titles);
    return titles;
  };

  return async (id: EditionId): Promise<EditionSummary[]> => {
    const entry = await editions.entry(id);
    if (entry?.kind !== 'edition') return [];
    const {papers, builtAt, hash} = entry;
    return [{id, papers, builtAt, titles: await titlesOf(id, hash)}];
  };
};
