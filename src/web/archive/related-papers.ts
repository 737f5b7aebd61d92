import {html} from 'hono/html';
import type {Paper} from '../../papers/paper.ts';
import {topicList} from '../../ranking/topics/topic-list.ts';
import {topicIndex} from '../../ranking/topics/topics.ts';
import type {RelatedPaper} from '../../search/paper-search.ts';
import type {Html} from '../frame/layout.ts';
import {dayAndVotes} from '../frame/paper-parts.ts';
import {pathTo, type Site} from '../frame/site.ts';

/** More topics than these make it no clearer. */
const NAMED_TOPICS = 2;

/** For each of the others what it has in common with a paper, at most two: listed topics, else keywords. */
export const inCommon = (paper: Paper, others: readonly Paper[]): string[][] => {
  const index = topicIndex([paper, ...others]);
  const shared = topicList
    .map(({name}) => ({name, places: index.placesOf(name)}))
    .filter(({places}) => places.includes(0))
    // A topic that few of them have says the most.
    .sort((one, other) => one.places.length - other.places.length);
  return others.map(({keywords}, at) => {
    const topics = shared.filter(({places}) => places.includes(at + 1)).map(({name}) => name);
    const common = () => keywords.filter(one => isWords(one) && paper.keywords.includes(one));
    const names = topics.length > 0 ? topics : common();
    return names.slice(0, NAMED_TOPICS);
  });
};

/** Categories of arXiv (`cs.AI`) are no words. */
const isWords = (keyword: string): boolean => !/^[a-z-]+\.[a-z-]+$/i.test(keyword);

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
  return html`<h3><a class="t" href="${path}" lang="en" dir="auto">${paper.title}</a></h3>
<p class="small">${[...why, ...dayAndVotes(day, snapshot, speech)].join(' · ')}</p>`;
};
