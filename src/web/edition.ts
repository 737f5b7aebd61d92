import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Edition, EditionPaper} from '../editions/edition.ts';
import {readEditionId} from '../editions/edition-id.ts';
import {dateOf} from '../mail/wording.ts';
import {countOf} from '../ranking/votes.ts';
import {notFound} from './error-pages.ts';
import {type Html, page} from './layout.ts';
import {subscribeBox} from './subscribe.ts';
import type {WebRooms} from './web-rooms.ts';

/** `/editions/:id`: the papers page of one edition: the subscribe box, the date, the papers with their abstracts. */
export const showEdition =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const reading = readEditionId(c.req.param('id') ?? '');
    const edition = reading.kind === 'edition-id' ? await rooms.editions.find(reading.id) : null;
    if (!edition) return notFound(rooms)(c);
    c.header('Cache-Control', 'public, max-age=300');
    return c.html(
      page({
        site: rooms,
        title: dateOf(edition.content.id).long,
        description: `${countOf(edition.content.papers.length, 'paper')} with their abstracts and links.`,
        canonical: `/editions/${edition.content.id}`,
        body: editionBody(rooms, edition),
      }),
    );
  };

const editionBody = (rooms: WebRooms, {content}: Edition): Html => html`${subscribeBox({site: rooms})}
<h1>${dateOf(content.id).long}</h1>
<p class="facts">${countOf(content.papers.length, 'paper')}</p>
<ol class="papers">
${content.papers.map(paper => html`<li id="paper-${paper.rank}">${paperArticle(paper)}</li>\n`)}</ol>`;

const paperArticle = (paper: EditionPaper): Html => html`<article>
<h2><span class="rank">${paper.rank}.</span> <span dir="auto">${titleOf(paper)}</span></h2>
${byline(paper) === '' ? '' : html`<p class="by" dir="auto">${byline(paper)}</p>`}
${paper.abstract === '' ? '' : html`<p class="abstract" dir="auto">${paper.abstract}</p>`}
${factsOf(paper)}
</article>`;

const titleOf = ({title, links}: EditionPaper): Html | string =>
  isWebLink(links.page) ? html`<a href="${links.page}">${title}</a>` : title;

/** `Ada Lovelace, Alan Turing and 4 others · Example Lab`, as far as it is known. */
const byline = ({authors, otherAuthors, organisation}: EditionPaper): string => {
  const others = otherAuthors === 1 ? ' and 1 other' : ` and ${otherAuthors} others`;
  const names = otherAuthors === 0 ? authors.join(', ') : `${authors.join(', ')}${others}`;
  return [names, organisation ?? ''].filter(part => part !== '').join(' · ');
};

const factsOf = (paper: EditionPaper): Html => {
  const links = linksOf(paper).map(
    ({label, url}) => html`<a href="${url}">${label}<span class="unseen"> of ${paper.title}</span></a>`,
  );
  const facts = [...paper.reasons, ...links];
  return html`<p class="facts">${facts.map((fact, index) => (index === 0 ? fact : html` · ${fact}`))}</p>`;
};

const linksOf = ({links}: EditionPaper): {label: string; url: string}[] =>
  [
    {label: 'Paper', url: links.page},
    {label: 'PDF', url: links.pdf},
    {label: 'Code', url: links.code},
    {label: 'Project', url: links.project},
  ].flatMap(({label, url}) => (isWebLink(url) ? [{label, url}] : []));

// A link may only lead to the web, whatever became of the edition on its way through storage.
const isWebLink = (url: string | null): url is string => url?.startsWith('https://') ?? false;
