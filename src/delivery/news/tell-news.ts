import {type Clock, SECOND} from '../../clock.ts';
import {type NewsStore, newsDays} from '../../papers/catalogue/news/news-store.ts';
import {newsId} from '../../papers/catalogue/news/paper-news.ts';
import {
  indexNews,
  type MailNews,
  type NewsIndex,
  type NewsReader,
} from '../../ranking/library/news/news-index.ts';
import type {ChunkName} from '../ledger/chunk-name.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {Claim, ToldNewsStore} from './told-store.ts';

export type TellNewsDeps = {
  news: NewsStore;
  told: Pick<ToldNewsStore, 'claim'>;
  ledger: Pick<Ledger, 'mayHaveLeft'>;
  clock: Pick<Clock, 'now'>;
};

/** A reader, and what of them news is found by. */
export type NewsOf = NewsReader & {number: number};

/**
 * The news that a mail tells each of its readers, in their order; null for nothing. From here on no other
 * mail tells it, unless this one is known never to have left.
 */
export type TellNews = (mail: ChunkName, readers: NewsOf[]) => Promise<(MailNews | null)[]>;

/** More lines are more than a mail has room for (docs/mail.md). */
const MAX_LINES = 2;

export const openTellNews = (deps: TellNewsDeps): TellNews => {
  const loadIndex = openLoadIndex(deps);
  return async (mail, readers) => {
    if (readers.every(({papers, authors}) => papers.length + authors.length === 0))
      return readers.map(() => null);
    const index = await loadIndex();
    const told: (MailNews | null)[] = [];
    for (const reader of readers) told.push(await tellOne(deps, {mail, reader, index}));
    return told;
  };
};

/** So long an index is good before it is asked whether there is more. */
const FRESH_MS = 30 * SECOND;

/** Reads the days' news again only where there is more of it. */
const openLoadIndex = ({news, clock}: Pick<TellNewsDeps, 'news' | 'clock'>): (() => Promise<NewsIndex>) => {
  let last: {readAt: number; state: string; index: NewsIndex} | null = null;
  return async () => {
    const now = clock.now();
    if (last && Math.abs(now - last.readAt) < FRESH_MS) return last.index;
    const days = newsDays(now);
    const state = [...days, ...(await news.count(days))].join(' ');
    const index =
      last?.state === state ? last.index : indexNews((await Promise.all(days.map(news.find))).flat());
    last = {readAt: now, state, index};
    return index;
  };
};

type Telling = {mail: ChunkName; reader: NewsOf; index: NewsIndex};

const tellOne = async (deps: TellNewsDeps, {mail, reader, index}: Telling): Promise<MailNews | null> => {
  const found = index.newsFor(reader);
  if (found.length === 0) return null;
  const {number} = reader;
  const own = await claimAll(deps, {mail, number, ids: found.map(newsId)});
  const told = found.filter((_, place) => own[place]);
  const lines = told.slice(0, MAX_LINES);
  return told.length === 0 ? null : {lines, more: told.length - lines.length};
};

type Claiming = {mail: ChunkName; number: number; ids: string[]};

/** Whether each is this mail's to tell. What another mail has and never took to its reader is told again. */
const claimAll = async (
  {told, ledger, clock}: TellNewsDeps,
  {mail, number, ids}: Claiming,
): Promise<boolean[]> => {
  const now = clock.now();
  const claim = (claims: Claim[]) => told.claim({number, mail, claims, now});
  const holders = await claim(ids.map(id => ({id, neverLeft: null})));
  const held = holders.flatMap((holder, place) => (holder ? [{id: ids[place] ?? '', holder}] : []));
  const left = await Promise.all(held.map(({holder}) => ledger.mayHaveLeft(holder, number)));
  const free = held.filter((_, place) => !left[place]);
  const again = free.length === 0 ? [] : await claim(free.map(({id, holder}) => ({id, neverLeft: holder})));
  const won = new Set(free.flatMap(({id}, place) => (again[place] === null ? [id] : [])));
  return holders.map((holder, place) => holder === null || won.has(ids[place] ?? ''));
};
