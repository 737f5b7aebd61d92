import {html} from 'hono/html';
import type {PaperId} from '../../papers/paper.ts';
import {MAX_OPINIONS} from '../../subscribers/opinions.ts';
import type {Opinions} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {inHtml} from '../languages/in-html.ts';
import {downloads} from './library/citation-files.ts';

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
  to,
  said,
  isTakenBack,
}: {
  deps: WebDeps;
  /** Paths below the manage page's. */
  to: (path: string) => string;
  said: ListedOpinion[];
  isTakenBack: boolean;
}): Html => html`<section aria-labelledby="opinions">
<h2 id="opinions">${deps.speech.say('opinions.list')}</h2>
${isTakenBack ? html`<p role="status">${deps.speech.say('opinions.removed')}</p>` : ''}
${
  said.length === 0
    ? html`<p>${deps.speech.say('opinions.none')}</p>`
    : html`<p class="small">${deps.speech.say('opinions.kept', {n: MAX_OPINIONS})}</p>
<form method="post" action="${to('/opinions#opinions')}">
<ul class="plain said">
${said.map(one => listedOpinion(deps, one))}</ul>
</form>
<p class="small">${inHtml(deps.speech, 'opinions.downloadAs', {
        links: html`${downloads(to, 'liked', deps.speech)}`,
      })}</p>`
}
</section>`;

const listedOpinion = (deps: WebDeps, {paper, title, opinion}: ListedOpinion): Html => {
  const name = title ?? paper;
  const link = html`<a class="t" lang="en" dir="auto" href="${pathTo(deps, `/papers/${paper}`)}">${name}</a>`;
  const {say} = deps.speech;
  const button = say('opinion.button.none');
  return html`<li><p>${inHtml(deps.speech, `opinions.${opinion}`, {title: link})}</p>
<button class="second" name="paper" value="${paper}" aria-label="${say('opinion.ofPaper', {
    button,
    title: name,
  })}">${button}</button></li>
`;
};
