import {html, raw} from 'hono/html';
import type {Html} from '../frame/layout.ts';
import type {Feed, FeedEntry} from './feed-entries.ts';

/**
 * The feed as RSS 2.0 (rssboard.org/rss-specification), with the whole text in `content:encoded` and its own
 * address in `atom:link`, written as the RSS Advisory Board's profile advises (rssboard.org/rss-profile).
 */
export const printRss = ({language, title, description, home, self, entries, changedAt}: Feed): string =>
  html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>${plain(title)}</title>
<link>${home}</link>
<description>${asHtml(description)}</description>
<language>${language}</language>
${changedAt === null ? '' : html`<lastBuildDate>${dateOf(changedAt)}</lastBuildDate>`}
<atom:link rel="self" type="application/rss+xml" href="${self}"/>
${entries.map(itemOf)}</channel>
</rss>
`.toString();

const itemOf = ({id, url, title, at, summary, content}: FeedEntry) => html`<item>
<title>${plain(title)}</title>
<link>${url}</link>
<guid isPermaLink="false">${id}</guid>
<pubDate>${dateOf(at)}</pubDate>
<description>${asHtml(summary)}</description>
<content:encoded>${content}</content:encoded>
</item>
`;

/** Of the ways to write `&` and `<`, the one that fewest readers take for the beginning of HTML. */
const plain = (text: string): Html =>
  html`${raw(html`${text}`.toString().replaceAll('&amp;', '&#x26;').replaceAll('&lt;', '&#x3C;'))}`;

/** A description is read as HTML: plain text is escaped once for that, and once more as anything in XML. */
const asHtml = (text: string): string => html`${text}`.toString();

/** As RFC 822 writes it, with the four digits of the year that RSS asks for. */
const dateOf = (at: number): string => new Date(at).toUTCString();
