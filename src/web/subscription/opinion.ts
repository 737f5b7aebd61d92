import type {Context} from 'hono';
import {html} from 'hono/html';
import {MAX_SAVED} from '../../editions/learning/reading-list-store.ts';
import type {Paper} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import {type Opinion, opinionOn} from '../../subscribers/opinions.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {shortByline} from '../frame/paper-parts.ts';
import {pathTo} from '../frame/site.ts';
import {refuseLink, verifyOwnerLink} from './links.ts';

/**
 * `GET /opinion/:token/:paper`: a paper, what the subscriber said of it, and buttons to say otherwise.
 * Looking changes nothing.
 */
export const showOpinion =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const asked = await readAsked(deps, c);
    if (asked.kind === 'refused') return asked.answer;
    const {subscriber, paper} = asked;
    if (subscriber.state !== 'active') return c.html(notActive(deps));
    const wantsLess = c.req.query('less') !== undefined;
    const isSaved = await isOnList(deps, subscriber, paper);
    const kept = opinionOn(paper.id, subscriber.opinions);
    return c.html(opinionPage({deps, paper, kept, isSaved, wantsLess}));
  };

/** `POST /opinion/:token/:paper`: keeps what was pressed, and says what it will change. */
export const takeOpinion =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const asked = await readAsked(deps, c);
    if (asked.kind === 'refused') return asked.answer;
    const {subscriber, epoch, paper} = asked;
    const form = await readForm(c);
    if (form.kind === 'refused') return c.html(nothingChosen(deps, form.reason), 400);
    const list = form.fields.get('list');
    if (list === 'save' || list === 'remove') return keepOnList({deps, c, asked, wanted: list});
    const pressed = form.fields.get('opinion') ?? '';
    if (!isOpinion(pressed)) return c.html(nothingChosen(deps, PRESS_A_BUTTON), 422);
    const result = await deps.subscribers.giveOpinion({
      link: {number: subscriber.number, epoch},
      paper: paper.id,
      opinion: pressed,
    });
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (result.kind === 'not-active') return c.html(notActive(deps), 409);
    const isSaved = await isOnList(deps, subscriber, paper);
    return c.html(opinionPage({deps, paper, kept: pressed, isSaved, said: WHAT_CHANGES[pressed]}));
  };

type Keeping = {
  deps: WebDeps;
  c: Context;
  asked: Extract<Asked, {kind: 'asked'}>;
  wanted: 'save' | 'remove';
};

const keepOnList = async ({deps, c, asked, wanted}: Keeping): Promise<Response> => {
  const {subscriber, epoch, paper} = asked;
  const link = {number: subscriber.number, epoch};
  const result = await deps.subscribers.savePaper({link, paper: paper.id, wanted});
  if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
  if (result.kind === 'not-active') return c.html(notActive(deps), 409);
  const kept = opinionOn(paper.id, subscriber.opinions);
  if (result.kind === 'full')
    return c.html(opinionPage({deps, paper, kept, isSaved: false, problem: LIST_IS_FULL}), 409);
  const isSaved = wanted === 'save';
  const said = isSaved ? 'It is on your reading list.' : 'It is no longer on your reading list.';
  return c.html(opinionPage({deps, paper, kept, isSaved, said}));
};

const LIST_IS_FULL = `Your reading list has ${MAX_SAVED} papers, which is all it holds. Remove some first.`;

const isOnList = async (deps: WebDeps, {number}: Subscriber, {id}: Paper): Promise<boolean> =>
  (await deps.subscribers.readingList(number)).some(({paper}) => paper === id);

type Asked =
  | {kind: 'asked'; subscriber: Subscriber; epoch: number; paper: Paper}
  | {kind: 'refused'; answer: Response | Promise<Response>};

/**
 * Who asks about which paper. An id that has been given up for another leads to the paper that took its
 * place.
 */
const readAsked = async (deps: WebDeps, c: Context): Promise<Asked> => {
  const link = await verifyOwnerLink({deps, c, scope: 'opinion'});
  if (link.kind === 'refused') return {kind: 'refused', answer: refuseLink({deps, c, because: link.because})};
  const id = parsePaperId(c.req.param('paper') ?? '');
  const found = id ? await deps.papers.find(id) : null;
  if (!found) return {kind: 'refused', answer: notFound(deps)(c)};
  return {kind: 'asked', subscriber: link.subscriber, epoch: link.epoch, paper: found.paper};
};

export const BUTTONS: Record<Opinion, string> = {
  more: 'More like this',
  less: 'Less like this',
  none: 'Remove',
};

export const isOpinion = (text: string): text is Opinion => Object.hasOwn(BUTTONS, text);

const SAID_SO_FAR: Record<Opinion, string> = {
  more: 'You asked for more like this.',
  less: 'You asked for less like this.',
  none: 'You have not given feedback on this paper.',
};

const WHAT_CHANGES: Record<Opinion, string> = {
  more: 'From your next email on, similar papers move up, each with this as its reason.',
  less: 'From your next email on, similar papers come last, unless they match something else you asked for.',
  none: 'Your feedback on this paper is removed and no longer affects your emails.',
};

type OpinionPage = {
  deps: WebDeps;
  paper: Paper;
  kept: Opinion;
  isSaved: boolean;
  /** The link that was followed said less. */
  wantsLess?: boolean;
  /** What has just been done, in a sentence. */
  said?: string;
  problem?: string;
};

const opinionPage = ({deps, paper, kept, isSaved, wantsLess = false, said, problem}: OpinionPage): Html =>
  page({
    site: deps,
    title: 'More or less like this?',
    body: html`<h1>More or less like this?</h1>
<p class="lead" dir="auto"><a href="${pathTo(deps, `/papers/${paper.id}`)}">${paper.title}</a></p>
<p class="by" dir="auto">${shortByline(paper)}</p>
${problem === undefined ? '' : html`<div class="problem" role="alert"><p>${problem}</p></div>`}
${
  said === undefined
    ? html`<p>${SAID_SO_FAR[kept]}</p>`
    : html`<p role="status"><strong>Saved.</strong> ${said}</p>`
}
<form method="post">
<div class="row">
${buttonsFor(kept, wantsLess).map(button)}</div>
<p><button class="second" name="list" value="${isSaved ? 'remove' : 'save'}">${
      isSaved ? 'Remove from reading list' : 'Save to reading list'
    }</button></p>
</form>
<p class="small">Emails already on their way do not change. To see or remove your feedback, use “Change
topics and schedule” in any email.</p>`,
  });

const button = (opinion: Opinion, place: number): Html =>
  html`<button name="opinion" value="${opinion}" ${
    place === 0 ? '' : html`class="second"`
  }>${BUTTONS[opinion]}</button>\n`;

/** What can be said beyond what is kept, the likeliest first. */
const buttonsFor = (kept: Opinion, wantsLess: boolean): Opinion[] => {
  if (kept !== 'none') return [kept === 'more' ? 'less' : 'more', 'none'];
  return wantsLess ? ['less', 'more'] : ['more', 'less'];
};

const PRESS_A_BUTTON = 'Please go back and choose one of the buttons.';

const nothingChosen = (deps: WebDeps, sentence: string): Html =>
  notice({site: deps, title: 'No option selected', sentences: [sentence]});

/** The link opens nothing else, so no way leads on from here but the one that anybody has. */
export const notActive = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'This subscription is not active',
    sentences: ['This address is not receiving papers.'],
    next: html`<p><a href="${pathTo(deps, '/')}">Go to the front page</a></p>`,
  });
