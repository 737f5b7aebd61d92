import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import type {EditionPaper} from '../../editions/edition.ts';
import {reasonInWords} from '../../editions/reason-words.ts';
import {dayInWords, isTold, reasonsOf} from '../../mail/wording.ts';
import type {WebDeps} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {byline, type WebLink, webLinks} from '../frame/paper-parts.ts';
import {pathTo, type Site} from '../frame/site.ts';
import {countAlone} from '../languages/in-html.ts';
import {PICTURED_PAPERS, pictureOf} from './thumbnails.ts';

/**
 * The titles of an edition, each leading to its paper further down, with its votes. Their places are written
 * out, so that the list has no numbers of its own, which a reader mode would add.
 */
export const titleList = (
  papers: EditionPaper[],
  speech: Speech,
): Html => html`<section id="titles" aria-labelledby="titles-head">
<h2 id="titles-head">${speech.say('edition.titles')}</h2>
<ul class="titles">
${papers.map(
  ({rank, title, votes}) =>
    html`<li><span class="small">${rank}</span><a class="t" href="#p${rank}" lang="en" dir="auto">${title}</a>
${countOfVotes(votes, speech)}</li>\n`,
)}</ul>
</section>`;

const countOfVotes = (votes: number | null, speech: Speech): Html | string =>
  votes === null ? '' : html`<span class="small">${countAlone(speech, 'count.upvotes', votes)}</span>`;

/** The papers of an edition with their summaries, each with its abstract folded. */
export const paperList = (
  deps: WebDeps,
  papers: EditionPaper[],
): Html => html`<section aria-labelledby="papers-head">
<h2 id="papers-head">${deps.speech.say('edition.papers')}</h2>
<ol>
${papers.map(
  (paper, place) => html`<li class="paper" id="p${paper.rank}">${paperArticle(deps, paper, place)}</li>\n`,
)}</ol>
</section>`;

/** `place` counts from 0. */
const paperArticle = (site: WebDeps, paper: EditionPaper, place: number): Html => html`<article>
<h3 lang="en" dir="auto"><a class="t" href="${pathTo(site, `/papers/${paper.id}`)}">${paper.title}</a></h3>
${aboutLine(paper, site.speech)}${pictureOf(site, {
  ...paper,
  hasPicture: paper.hasPicture === true && place < PICTURED_PAPERS,
})}${summaryLine(paper)}<div class="acts">${foldedAbstract(paper, site.speech)}<p class="row">${readLinks(
  paper,
  site.speech,
)}<a class="up" href="#titles">${site.speech.say('edition.upToTitles')}</a></p></div>
</article>`;

/** `Ada Lovelace and 9 others · Example Lab · 34 upvotes · most upvoted of the day` */
const aboutLine = (paper: EditionPaper, speech: Speech): Html | string => {
  const people = paper.authors.length + paper.otherAuthors;
  const authors = people > 2 ? paper.authors.slice(0, 1) : paper.authors;
  const facts = [
    byline({...paper, authors, otherAuthors: people - authors.length}, speech),
    ...dayInWords(paper, speech),
    ...reasonsOf(paper)
      .filter(isTold)
      .map(reason => reasonInWords(reason, speech)),
  ].filter(part => part !== '');
  return facts.length === 0 ? '' : html`<p class="by">${facts.map(oneFact)}</p>\n`;
};

/** A short fact stays on one line. */
const oneFact = (fact: string, place: number): Html => {
  const kind = fact.length > UNBROKEN_LENGTH ? 'long' : 'whole';
  return html`${place === 0 ? '' : ' · '}<bdi class="${kind}">${fact}</bdi>`;
};

const UNBROKEN_LENGTH = 26;

const summaryLine = ({summary, abstract}: EditionPaper): Html | string => {
  const text = summary || abstract;
  return text === '' ? '' : html`<p lang="en" dir="auto">${text}</p>\n`;
};

/** '' where the summary says all of it, or there is none. */
const foldedAbstract = ({summary, abstract}: EditionPaper, {say}: Speech): Html | string =>
  abstract === '' || summary === '' || abstract === summary
    ? ''
    : html`<details><summary>${say('paper.abstract')}</summary>
<p lang="en" dir="auto">${abstract}</p></details>`;

const readLinks = ({links}: Pick<EditionPaper, 'links'>, speech: Speech): Html[] =>
  webLinks(links, speech).map(link => html`<a href="${link.url}">${hostedAt(link)}</a>`);

const hostedAt = ({kind, label, url}: WebLink): string =>
  kind === 'page' && new URL(url).hostname === 'arxiv.org' ? 'arXiv' : label;

/** How far apart a filtered edition and the whole one are in words, `/editions/2026-03-12?topic=agents`. */
export const topicPath = (site: Pick<Site, 'publicUrl'>, id: string, topic: string): string =>
  pathTo(site, `/editions/${id}?${new URLSearchParams({topic})}`);
