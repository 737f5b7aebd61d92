import type {Context} from 'hono';
import {html} from 'hono/html';
import type {AdjacentEditions} from '../../editions/adjacent-editions.ts';
import type {Edition, EditionPaper} from '../../editions/edition.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import {monthOf, parseMonth} from '../../editions/month.ts';
import {dateOf, dayInWords, paragraphsOf} from '../../mail/wording.ts';
import {countOf} from '../../ranking/votes.ts';
import {cardOfEdition} from '../cards/cards.ts';
import type {WebDeps} from '../deps.ts';
import {feedAddresses} from '../feeds/feed-addresses.ts';
import {notFound} from '../frame/error-pages.ts';
import {type Html, page} from '../frame/layout.ts';
import {abstractOf, byline, factsLine, isWebLink} from '../frame/paper-parts.ts';
import {pathTo} from '../frame/site.ts';
import {subscribeBox} from '../subscription/subscribe-box.ts';
import {breadcrumbNav, prevNextLinks} from './archive-parts.ts';
import {showMonth} from './edition-month.ts';
import {describeEdition} from './schema-org.ts';
import {PICTURED_PAPERS, pictureOf} from './thumbnails.ts';

/**
 * `/editions/:id`: the papers page of one edition: the subscribe box, the date, the papers with their
 * abstracts; or a month's editions.
 */
export const showEdition =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const asked = c.req.param('id') ?? '';
    const month = parseMonth(asked);
    if (month) return showMonth(deps, c, month);
    const reading = parseEditionId(asked);
    const edition = reading.kind === 'edition-id' ? await deps.editions.find(reading.id) : null;
    if (!edition) return notFound(deps)(c);
    const adjacent = await deps.editions.archive.adjacent(edition.content.id);
    c.header('Cache-Control', 'public, max-age=300');
    return c.html(
      page({
        site: deps,
        title: dateOf(edition.content.id).long,
        description: `${countOf(edition.content.papers.length, 'paper')} with abstracts and links.`,
        canonical: `/editions/${edition.content.id}`,
        card: cardOfEdition(edition.content),
        about: describeEdition(deps, edition),
        feeds: Object.values(feedAddresses),
        body: editionBody(deps, edition, adjacent),
      }),
    );
  };

const editionBody = (
  deps: WebDeps,
  {content}: Edition,
  adjacent: AdjacentEditions,
): Html => html`${breadcrumbNav(deps, {id: content.id, month: monthOf(content.id)})}
${subscribeBox({site: deps})}
<h1>${dateOf(content.id).long}</h1>
<p class="facts">${countOf(content.papers.length, 'paper')}</p>
${noteOf(content.note ?? '')}<ol class="papers">
${content.papers.map(
  (paper, place) => html`<li id="paper-${paper.rank}">${paperArticle(deps, paper, place)}</li>\n`,
)}</ol>
${prevNextLinks(deps, adjacent)}`;

const noteOf = (note: string): Html | string => {
  const paragraphs = paragraphsOf(note);
  if (paragraphs.length === 0) return '';
  return html`<div class="note">
<p class="small">From the editor</p>
${paragraphs.map(lines => html`<p dir="auto">${lines.map(brokenLine)}</p>\n`)}</div>
`;
};

const brokenLine = (line: string, place: number): Html | string => (place === 0 ? line : html`<br>${line}`);

/** `place` counts from 0. */
const paperArticle = (site: WebDeps, paper: EditionPaper, place: number): Html => html`<article>
<h2><span class="rank">${paper.rank}.</span> <span dir="auto">${titleOf(site, paper)}</span></h2>
${byline(paper) === '' ? '' : html`<p class="by" dir="auto">${byline(paper)}</p>`}
${pictureOf(site, {
  ...paper,
  hasPicture: paper.hasPicture === true && place < PICTURED_PAPERS,
})}${abstractOf(paper)}
${factsLine({
  title: paper.title,
  facts: [...dayInWords(paper), ...paper.reasons],
  links: paper.links,
  cite: pathTo(site, `/papers/${paper.id}`),
})}
</article>`;

const titleOf = (site: WebDeps, {id, title, links}: EditionPaper): Html =>
  html`<a href="${isWebLink(links.page) ? links.page : pathTo(site, `/papers/${id}`)}">${title}</a>`;
