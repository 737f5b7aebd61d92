import type {Context} from 'hono';
import {html} from 'hono/html';
import {isWeekly} from '../editions/edition-id.ts';
import {dateOf} from '../mail/wording.ts';
import {countOf} from '../ranking/votes.ts';
import {type Html, page} from './layout.ts';
import {pathTo} from './site.ts';
import type {ListedEdition, WebRooms} from './web-rooms.ts';

/** `/editions`: all editions, newest first, weeks beside days. */
export const showEditions =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const editions = await rooms.editions.list();
    c.header('Cache-Control', 'public, max-age=60');
    return c.html(
      page({
        site: rooms,
        title: 'Editions',
        description: `Every edition of ${rooms.name}, newest first.`,
        canonical: '/editions',
        body: html`<h1>Editions</h1>
${
  editions.length === 0
    ? html`<p>The first edition has yet to be built.</p>`
    : html`<div class="shelves">
${shelf(rooms, {
  name: 'Weeks',
  editions: editions.filter(({id}) => isWeekly(id)),
})}${shelf(rooms, {
  name: 'Days',
  editions: editions.filter(({id}) => !isWeekly(id)),
})}</div>`
}`,
      }),
    );
  };

const shelf = (
  rooms: WebRooms,
  {name, editions}: {name: string; editions: ListedEdition[]},
): Html | string =>
  editions.length === 0
    ? ''
    : html`<div>
<h2 id="${name.toLowerCase()}">${name}</h2>
<ul class="editions" aria-labelledby="${name.toLowerCase()}">
${editions.map(edition => html`<li>${editionLine(rooms, edition)}</li>\n`)}</ul>
</div>
`;

const editionLine = (rooms: WebRooms, {id, papers}: ListedEdition) =>
  html`<a href="${pathTo(rooms, `/editions/${id}`)}">${dateOf(id).long}</a> <span class="facts">${countOf(papers, 'paper')}</span>`;
