import type {Context} from 'hono';
import {html} from 'hono/html';
import {dateOf} from '../mail/wording.ts';
import {countOf} from '../ranking/votes.ts';
import {page} from './layout.ts';
import {pathTo} from './site.ts';
import type {ListedEdition, WebRooms} from './web-rooms.ts';

/** `/editions`: all editions, newest first. */
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
    : html`<ul class="editions">
${editions.map(edition => html`<li>${editionLine(rooms, edition)}</li>\n`)}</ul>`
}`,
      }),
    );
  };

const editionLine = (rooms: WebRooms, {id, papers}: ListedEdition) =>
  html`<a href="${pathTo(rooms, `/editions/${id}`)}">${dateOf(id).long}</a> <span class="facts">${countOf(papers, 'paper')}</span>`;
