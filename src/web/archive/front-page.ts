import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Edition} from '../../editions/edition.ts';
import {dateOf} from '../../mail/wording.ts';
import {countOf} from '../../ranking/votes.ts';
import type {WebDeps} from '../deps.ts';
import {feedAddresses} from '../feeds/feed-addresses.ts';
import {type Html, page} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {subscribeBox} from '../subscription/subscribe-box.ts';

/** How many titles of the latest edition the front page shows. */
const SHOWN_TITLES = 5;

/** `/`: what it is, the subscribe box, and the latest edition. */
export const showFrontPage =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const latest = await deps.editions.latest();
    c.header('Cache-Control', 'public, max-age=60');
    return c.html(
      page({
        site: deps,
        title: deps.name,
        description:
          'Trending research papers in your inbox, at the hour you choose, each with the reason it ' +
          'was picked.',
        canonical: '/',
        feeds: Object.values(feedAddresses),
        body: html`<h1>Trending research papers, in your inbox</h1>
<p class="lead">The day’s or the week’s trending papers, at the hour you choose, each with the reason it was
picked. One email per edition, no tracking, one-click unsubscribe.</p>
${subscribeBox({site: deps})}
${latest === null ? html`<p>No editions yet.</p>` : latestEdition(deps, latest)}
${feedLine(deps)}`,
      }),
    );
  };

const latestEdition = (deps: WebDeps, {content: {id, papers}}: Edition): Html => {
  const path = pathTo(deps, `/editions/${id}`);
  return html`<section aria-labelledby="latest">
<h2 id="latest">${dateOf(id).long}</h2>
<ol class="titles">
${papers
  .slice(0, SHOWN_TITLES)
  .map(({title, rank}) => html`<li dir="auto"><a href="${path}#p${rank}">${title}</a></li>\n`)}</ol>
<p><a href="${path}">Read the whole edition</a>: ${countOf(papers.length, 'paper')} with abstracts</p>
</section>`;
};

const feedLine = (deps: WebDeps): Html => {
  const links = Object.values(feedAddresses).map(
    ({path, name}) => html`<a href="${pathTo(deps, path)}">${name}</a>`,
  );
  const example = `${feedAddresses.atom.path}?topic=agents`;
  return html`<p class="facts">Feeds: ${links.map(link => html`${link} · `)}one topic:
<a href="${pathTo(deps, example)}">${example}</a></p>`;
};
