import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Candidate} from '../papers/paper.ts';
import {parsePaperId} from '../papers/paper-id.ts';
import {countOf} from '../ranking/votes.ts';
import {bibtexOf} from './bibtex.ts';
import {notFound} from './error-pages.ts';
import {type Html, page} from './layout.ts';
import {byline, factsLine} from './paper-parts.ts';
import {describePaper} from './schema-org.ts';
import type {WebRooms} from './web-rooms.ts';

/** `/papers/:id`: one paper with its abstract; an old arXiv id (`astro-ph/0601001`) has a slash of its own. */
export const showPaper =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const id = parsePaperId(c.req.param('id') ?? '');
    const found = id ? await rooms.papers.find(id) : null;
    if (!found) return notFound(rooms)(c);
    c.header('Cache-Control', 'public, max-age=300');
    const {paper} = found;
    return c.html(
      page({
        site: rooms,
        title: paper.title,
        description: byline({...paper, otherAuthors: 0}),
        canonical: `/papers/${paper.id}`,
        about: describePaper(rooms, paper),
        body: paperBody(found),
      }),
    );
  };

const paperBody = ({paper, snapshot}: Candidate): Html => html`<article>
<h1 dir="auto">${paper.title}</h1>
<p class="by" dir="auto">${byline({...paper, otherAuthors: 0})}</p>
${paper.abstract === '' ? '' : html`<p class="abstract" dir="auto">${paper.abstract}</p>`}
${factsLine({title: paper.title, facts: factsOf(snapshot), links: paper.links})}
</article>
<section aria-labelledby="cite">
<h2 id="cite">Cite it (BibTeX)</h2>
<pre>${bibtexOf(paper)}</pre>
</section>`;

const factsOf = ({votes, comments}: Candidate['snapshot']): string[] => [
  ...(votes === null ? [] : [countOf(votes, 'upvote')]),
  ...(comments === null || comments === 0 ? [] : [countOf(comments, 'comment')]),
];
