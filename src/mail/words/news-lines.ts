import type {Speech} from '../../../templates/languages/speech.ts';
import {arxivPage} from '../../papers/paper-id.ts';
import {beginningOf} from '../../ranking/library/named-papers.ts';
import type {MailNews, OwnNews} from '../../ranking/library/news/news-index.ts';
import {onOneLine} from '../plain-text.ts';

/** The slots of one line of news: what it is about, where to read it, and what became of it. */
export type NewsSlots = {newsTitle: string; newsUrl: string; newsWords: string};

/** A line of news, plain. A work that cites is the title, since it is what is new. */
export const newsLine = (news: OwnNews, speech: Speech): NewsSlots => {
  const title = news.kind === 'cited' ? news.by.title : news.title;
  return {
    newsTitle: onOneLine(beginningOf(title)),
    newsUrl: urlOf(news),
    newsWords: onOneLine(newsInWords(news, speech)),
  };
};

/** `More news: 7`; '' for none. */
const moreNewsLine = (news: MailNews | undefined, {say}: Speech): string =>
  news === undefined || news.more === 0 ? '' : say('news.more', {n: news.more});

/** Whether news stands there, and how much more there is: in the lines around it. */
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
    case 'model':
      return say(`news.${news.kind}`, {host: new URL(news.url).hostname});
    case 'cited': {
      const title = beginningOf(news.title);
      return news.others === 0
        ? say('news.cited', {title})
        : say('news.citedMore', {title, n: news.others + 1});
    }
    case 'new':
      return say('news.new', {author: news.author});
  }
};

const urlOf = (news: OwnNews): string => {
  if (news.kind === 'code' || news.kind === 'model') return news.url;
  return news.kind === 'cited' ? news.by.url : (arxivPage(news.paper) ?? '');
};
