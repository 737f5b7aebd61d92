import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Say} from '../../../templates/languages/speech.ts';
import {MAX_SAVED} from '../../editions/learning/reading-list-store.ts';
import type {Paper} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import {type Opinion, opinionOn} from '../../subscribers/opinions.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {readForm} from '../frame/form.ts';
import {type Html, loneLink, notice, page} from '../frame/layout.ts';
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
    if (form.kind === 'refused') return c.html(nothingChosen(deps, 'error.formBroken'), 400);
    const list = form.fields.get('list');
    if (list === 'save' || list === 'remove') return keepOnList({deps, c, asked, wanted: list});
    const pressed = form.fields.get('opinion') ?? '';
    if (!isOpinion(pressed)) return c.html(nothingChosen(deps, 'opinion.pressButton'), 422);
    const result = await deps.subscribers.giveOpinion({
      link: {number: subscriber.number, epoch},
      paper: paper.id,
      opinion: pressed,
    });
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (result.kind === 'not-active') return c.html(notActive(deps), 409);
    const isSaved = await isOnList(deps, subscriber, paper);
    const said = deps.speech.say(`opinion.changes.${pressed}`);
    return c.html(opinionPage({deps, paper, kept: pressed, isSaved, said}));
  };

type Keeping = {
  deps: WebDeps;
  c: Context;
  asked: Extract<Asked, {kind: 'asked'}>;
  wanted: 'save' | 'remove';
};

const keepOnList = async ({deps, c, asked, wanted}: Keeping): Promise<Response> => {
  const {say} = deps.speech;
  const {subscriber, epoch, paper} = asked;
  const link = {number: subscriber.number, epoch};
  const result = await deps.subscribers.savePaper({link, paper: paper.id, wanted});
  if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
  if (result.kind === 'not-active') return c.html(notActive(deps), 409);
  const kept = opinionOn(paper.id, subscriber.opinions);
  if (result.kind === 'full')
    return c.html(
      opinionPage({deps, paper, kept, isSaved: false, problem: say('saved.full', {n: MAX_SAVED})}),
      409,
    );
  const isSaved = wanted === 'save';
  const said = say(isSaved ? 'saved.isOn' : 'saved.isOff');
  return c.html(opinionPage({deps, paper, kept, isSaved, said}));
};

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

const OPINIONS: readonly string[] = ['more', 'less', 'none'] satisfies Opinion[];

export const isOpinion = (text: string): text is Opinion => OPINIONS.includes(text);

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

const opinionPage = ({deps, paper, kept, isSaved, wantsLess = false, said, problem}: OpinionPage): Html => {
  const {say} = deps.speech;
  return page({
    site: deps,
    title: say('opinion.title'),
    body: html`<h1>${say('opinion.title')}</h1>
<p class="lead" lang="en" dir="auto"><a class="alone"
  href="${pathTo(deps, `/papers/${paper.id}`)}">${paper.title}</a></p>
<p class="by" dir="auto">${shortByline(paper, deps.speech)}</p>
${problem === undefined ? '' : html`<div class="problem" role="alert"><p>${problem}</p></div>`}
${
  said === undefined
    ? html`<p>${say(`opinion.said.${kept}`)}</p>`
    : html`<p role="status"><strong>${say('opinion.saved')}</strong> ${said}</p>`
}
<form method="post">
<div class="row">
${buttonsFor(kept, wantsLess).map((opinion, place) => {
  const isLikely = place === 0 && kept === 'none';
  return button(opinion, isLikely, say);
})}</div>
<p><button class="second" name="list" value="${isSaved ? 'remove' : 'save'}">${say(
      isSaved ? 'saved.remove' : 'saved.save',
    )}</button></p>
</form>
<p class="small">${say('opinion.later')}</p>`,
  });
};

/** Once something is said, nothing speaks for its contrary. */
const button = (opinion: Opinion, isLikely: boolean, say: Say): Html =>
  html`<button name="opinion" value="${opinion}" ${
    isLikely ? '' : html`class="second"`
  }>${say(`opinion.button.${opinion}`)}</button>\n`;

/** What can be said beyond what is kept, the likeliest first. */
const buttonsFor = (kept: Opinion, wantsLess: boolean): Opinion[] => {
  if (kept !== 'none') return [kept === 'more' ? 'less' : 'more', 'none'];
  return wantsLess ? ['less', 'more'] : ['more', 'less'];
};

const nothingChosen = (deps: WebDeps, why: 'error.formBroken' | 'opinion.pressButton'): Html =>
  notice({site: deps, title: deps.speech.say('bye.noChoice'), sentences: [deps.speech.say(why)]});

/** The link opens nothing else, so no way leads on from here but the one that anybody has. */
export const notActive = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('inactive.title'),
    sentences: [deps.speech.say('inactive.notReceiving')],
    next: loneLink(pathTo(deps, '/'), deps.speech.say('frame.toFrontPage')),
  });
