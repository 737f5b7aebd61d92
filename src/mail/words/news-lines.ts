import type {Speech} from '../../../templates/languages/speech.ts';
import {arxivPage} from '../../papers/paper-id.ts';
import {beginningOf} from '../../ranking/library/named-papers.ts';
import type {MailNews, OwnNews} from '../../ranking/library/news/news-index.ts';
import {onOneLine} from '../plain-text.ts';

/** The slots of one line of news: what it is about, where to read it, and what became of it. */
export type NewsSlots = {newsTitle: string; newsUrl: string; newsWords: string};

/** A line of news, plain. */
export const newsLine = (news: OwnNews, speech: Speech): NewsSlots => ({
  newsTitle: onOneLine(beginningOf(news.title)),
  newsUrl: news.kind === 'code' ? news.url : (arxivPage(news.paper) ?? ''),
  newsWords: onOneLine(newsInWords(news, speech)),
});

/** `More news: 7`; '' for none. */
const moreNewsLine = (news: MailNews | undefined, {say}: Speech): string =>
  news === undefined || news.more === 0 ? '' : say('news.more', {n: news.more});

/** How much more news there is than its lines; and whether there is any, as older editions ask. */
export const newsSlots = (news: MailNews | undefined, speech: Speech) => ({
  news: news === undefined ? '' : 'yes',
  newsMore: moreNewsLine(news, speech),
});

/** What became of a paper: `version 3`. */
export const newsInWords = (news: OwnNews, {say}: Speech): string => {
  switch (news.kind) {
    case 'version':
      return news.version === 0 ? say('news.newVersion') : say('news.version', {n: news.version});
    case 'withdrawn':
      return say('news.withdrawn');
    case 'code':
      return say('news.code', {host: new URL(news.url).hostname});
    case 'new':
      return say('news.new', {author: news.author});
  }
};
