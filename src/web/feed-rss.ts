import {html} from 'hono/html';
import type {Feed, FeedEntry} from './feed-entries.ts';

/** The feed as RSS 2.0 (rssboard.org/rss-specification), with the whole text in `content:encoded` and its own address in `atom:link`. */
export const printRss = ({title, description, home, self, entries, changedAt}: Feed): string =>
  html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>${title}</title>
<link>${home}</link>
<description>${description}</description>
<language>en</language>
${changedAt === null ? '' : html`<lastBuildDate>${dateOf(changedAt)}</lastBuildDate>\n`}<atom:link rel="self" type="application/rss+xml" href="${self}"/>
${entries.map(itemOf)}</channel>
</rss>
`.toString();

const itemOf = ({id, url, title, at, summary, content}: FeedEntry) => html`<item>
<title>${title}</title>
<link>${url}</link>
<guid isPermaLink="false">${id}</guid>
<pubDate>${dateOf(at)}</pubDate>
<description>${summary}</description>
<content:encoded>${content}</content:encoded>
</item>
`;

/** As RFC 822 writes it, with the four digits of the year that RSS asks for. */
const dateOf = (at: number): string => new Date(at).toUTCString();
