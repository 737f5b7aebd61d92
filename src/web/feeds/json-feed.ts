import type {Feed} from './feed-entries.ts';

/** The feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export const printJsonFeed = ({language, title, description, author, home, self, entries}: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    home_page_url: home,
    feed_url: self,
    language,
    authors: [{name: author}],
    items: entries.map(({id, url, title, at, summary, content}) => ({
      id,
      url,
      title,
      summary,
      content_html: content,
      date_published: new Date(at).toISOString(),
    })),
  });
