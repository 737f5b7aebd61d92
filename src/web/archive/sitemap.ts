import type {Context} from 'hono';
import {html} from 'hono/html';
import type {WebDeps} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {monthPath} from '../frame/site.ts';

/**
 * A sitemap has at most 50,000 addresses (sitemaps.org/protocol.html); the months and the first two pages
 * need room too.
 */
const MAX_EDITIONS = 40_000;

/**
 * `/sitemap.xml`: the front page, the list, every month and every edition, each edition with the time it was
 * built. Papers' own pages are found from their editions.
 */
export const showSitemap =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const [editions, months] = await Promise.all([
      deps.editions.archive.newest(MAX_EDITIONS),
      deps.editions.archive.months(),
    ]);
    const pages = [
      {path: '/', changedAt: null},
      {path: '/editions', changedAt: null},
      ...months.map(month => ({path: monthPath(month), changedAt: null})),
      ...editions.map(({id, builtAt}) => ({path: `/editions/${id}`, changedAt: builtAt})),
    ];
    const text = html`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.map(
  ({path, changedAt}) => html`<url><loc>${deps.publicUrl}${path}</loc>${lastChange(changedAt)}</url>\n`,
)}</urlset>
`.toString();
    return c.body(text, 200, {
      'Content-Type': 'application/xml; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    });
  };

/**
 * `/robots.txt` (RFC 9309): nothing is forbidden; what is a person's own says by header that no search engine
 * lists it.
 */
export const showRobots =
  ({publicUrl}: WebDeps) =>
  (c: Context): Response =>
    c.text(`User-agent: *\nAllow: /\n\nSitemap: ${publicUrl}/sitemap.xml\n`, 200, {
      'Cache-Control': 'public, max-age=86400',
    });

const lastChange = (at: number | null): Html | string =>
  at === null ? '' : html`<lastmod>${new Date(at).toISOString()}</lastmod>`;
