import {html} from 'hono/html';
import type {Paper} from '../../papers/paper.ts';
import type {RelatedPaper} from '../../search/paper-search.ts';
import type {Html} from '../frame/layout.ts';
import {dayAndVotes, factLine} from '../frame/paper-parts.ts';
import {pathTo, type Site} from '../frame/site.ts';
import {inCommon} from './in-common.ts';

/** The papers most like one, each with what they have in common. */
export const relatedPapers = (site: Site, paper: Paper, related: RelatedPaper[]): Html => {
  const shared = inCommon(
    paper,
    related.map(({candidate}) => candidate.paper),
  );
  return html`<section aria-labelledby="related">
<h2 id="related">${site.speech.say('paper.related')}</h2>
${
  related.length === 0
    ? html`<p class="small">${site.speech.say('paper.nothingAlike')}</p>`
    : html`<ul class="related">
${related.map((one, place) => html`<li>${relatedPaper(site, one, shared[place] ?? [])}</li>\n`)}</ul>`
}
</section>
`;
};

const relatedPaper = (site: Site, {day, candidate}: RelatedPaper, shared: string[]): Html => {
  const {paper, snapshot} = candidate;
  const {speech} = site;
  const why = shared.length === 0 ? [] : [speech.say('paper.bothOn', {topics: speech.list(shared)})];
  const path = pathTo(site, `/papers/${paper.id}`);
  return html`<h3 lang="en" dir="auto"><a class="t" href="${path}">${paper.title}</a></h3>
<p class="small">${factLine([...why, ...dayAndVotes(day, snapshot, speech)])}</p>`;
};
