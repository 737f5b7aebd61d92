import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import type {Edition, EditionPaper} from '../../editions/edition.ts';
import type {EditionEntry} from '../../editions/edition-store.ts';
import {dateOf} from '../../mail/wording.ts';
import {splitSentences} from '../../papers/sentences.ts';
import {listedTopic} from '../choices/topic-choice.ts';
import type {WebDeps} from '../deps.ts';
import {feedAddresses} from '../feeds/feed-addresses.ts';
import {type Html, page} from '../frame/layout.ts';
import {factsWithVotes} from '../frame/paper-parts.ts';
import {pathTo} from '../frame/site.ts';
import {inHtml} from '../languages/in-html.ts';
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
    const {say} = deps.speech;
    const latest = await deps.editions.latest();
    const [newest] = latest === null ? await deps.editions.list(1) : [];
    const topic = listedTopic(c.req.query('topic') ?? '');
    c.header('Cache-Control', latest === null ? 'no-store' : 'public, max-age=60');
    return c.html(
      page({
        site: deps,
        title: deps.name,
        description: say('front.description'),
        canonical: '/',
        feeds: Object.values(feedAddresses),
        body: html`<div class="hero">
<div class="pitch"><h1>${say('front.title')}</h1>
<p class="lead">${say('front.lead')}</p>
</div>
${latest === null ? html`<p>${say('editions.none')} ${say(whyNone(newest))}</p>` : sampleFigure(deps, latest)}
${subscribeForm({site: deps, topics: new Set(topic === null ? [] : [topic])})}
</div>
<div class="below">
${latest === null ? '' : latestEdition(deps, latest)}
${howPicked(deps.speech)}
</div>
${feedLine(deps)}`,
      }),
    );
  };

/** What a visitor of the first minutes waits for. */
const whyNone = (newest: EditionEntry | undefined) => {
  if (newest?.kind === 'building') return 'front.sourcesSilent';
  return newest === undefined ? 'front.firstIsMade' : 'front.firstTomorrow';
};

const latestEdition = (deps: WebDeps, {content: {id, papers}}: Edition): Html => {
  const path = pathTo(deps, `/editions/${id}`);
  return html`<section aria-labelledby="latest">
<h2 id="latest">${dateOf(id, deps.speech).long}</h2>
<ol class="first-papers">
${papers.slice(0, SHOWN_PAPERS).map(paper => html`<li>${shownPaper(path, paper, deps.speech)}</li>\n`)}</ol>
<p class="row"><a href="${path}">${deps.speech.say('front.all', {n: papers.length})}</a></p>
</section>`;
};

const shownPaper = (
  path: string,
  paper: EditionPaper,
  speech: Speech,
): Html => html`<h3 lang="en" dir="auto"><a class="t" href="${path}#p${paper.rank}">${paper.title}</a></h3>
<p class="why">${factsWithVotes(paper, speech).join(speech.say('comma'))}</p>
<p lang="en" dir="auto">${splitSentences(paper.summary)[0] ?? ''}</p>`;

const howPicked = (speech: Speech): Html => html`<section aria-labelledby="how">
<h2 id="how">${speech.say('front.how')}</h2>
<ul class="plain">
<li>${inHtml(speech, 'front.vote')}</li>
<li>${inHtml(speech, 'front.topics')}</li>
<li>${inHtml(speech, 'front.correct')}</li>
</ul>
</section>`;

const feedLine = (deps: WebDeps): Html => {
  const links = Object.values(feedAddresses).map(
    ({path, name}) => html`<a href="${pathTo(deps, path)}">${name}</a>`,
  );
  const example = `${feedAddresses.atom.path}?topic=agents`;
  return html`<p class="facts row">${deps.speech.say('feeds.line')} ${links.map(link => html`${link} `)}
<a href="${pathTo(deps, example)}">${deps.speech.say('feeds.oneTopic')}</a></p>`;
};
