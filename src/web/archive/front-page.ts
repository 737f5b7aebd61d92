import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import type {Edition, EditionPaper} from '../../editions/edition.ts';
import type {EditionEntry} from '../../editions/edition-store.ts';
import {dateOf} from '../../mail/wording.ts';
import {splitSentences} from '../../papers/sentences.ts';
import {countOf} from '../../papers/text.ts';
import {listedTopic} from '../choices/topic-choice.ts';
import type {WebDeps} from '../deps.ts';
import {feedAddresses} from '../feeds/feed-addresses.ts';
import {type Html, page} from '../frame/layout.ts';
import {factsWithVotes} from '../frame/paper-parts.ts';
import {pathTo} from '../frame/site.ts';
import {subscribeForm} from '../subscription/subscribe-box.ts';
import {sampleFigure} from './sample-mail.ts';

/** How many papers of the latest edition the front page shows. */
const SHOWN_PAPERS = 3;

/**
 * `/`: what a reader gets, shown by a real day, the sign-up form with its topics, and the latest edition.
 * `?topic=robotics` ticks that topic.
 */
export const showFrontPage =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const latest = await deps.editions.latest();
    const [newest] = latest === null ? await deps.editions.list(1) : [];
    const topic = listedTopic(c.req.query('topic') ?? '');
    c.header('Cache-Control', latest === null ? 'no-store' : 'public, max-age=60');
    return c.html(
      page({
        site: deps,
        title: deps.name,
        description:
          'Trending research papers in your inbox, at the hour you choose, each with the reason it ' +
          'was picked.',
        canonical: '/',
        feeds: Object.values(feedAddresses),
        body: html`<div class="hero">
<div class="pitch"><h1>Today’s research papers, picked for you</h1>
<p class="lead">One short email a day, or one a week, at the hour you choose. Each paper
says why you got it.</p>
</div>
${latest === null ? html`<p>No editions yet. ${whyNone(newest)}</p>` : sampleFigure(deps, latest)}
${subscribeForm({site: deps, topics: new Set(topic === null ? [] : [topic])})}
</div>
<div class="below">
${latest === null ? '' : latestEdition(deps, latest)}
${howPicked}
</div>
${feedLine(deps)}`,
      }),
    );
  };

/** What a visitor of the first minutes waits for. */
const whyNone = (newest: EditionEntry | undefined): string => {
  if (newest?.kind === 'building') return 'The sources of papers do not respond; they are asked again soon.';
  return newest === undefined
    ? 'The first is being made from the newest papers; look again in a minute.'
    : 'The first comes with the next day that has papers.';
};

const latestEdition = (deps: WebDeps, {content: {id, papers}}: Edition): Html => {
  const path = pathTo(deps, `/editions/${id}`);
  return html`<section aria-labelledby="latest">
<h2 id="latest">${dateOf(id, deps.speech).long}</h2>
<ol class="first-papers">
${papers.slice(0, SHOWN_PAPERS).map(paper => html`<li>${shownPaper(path, paper, deps.speech)}</li>\n`)}</ol>
<p class="row"><a href="${path}">All ${countOf(papers.length, 'paper')} with abstracts</a></p>
</section>`;
};

const shownPaper = (
  path: string,
  paper: EditionPaper,
  speech: Speech,
): Html => html`<h3><a class="t" href="${path}#p${paper.rank}" dir="auto">${paper.title}</a></h3>
<p class="why">${factsWithVotes(paper, speech).join(speech.say('comma'))}</p>
<p dir="auto">${splitSentences(paper.summary)[0] ?? ''}</p>`;

const howPicked = html`<section aria-labelledby="how">
<h2 id="how">How papers are picked</h2>
<ul class="plain">
<li><b>Readers vote.</b> The day’s order is the upvotes once the day has ended, when they have settled.</li>
<li><b>Your topics come first.</b> Follow topics, authors or labs; the most upvoted always stay in.</li>
<li><b>You correct it.</b> Say “More” or “Less” under a paper and your next email differs. Opens and
clicks are not tracked.</li>
</ul>
</section>`;

const feedLine = (deps: WebDeps): Html => {
  const links = Object.values(feedAddresses).map(
    ({path, name}) => html`<a href="${pathTo(deps, path)}">${name}</a>`,
  );
  const example = `${feedAddresses.atom.path}?topic=agents`;
  return html`<p class="facts row">Feeds: ${links.map(link => html`${link} `)}
<a href="${pathTo(deps, example)}">One topic</a></p>`;
};
