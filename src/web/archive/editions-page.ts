import type {Context} from 'hono';
import {html} from 'hono/html';
import type {EditionSummary} from '../../editions/archive.ts';
import {longMonth, shortMonth} from '../../editions/date-words.ts';
import type {Month} from '../../editions/month.ts';
import type {WebRooms} from '../deps.ts';
import {type Html, page} from '../frame/layout.ts';
import {monthPath, pathTo} from '../frame/site.ts';
import {editionList} from './archive-parts.ts';

/** So many of the newest months show their editions, so that the page is not bare on the first of a month. */
const OPEN_MONTHS = 2;

/** `/editions`: the editions of the newest two months, newest first, and the way to all months before. */
export const showEditions =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const months = await rooms.archive.months();
    const open = await Promise.all(months.slice(0, OPEN_MONTHS).map(readMonthOf(rooms)));
    c.header('Cache-Control', 'public, max-age=60');
    return c.html(
      page({
        site: rooms,
        title: 'Editions',
        description: `Every edition of ${rooms.name}, newest first.`,
        canonical: '/editions',
        body: html`<h1>Editions</h1>
${months.length === 0 ? html`<p>No editions yet.</p>` : ''}${open.map(month => openMonth(rooms, month))}${earlierMonths(rooms, months.slice(OPEN_MONTHS))}`,
      }),
    );
  };

type OpenMonth = {month: Month; editions: EditionSummary[]};

const readMonthOf =
  ({archive}: WebRooms) =>
  async (month: Month): Promise<OpenMonth> => ({month, editions: await archive.ofMonth(month)});

const openMonth = (rooms: WebRooms, {month, editions}: OpenMonth): Html =>
  html`<section aria-labelledby="m${month}">
<h2 id="m${month}"><a href="${pathTo(rooms, monthPath(month))}">${longMonth(month)}</a></h2>
${editionList(rooms, editions)}
</section>
`;

const earlierMonths = (rooms: WebRooms, months: Month[]): Html | string => {
  if (months.length === 0) return '';
  const years = [...new Set(months.map(yearOf))];
  return html`<section aria-labelledby="earlier">
<h2 id="earlier">Earlier</h2>
<dl class="years">
${years.map(
  year => html`<dt>${year}</dt>
<dd>${months.filter(month => yearOf(month) === year).map(month => html`<a href="${pathTo(rooms, monthPath(month))}">${shortMonth(month)}<span class="unseen"> ${year}</span></a>\n`)}</dd>
`,
)}</dl>
</section>
`;
};

const yearOf = (month: Month): string => month.slice(0, 4);
