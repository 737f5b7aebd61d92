import type {Context} from 'hono';
import {html} from 'hono/html';
import type {AdjacentEditions} from '../../editions/adjacent-editions.ts';
import {longMonth} from '../../editions/date-words.ts';
import type {Edition, EditionContent, EditionId, EditionPaper} from '../../editions/edition.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import {monthOf, parseMonth} from '../../editions/month.ts';
import {dateOf, paragraphsOf} from '../../mail/wording.ts';
import {countOf} from '../../papers/text.ts';
import {foldTopic} from '../../subscribers/preferences.ts';
import {cardOfEdition} from '../cards/cards.ts';
import type {WebDeps} from '../deps.ts';
import {feedAddresses} from '../feeds/feed-addresses.ts';
import {notFound} from '../frame/error-pages.ts';
import {type Html, page} from '../frame/layout.ts';
import {monthPath, pathTo} from '../frame/site.ts';
import {subscribeBox} from '../subscription/subscribe-box.ts';
import {showMonth} from './edition-month.ts';
import {paperList, titleList, topicPath} from './edition-papers.ts';
import {type CountedTopic, openEditionTopics} from './edition-topics.ts';
import {describeEdition} from './schema-org.ts';

/** A longer one is no topic of a subscriber either, and is not looked for. */
const MAX_TOPIC_LENGTH = 60;

/**
 * `/editions/:id`: the papers page of one edition: its titles, then its papers with their summaries, the
 * abstracts folded; with `?topic=` those about it alone. Or a month's editions.
 */
export const showEdition = (deps: WebDeps) => {
  const topicsIn = openEditionTopics();
  return async (c: Context): Promise<Response> => {
    const asked = c.req.param('id') ?? '';
    const month = parseMonth(asked);
    if (month) return showMonth(deps, c, month);
    const reading = parseEditionId(asked);
    const edition = reading.kind === 'edition-id' ? await deps.editions.find(reading.id) : null;
    if (!edition) return notFound(deps)(c);
    const adjacent = await deps.editions.archive.adjacent(edition.content.id);
    const {topics, placesOn} = topicsIn(edition);
    const topic = foldTopic(c.req.query('topic') ?? '').slice(0, MAX_TOPIC_LENGTH);
    const all = edition.content.papers;
    const papers = topic === '' ? all : placesOn(topic).flatMap(place => all[place] ?? []);
    c.header('Cache-Control', 'public, max-age=300');
    return c.html(editionPage({deps, edition, adjacent, topics, topic, papers}));
  };
};

type EditionPage = {
  deps: WebDeps;
  edition: Edition;
  adjacent: AdjacentEditions;
  topics: readonly CountedTopic[];
  /** As `foldTopic` makes it; '' for every paper. */
  topic: string;
  /** Those that are shown. */
  papers: EditionPaper[];
};

const editionPage = (shown: EditionPage): Html => {
  const {deps, edition, topic} = shown;
  const {id, papers} = edition.content;
  return page({
    site: deps,
    title: topic === '' ? dateOf(id, deps.speech).long : `${topic}, ${dateOf(id, deps.speech).long}`,
    // A part of an edition is kept out of indexes: search engines know the whole one.
    ...(topic === ''
      ? {description: `${countOf(papers.length, 'paper')} with summaries, abstracts and links.`}
      : {}),
    canonical: `/editions/${id}`,
    card: cardOfEdition(edition.content),
    about: describeEdition(deps, edition),
    feeds: Object.values(feedAddresses),
    body: editionBody(shown),
  });
};

const editionBody = ({deps, edition: {content}, adjacent, topics, topic, papers}: EditionPage): Html => {
  const {id} = content;
  return html`${daysNav(deps, id, adjacent)}
<h1>${dateOf(id, deps.speech).long}</h1>
<p class="lead">${topic === '' ? countsOf(content) : filteredLine(deps, {content, topic, papers})}</p>
${noteOf(content.note ?? '')}${topicChoice({deps, id, topics, topic})}
${papers.length === 0 ? '' : html`${titleList(papers)}\n${paperList(deps, papers)}`}
<section aria-labelledby="by-email">
<h2 id="by-email">Get the next papers by email</h2>
${subscribeBox({site: deps})}
<p class="row"><a href="${pathTo(deps, monthPath(monthOf(id)))}">All editions of
${longMonth(monthOf(id), deps.speech)}</a></p>
</section>`;
};

/** The editions before and after, which stay in view, and between them the way up to the titles. */
const daysNav = (deps: WebDeps, id: EditionId, {before, after}: AdjacentEditions): Html => {
  const link = (to: EditionId | null, rel: 'prev' | 'next', [left, said, right]: [string, string, string]) =>
    to === null
      ? html`<span></span>`
      : html`<a rel="${rel}" href="${pathTo(deps, `/editions/${to}`)}"><span
  aria-hidden="true">${left}</span><span class="unseen">${said}</span>${shortName(to, deps)}<span
  aria-hidden="true">${right}</span></a>`;
  return html`<nav class="days" aria-label="Editions before and after">
${link(before, 'prev', ['‹ ', 'Previous: ', ''])}
<a href="#titles"><b>${shortName(id, deps)}</b></a>
${link(after, 'next', ['', 'Next: ', ' ›'])}
</nav>`;
};

/** `12 March`, `Week 11`: short enough for three in a row on a phone. */
const shortName = (id: EditionId, {speech}: WebDeps): string => dateOf(id, speech).short;

/** `23 papers, 13 with code, 245 upvotes.` */
const countsOf = ({papers}: EditionContent): string => {
  const withCode = papers.filter(({links}) => links.code !== null).length;
  const votes = papers.reduce((sum, paper) => sum + (paper.votes ?? 0), 0);
  const counts = [
    countOf(papers.length, 'paper'),
    ...(withCode === 0 ? [] : [`${withCode} with code`]),
    ...(votes === 0 ? [] : [countOf(votes, 'upvote')]),
  ];
  return `${counts.join(', ')}.`;
};

type Filtered = {content: EditionContent; topic: string; papers: EditionPaper[]};

const filteredLine = (deps: WebDeps, {content, topic, papers}: Filtered): Html => {
  const all = countOf(content.papers.length, 'paper');
  const found = papers.length === 0 ? 'None' : String(papers.length);
  return html`${found} of ${all} on <bdi>“${topic}”</bdi>.
<a href="${pathTo(deps, `/editions/${content.id}`)}">Show all ${all}</a>`;
};

type TopicChoice = Pick<EditionPage, 'deps' | 'topics' | 'topic'> & {id: EditionId};

const topicChoice = ({deps, id, topics, topic}: TopicChoice): Html | string => {
  if (topics.length === 0) return '';
  return html`<details><summary>${topic === '' ? 'Show one topic only' : 'Show another topic'}</summary>
<ul class="chips">
${topics.map(
  ({name, papers}) =>
    html`<li><a href="${topicPath(deps, id, name)}">${name}</a> <span class="small">${papers}<span
  class="unseen"> ${papers === 1 ? 'paper' : 'papers'}</span></span></li>\n`,
)}</ul></details>`;
};

const noteOf = (note: string): Html | string => {
  const paragraphs = paragraphsOf(note);
  if (paragraphs.length === 0) return '';
  return html`<div class="note">
<p class="small">From the editor</p>
${paragraphs.map(lines => html`<p dir="auto">${lines.map(brokenLine)}</p>\n`)}</div>
`;
};

const brokenLine = (line: string, place: number): Html | string => (place === 0 ? line : html`<br>${line}`);
