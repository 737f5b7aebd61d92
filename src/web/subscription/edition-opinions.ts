import type {Context} from 'hono';
import {html} from 'hono/html';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import {dateOf} from '../../mail/wording.ts';
import {type Opinion, opinionOn} from '../../subscribers/opinions.ts';
import type {Opinions, Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {readForm} from '../frame/form.ts';
import {type Html, page} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {inHtml} from '../languages/in-html.ts';
import {refuseLink, verifyOwnerLink} from './links.ts';
import {isOpinion, notActive} from './opinion.ts';

type Page = (c: Context) => Response | Promise<Response>;

/** Two pages have one path: its end names a paper, or an edition and all of its papers. */
export const paperOrEdition =
  (ofPaper: Page, ofEdition: Page): Page =>
  c =>
    (parseEditionId(c.req.param('paper') ?? '').kind === 'edition-id' ? ofEdition : ofPaper)(c);

/**
 * `GET /opinion/:token/:edition`: the papers of an edition with what the subscriber said of each, and buttons
 * to say otherwise. Looking changes nothing.
 */
export const showEditionOpinions =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const asked = await readAsked(deps, c);
    if (asked.kind === 'refused') return asked.answer;
    const {subscriber, content} = asked;
    if (subscriber.state !== 'active') return c.html(notActive(deps));
    return c.html(opinionsPage({deps, content, said: subscriber.opinions, saved: null}));
  };

/** `POST /opinion/:token/:edition`: keeps what was pressed, and shows the papers again. */
export const takeEditionOpinion =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const asked = await readAsked(deps, c);
    if (asked.kind === 'refused') return asked.answer;
    const {subscriber, epoch, content} = asked;
    const form = await readForm(c);
    const pressed = form.kind === 'refused' ? null : readPressed(content, form.fields.get('opinion') ?? '');
    if (pressed === null)
      return c.html(opinionsPage({deps, content, said: subscriber.opinions, saved: null}), 422);
    const {paper, opinion} = pressed;
    const link = {number: subscriber.number, epoch};
    const result = await deps.subscribers.giveOpinion({link, paper: paper.id, opinion});
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (result.kind === 'not-active') return c.html(notActive(deps), 409);
    const now = await verifyOwnerLink({deps, c, scope: 'opinion'});
    const said = now.kind === 'refused' ? subscriber.opinions : now.subscriber.opinions;
    return c.html(opinionsPage({deps, content, said, saved: paper}));
  };

type Asked =
  | {kind: 'asked'; subscriber: Subscriber; epoch: number; content: EditionContent}
  | {kind: 'refused'; answer: Response | Promise<Response>};

const readAsked = async (deps: WebDeps, c: Context): Promise<Asked> => {
  const link = await verifyOwnerLink({deps, c, scope: 'opinion'});
  if (link.kind === 'refused') return {kind: 'refused', answer: refuseLink({deps, c, because: link.because})};
  const parsed = parseEditionId(c.req.param('paper') ?? '');
  const found = parsed.kind === 'edition-id' ? await deps.editions.find(parsed.id) : null;
  if (!found) return {kind: 'refused', answer: notFound(deps)(c)};
  return {kind: 'asked', subscriber: link.subscriber, epoch: link.epoch, content: found.content};
};

/** `more 2503.07604`: an opinion, and a paper of the edition. */
const readPressed = (
  {papers}: EditionContent,
  value: string,
): {paper: EditionPaper; opinion: Opinion} | null => {
  const [opinion = '', id = ''] = value.split(' ');
  const paper = papers.find(one => one.id === id);
  return paper && isOpinion(opinion) ? {paper, opinion} : null;
};

type OpinionsPage = {deps: WebDeps; content: EditionContent; said: Opinions; saved: EditionPaper | null};

const opinionsPage = ({deps, content, said, saved}: OpinionsPage): Html =>
  page({
    site: deps,
    title: deps.speech.say('opinions.title'),
    body: html`<h1>${deps.speech.say('opinions.title')}</h1>
<p>${dateOf(content.id, deps.speech).long}<br>
${deps.speech.say('opinions.lead')}</p>
${
  saved === null
    ? ''
    : html`<p role="status">${inHtml(deps.speech, 'opinion.savedPaper', {
        title: html`<a lang="en" dir="auto" href="#p${String(saved.rank)}">${saved.title}</a>`,
      })}</p>`
}
<form method="post">
<ul class="plain said">
${content.papers.map(paper => markedPaper(deps, paper, opinionOn(paper.id, said)))}</ul>
</form>`,
  });

/**
 * Two short ones fit beside a title; a screen reader hears the whole. What was said is pressed, and pressing
 * it again takes it back.
 */
const markedPaper = (deps: WebDeps, {id, rank, title}: EditionPaper, kept: Opinion): Html => {
  const {say} = deps.speech;
  return html`<li id="p${String(rank)}"><p><a class="t" lang="en" dir="auto"
  href="${pathTo(deps, `/papers/${id}`)}">${title}</a></p>
<div class="row">
${(['more', 'less'] as const).map(opinion => {
  const isKept = opinion === kept;
  const whole = say('opinion.ofPaper', {button: say(`opinion.button.${opinion}`), title});
  return html`<button ${isKept ? '' : html`class="second"`} name="opinion"
  value="${isKept ? 'none' : opinion} ${id}" aria-pressed="${String(isKept)}"
  aria-label="${whole}">${say(`opinion.short.${opinion}`)}</button>\n`;
})}</div></li>
`;
};
