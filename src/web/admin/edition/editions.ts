import {html} from 'hono/html';
import type {AdminContext} from '../../deps.ts';
import {pathTo} from '../../frame/site.ts';
import {requireSession} from '../admin-action.ts';
import {adminPage} from '../parts.ts';
import {editionTable} from '../today/edition-table.ts';

const PAGE_SIZE = 50;

/** Decades of editions. */
const MAX_SKIP = 100_000;

/** `GET /admin/editions?after=50`: all editions, newest first, so many a page. */
export const showEditions = (context: AdminContext) =>
  requireSession(context, async (c, session) => {
    const {deps} = context;
    const skip = parseSkip(c.req.query('after'));
    const rows = await deps.today.editionRows({limit: PAGE_SIZE + 1, skip});
    const older = rows.length > PAGE_SIZE ? skip + PAGE_SIZE : null;
    return c.html(
      adminPage({
        ...{site: deps, title: 'Editions', session, place: 'editions'},
        body: html`<h1>Editions</h1>
${rows.length === 0 ? html`<p>No editions yet.</p>` : editionTable(deps, rows.slice(0, PAGE_SIZE))}
<p class="row">${skip === 0 ? '' : html`<a href="${pathTo(deps, '/admin/editions')}">Newest</a> `}${
          older === null ? '' : html`<a href="${pathTo(deps, `/admin/editions?after=${older}`)}">Older</a>`
        }</p>`,
      }),
    );
  });

const parseSkip = (text: string | undefined): number =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Math.min(Number(text), MAX_SKIP) : 0;
