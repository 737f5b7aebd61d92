import {openCatalogue} from '../../../src/papers/catalogue/catalogue.ts';
import type {Paper, PaperId, SourceItem} from '../../../src/papers/paper.ts';
import {paperIdOfTitle, parsePaperId} from '../../../src/papers/paper-id.ts';
import {openTestRedis} from '../../support/redis.ts';

export const day = '2026-03-12';
export const nine = Date.parse('2026-03-12T09:00:00Z');
export const hour = 3_600_000;

export const id = (text: string): PaperId => {
  const known = parsePaperId(text);
  if (!known) throw new Error(`${text} is no id`);
  return known;
};

export type Given = Partial<Paper> & {votes?: number | null; comments?: number; at?: number; on?: string};

/** An item; without an id it is one of a text page, known by its title alone. */
export const item = (given: Given = {}): SourceItem => {
  const {votes = null, comments, at = nine, on = day, ...paper} = given;
  const title = paper.title ?? 'On Cats';
  return {
    paper: {
      id: paperIdOfTitle(title),
      abstract: 'We study cats.',
      summary: null,
      authors: [],
      organisation: null,
      keywords: [],
      publishedAt: null,
      links: {page: null, pdf: null, code: null, project: null},
      source: paper.id ? 'hugging-face' : 'page',
      ...paper,
      title,
    },
    snapshot: {at, votes, comments: comments ?? null, stars: null},
    day: on,
  };
};

export const cats = id('2603.00001');
export const dogs = id('2603.00002');

/** A catalogue on a database of its own. */
export const openCatalogueDesk = async () => {
  const house = await openTestRedis();
  const {redis, prefix} = house;
  const catalogue = openCatalogue({redis, prefix});

  const idsOn = async (which: string): Promise<string[]> =>
    (await catalogue.candidatesOf(which)).map(({paper}) => paper.id);

  /**
   * Everything that stands in the database, to compare; but for the numbers of changes, which tell how often
   * something was done.
   */
  const everything = async (): Promise<unknown> => {
    const changes = `${prefix}:{days}:changes`;
    const names = (await redis.keys('*')).filter(name => name !== changes).sort();
    return Promise.all(
      names.map(async name => [
        name,
        (await redis.type(name)) === 'hash'
          ? Object.entries(await redis.hgetall(name)).sort()
          : await redis.zrange(name, 0, '-1', 'WITHSCORES'),
      ]),
    );
  };

  return {house, redis, prefix, catalogue, idsOn, everything};
};
