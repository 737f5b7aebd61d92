import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import type {AdjacentEditions} from '../../editions/adjacent-editions.ts';
import {longMonth} from '../../editions/date-words.ts';
import type {Edition, EditionContent, EditionId, EditionPaper} from '../../editions/edition.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import {monthOf, parseMonth} from '../../editions/month.ts';
import {inQuotes} from '../../editions/reason-words.ts';
import {dateOf, paragraphsOf} from '../../mail/wording.ts';
import {foldTopic} from '../../subscribers/preferences.ts';
import {cardOfEdition} from '../cards/cards.ts';
import type {WebDeps} from '../deps.ts';
import {feedAddresses} from '../feeds/feed-addresses.ts';
import {notFound} from '../frame/error-pages.ts';
import {type Html, page} from '../frame/layout.ts';
import {monthPath, pathTo} from '../frame/site.ts';
import {countAlone, inHtml} from '../languages/in-html.ts';
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
    title:
      topic === ''
        ? dateOf(id, deps.speech).long
        : deps.speech.say('edition.titleAbout', {topic, date: dateOf(id, deps.speech).long}),
    // A part of an edition is kept out of indexes: search engines know the whole one.
    ...(topic === '' ? {description: deps.speech.say('edition.description', {n: papers.length})} : {}),
    canonical: `/editions/${id}`,
    card: cardOfEdition(edition.content, deps.speech),
    about: describeEdition(deps, edition),
    feeds: Object.values(feedAddresses),
    body: editionBody(shown),
  });
};

const editionBody = ({deps, edition: {content}, adjacent, topics, topic, papers}: EditionPage): Html => {
  const {id} = content;
  return html`${daysNav(deps, id, adjacent)}
<h1>${dateOf(id, deps.speech).long}</h1>
<p class="lead">${
    topic === '' ? countsOf(content, deps.speech) : filteredLine(deps, {content, topic, papers})
  }</p>
${noteOf(content.note ?? '', deps.speech)}${topicChoice({deps, id, topics, topic})}
${papers.length === 0 ? '' : html`${titleList(papers, deps.speech)}\n${paperList(deps, papers)}`}
<section aria-labelledby="by-email">
<h2 id="by-email">${deps.speech.say('edition.byEmail')}</h2>
${subscribeBox({site: deps})}
<p class="row"><a href="${pathTo(deps, monthPath(monthOf(id)))}">${deps.speech.say('edition.allOfMonth', {
    month: longMonth(monthOf(id), deps.speech),
  })}</a></p>
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
  const {say} = deps.speech;
  return html`<nav class="days" aria-label="${say('editions.beforeAndAfter')}">
${link(before, 'prev', ['‹ ', say('editions.previous'), ''])}
<a href="#titles"><b>${shortName(id, deps)}</b></a>
${link(after, 'next', ['', say('editions.next'), ' ›'])}
</nav>`;
};

/** `12 March`, `Week 11`: short enough for three in a row on a phone. */
const shortName = (id: EditionId, {speech}: WebDeps): string => dateOf(id, speech).short;

/** `23 papers, 13 with code, 245 upvotes` */
const countsOf = ({papers}: EditionContent, {say}: Speech): Html[] => {
  const withCode = papers.filter(({links}) => links.code !== null).length;
  const votes = papers.reduce((sum, paper) => sum + (paper.votes ?? 0), 0);
  const counts = [
    say('count.papers', {n: papers.length}),
    ...(withCode === 0 ? [] : [say('edition.withCode', {n: withCode})]),
    ...(votes === 0 ? [] : [say('count.upvotes', {n: votes})]),
  ];
  return counts.map((count, at) => html`${at === 0 ? '' : say('comma')}<span class="whole">${count}</span>`);
};

type Filtered = {content: EditionContent; topic: string; papers: EditionPaper[]};

const filteredLine = (deps: WebDeps, {content, topic, papers}: Filtered): Html => {
  const n = content.papers.length;
  const {speech} = deps;
  const named = html`<bdi>${inQuotes(topic, speech)}</bdi>`;
  const found =
    papers.length === 0
      ? inHtml(speech, 'edition.foundNone', {n, topic: named})
      : inHtml(speech, 'edition.found', {n, found: papers.length, topic: named});
  return html`${found}
<a href="${pathTo(deps, `/editions/${content.id}`)}">${speech.say('edition.showAll', {n})}</a>`;
};

type TopicChoice = Pick<EditionPage, 'deps' | 'topics' | 'topic'> & {id: EditionId};

const topicChoice = ({deps, id, topics, topic}: TopicChoice): Html | string => {
  if (topics.length === 0) return '';
  const {say} = deps.speech;
  return html`<details><summary>${say(topic === '' ? 'edition.showOne' : 'edition.showAnother')}</summary>
<ul class="chips">
${topics.map(
  ({name, papers}) =>
    html`<li><a href="${topicPath(deps, id, name)}" lang="en" dir="auto">${name}</a>
<span class="small">${countAlone(deps.speech, 'count.papers', papers)}</span></li>\n`,
)}</ul></details>`;
};

const noteOf = (note: string, {say}: Speech): Html | string => {
  const paragraphs = paragraphsOf(note);
  if (paragraphs.length === 0) return '';
  return html`<div class="note">
<p class="small">${say('mail.words.fromEditor')}</p>
${paragraphs.map(lines => html`<p dir="auto">${lines.map(brokenLine)}</p>\n`)}</div>
`;
};

const brokenLine = (line: string, place: number): Html | string => (place === 0 ? line : html`<br>${line}`);
