import type {Context} from 'hono';
import {html} from 'hono/html';
import {longMonth} from '../../editions/date-words.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import type {Month} from '../../editions/month.ts';
import {countOf} from '../../ranking/votes.ts';
import type {WebRooms} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {page} from '../frame/layout.ts';
import {monthPath} from '../frame/site.ts';
import {editionList, trail} from './archive-parts.ts';

/** `/editions/2026-03`: the editions of a month with what they begin with, its weeks among its days; 404 for a month without any. */
export const showMonth = async (rooms: WebRooms, c: Context, month: Month): Promise<Response> => {
  const editions = await rooms.archive.ofMonth(month);
  if (editions.length === 0) return notFound(rooms)(c);
  const weeks = editions.filter(({id}) => isWeekly(id)).length;
  const counts = [countOf(editions.length - weeks, 'day'), countOf(weeks, 'week')].filter(
    words => !words.startsWith('0 '),
  );
  c.header('Cache-Control', 'public, max-age=300');
  return c.html(
    page({
      site: rooms,
      title: longMonth(month),
      description: `The editions of ${longMonth(month)}, with the first papers of each.`,
      canonical: monthPath(month),
      body: html`${trail(rooms, {month})}
<h1>${longMonth(month)}</h1>
<p class="facts">${counts.join(' · ')}</p>
${editionList(rooms, editions)}`,
    }),
  );
};
