import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Candidate, Paper} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import {thumbnailUrl} from '../../papers/thumbnail.ts';
import {readersInWords} from '../../ranking/like-counts.ts';
import {countOf, votesInWords} from '../../ranking/votes.ts';
import type {RelatedPaper} from '../../search/paper-search.ts';
import {cardOfPaper} from '../cards/cards.ts';
import type {WebDeps} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {type Html, page} from '../frame/layout.ts';
import {abstractOf, byline, dayAndVotes, factsLine} from '../frame/paper-parts.ts';
import {pathTo, type Site} from '../frame/site.ts';
import {bibtexOf} from './bibtex.ts';
import {describePaper} from './schema-org.ts';
import {pictureOf} from './thumbnails.ts';

/**
 * `/papers/:id`: one paper with its abstract and those most like it; an old arXiv id (`astro-ph/0601001`) has
 * a slash of its own.
 */
export const showPaper =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const id = parsePaperId(c.req.param('id') ?? '');
    const found = id ? await deps.papers.find(id) : null;
    if (!found) return notFound(deps)(c);
    const {paper} = found;
    const [related, wanted] = await Promise.all([
      deps.papers.search.relatedTo(paper),
      deps.papers.countLikes([paper]),
    ]);
    // Without them for now, the page is not kept: they come as soon as the catalogue is read.
    c.header('Cache-Control', related === null ? 'no-cache' : 'public, max-age=300');
    return c.html(
      page({
        site: deps,
        title: paper.title,
        description: byline({...paper, otherAuthors: 0}),
        canonical: `/papers/${paper.id}`,
        card: cardOfPaper(paper),
        about: describePaper(deps, paper),
        body: html`${paperBody({deps, found, readers: wanted.get(paper.id) ?? 0})}
${relatedPapers(deps, related ?? [])}${citation(paper)}`,
      }),
    );
  };

const paperBody = ({
  deps,
  found: {paper, snapshot},
  readers,
}: {
  deps: WebDeps;
  found: Candidate;
  /** How many readers of this instance want more like it. */
  readers: number;
}): Html => html`<article>
<h1 dir="auto">${paper.title}</h1>
<p class="by" dir="auto">${byline({...paper, otherAuthors: 0})}</p>
${paper.isWithdrawn ? withdrawnNotice(paper) : ''}
${pictureOf(deps, {...paper, hasPicture: thumbnailUrl(paper.thumbnail) !== null})}${abstractOf(paper)}
${factsLine({
  title: paper.title,
  facts: [...factsOf(snapshot), ...readersInWords(readers, false)],
  links: paper.links,
})}
</article>`;

const withdrawnNotice = ({links}: Paper): Html =>
  html`<p class="problem">This paper was withdrawn. ${
    links.page === null ? '' : html`<a href="${links.page}">Read why on arXiv</a>`
  }</p>\n`;

const relatedPapers = (site: Site, related: RelatedPaper[]): Html | string => {
  if (related.length === 0) return '';
  return html`<section aria-labelledby="related">
<h2 id="related">Related papers</h2>
<ul class="plain">
${related.map(one => html`<li>${relatedLine(site, one)}</li>\n`)}</ul>
</section>
`;
};

const relatedLine = (site: Site, {day, candidate: {paper, snapshot}}: RelatedPaper): Html =>
  html`<a href="${pathTo(site, `/papers/${paper.id}`)}" dir="auto">${paper.title}</a><br>
<span class="facts">${dayAndVotes(day, snapshot)}</span>`;

const citation = (paper: Paper): Html => html`<section aria-labelledby="cite">
<h2 id="cite">Cite (BibTeX)</h2>
<pre>${bibtexOf(paper)}</pre>
</section>`;

const factsOf = ({votes, comments}: Candidate['snapshot']): string[] => [
  ...votesInWords(votes),
  ...(comments === null || comments === 0 ? [] : [countOf(comments, 'comment')]),
];
