import type {Clock} from '../../../clock.ts';
import type {LoadInterests} from '../../../delivery/chunks/load-interests.ts';
import type {Libraries} from '../../../editions/learning/library-store.ts';
import type {Log} from '../../../log.ts';
import {type NewsStore, newsDays} from '../../../papers/catalogue/news/news-store.ts';
import {indexNews, type OwnNews} from '../../../ranking/library/news/news-index.ts';
import {newsReaderOf} from '../../../ranking/library/news/own-authors.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';

export type LoadNewsDeps = {
  libraries: Pick<Libraries, 'find'>;
  news: Pick<NewsStore, 'find'>;
  loadInterests: LoadInterests;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** What became of a subscriber's papers of late, whether a mail told it or not; what weighs most first. */
export const loadNews = async (deps: LoadNewsDeps, subscriber: Subscriber): Promise<OwnNews[]> => {
  const {libraries, news, loadInterests, clock, log} = deps;
  const {number} = subscriber;
  const [library, [interests], days] = await Promise.all([
    libraries.find(number),
    loadInterests([subscriber], null),
    Promise.all(newsDays(clock.now()).map(news.find)),
  ]);
  const of = {owned: library?.ids ?? [], libraryAuthors: library?.authors ?? []};
  const found = interests ? indexNews(days.flat()).newsFor(newsReaderOf({...interests, ...of})) : [];
  log.debug({event: 'news.shown', outcome: found.length, subscriber: number});
  return found;
};
