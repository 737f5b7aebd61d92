import {z} from 'zod';
import {DAY, utcDay} from '../../../clock.ts';
import type {Redis} from '../../../redis/redis.ts';
import {parsePaperId} from '../../paper-id.ts';
import {newsId, type PaperNews} from './paper-news.ts';

/** News of papers by the UTC day on which they were seen; a day is forgotten after some weeks. */
export type NewsStore = {
  /** Keeps news under a day. What stands there already stays as it is. */
  add(day: string, news: readonly PaperNews[]): Promise<void>;
  /** How many each of the days has, in their order. */
  count(days: readonly string[]): Promise<number[]>;
  /** The news of a day, in the order of their ids. */
  find(day: string): Promise<PaperNews[]>;
};

/** Longer than anybody is told of them. */
const KEPT_SECONDS = 30 * 86_400;

/** So many are kept of a day: more are a source's fault. */
const MAX_OF_A_DAY = 5_000;

/** News is told for so many days after it was seen: somebody's mail may come once a week. */
export const NEWS_DAYS = 10;

/** The days of which news is still told at an instant (ms), the oldest first. */
export const newsDays = (now: number): string[] =>
  Array.from({length: NEWS_DAYS}, (_, at) => utcDay(now - (NEWS_DAYS - 1 - at) * DAY));

export const openNews = ({redis, prefix}: {redis: Redis; prefix: string}): NewsStore => {
  /** Hash: an id of news to its JSON. */
  const key = (day: string): string => `${prefix}:{news}:${day}`;
  return {
    add: async (day, news) => {
      if (news.length === 0) return;
      const known = await redis.hlen(key(day));
      const steps = redis.multi();
      for (const one of news.slice(0, Math.max(0, MAX_OF_A_DAY - known)))
        steps.hsetnx(key(day), newsId(one), JSON.stringify(one));
      await steps.expire(key(day), KEPT_SECONDS).exec();
    },
    count: days => Promise.all(days.map(day => redis.hlen(key(day)))),
    find: async day => {
      const stored = Object.entries(await redis.hgetall(key(day)));
      return stored.sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, text]) => parseNews(text));
    },
  };
};

const about = {
  paper: z.string().transform((text, context) => {
    const id = parsePaperId(text);
    if (id) return id;
    context.addIssue('no paper id');
    return z.NEVER;
  }),
  title: z.string(),
};

const newsSchema = z.discriminatedUnion('kind', [
  z.object({...about, kind: z.literal('version'), version: z.number()}),
  z.object({...about, kind: z.literal('withdrawn')}),
  z.object({...about, kind: z.literal('code'), url: z.string()}),
  z.object({...about, kind: z.literal('new'), authors: z.array(z.string())}),
]);

/** Nothing for what nobody can read. */
const parseNews = (text: string): PaperNews[] => {
  try {
    const parsed = newsSchema.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
};
