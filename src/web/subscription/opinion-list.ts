import {html} from 'hono/html';
import type {PaperId} from '../../papers/paper.ts';
import {MAX_OPINIONS} from '../../subscribers/opinions.ts';
import type {Opinions} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {citationFormats} from './library/liked-papers.ts';

/** A paper that a subscriber wanted more or less of; without a title where the catalogue does not have it. */
export type ListedOpinion = {paper: PaperId; title: string | null; opinion: 'more' | 'less'};

/** All that a subscriber said of papers, more before less and the newest first. */
export const loadOpinions = async (
  {papers}: Pick<WebDeps, 'papers'>,
  {more, less}: Opinions,
): Promise<ListedOpinion[]> => {
  const said = [
    ...more.toReversed().map(paper => ({paper, opinion: 'more' as const})),
    ...less.toReversed().map(paper => ({paper, opinion: 'less' as const})),
  ];
  const found = await papers.findAll(said.map(({paper}) => paper));
  return said.map((one, place) => ({...one, title: found[place]?.paper.title ?? null}));
};

/** The part of the manage page that lists them, each with a way to take it back. */
export const opinionList = ({
  deps,
  path,
  said,
  isTakenBack,
}: {
  deps: WebDeps;
  /** The manage page's. */
  path: string;
  said: ListedOpinion[];
  isTakenBack: boolean;
}): Html => html`<section aria-labelledby="opinions">
<h2 id="opinions">More and less like these</h2>
${isTakenBack ? html`<p role="status"><strong>Removed.</strong> It no longer affects your emails.</p>` : ''}
${
  said.length === 0
    ? html`<p>No feedback yet. Use “More like this” or “Less like this” under any paper in your emails.</p>`
    : html`<p class="small">Papers like these move up or down in your emails. The newest
${String(MAX_OPINIONS)} of each kind are kept.</p>
<form method="post" action="${path}/opinions#opinions">
<ul class="plain said">
${said.map(one => listedOpinion(deps, one))}</ul>
</form>
<p class="small">Download those you want more of: ${downloads(path)}.</p>`
}
</section>`;

const downloads = (path: string): Html[] =>
  Object.entries(citationFormats).map(
    ([ending, {name}], at) =>
      html`${at === 0 ? '' : ', '}<a href="${path}/liked.${ending}"
 aria-label="Liked papers as ${name}">${name}</a>`,
  );

const listedOpinion = (deps: WebDeps, {paper, title, opinion}: ListedOpinion): Html => {
  const name = title ?? paper;
  const link = html`<a dir="auto" href="${pathTo(deps, `/papers/${paper}`)}">${name}</a>`;
  return html`<li><p>${opinion === 'more' ? 'More' : 'Less'} like ${link}</p>
<button class="second" name="paper" value="${paper}">Remove<span class="unseen">: ${name}</span></button></li>
`;
};
