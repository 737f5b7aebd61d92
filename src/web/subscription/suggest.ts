import type {Context} from 'hono';
import {html} from 'hono/html';
import {MAX_SUGGESTED} from '../../editions/suggestions/suggestion-store.ts';
import {dateOf} from '../../mail/wording.ts';
import type {PaperId} from '../../papers/paper.ts';
import {arxivPage} from '../../papers/paper-id.ts';
import type {SuggestPaperResult} from '../../use-cases/editions/suggest-paper.ts';
import type {WebDeps} from '../deps.ts';
import {problemAttributes, problemLine} from '../frame/field-problem.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {type LinkedReader, linkPath, refuseLink, verifyOwnerLink} from './links.ts';

/** Where a subscriber suggests papers, and does nothing else. The link is good until the epoch moves on. */
export const suggestPath = (deps: WebDeps, reader: LinkedReader): string =>
  linkPath({deps, scope: 'suggest', reader, epoch: reader.epoch});

/** `GET /suggest/:token`: a field for the link of a paper. Looking changes nothing. */
export const showSuggest =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'suggest'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (link.subscriber.state !== 'active') return c.html(notActive(deps), 409);
    return c.html(suggestPage({deps}));
  };

/** `POST /suggest/:token`: takes the paper that was sent, or says why not. */
export const takeSuggestion =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'suggest'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const form = await readForm(c);
    if (form.kind === 'refused') return c.html(suggestPage({deps, problem: form.reason}), 400);
    const typed = form.fields.get('paper') ?? '';
    const {number} = link.subscriber;
    const outcome = await deps.editions.suggest({link: {number, epoch: link.epoch}, text: typed});
    if (outcome.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (outcome.kind === 'not-active') return c.html(notActive(deps), 409);
    if (outcome.kind === 'no-paper')
      return c.html(suggestPage({deps, typed: typed.slice(0, MAX_LINK_LENGTH), problem: NO_PAPER}), 422);
    const {status, title, sentences, next} = answerTo(deps, outcome);
    const another = html`<p><a href="${suggestPath(deps, link.subscriber)}">Suggest another paper</a></p>`;
    return c.html(notice({site: deps, title, sentences, next: html`${next ?? ''}\n${another}`}), status);
  };

/** As much as a field takes; links of papers are far shorter. */
const MAX_LINK_LENGTH = 300;

const NO_PAPER =
  'This is not a link to a paper. Use an arxiv.org or huggingface.co/papers link, or an arXiv ID such ' +
  'as 2503.08120.';

type Answer = {status: 200 | 409 | 429; title: string; sentences: string[]; next?: Html};

type Answered = Exclude<SuggestPaperResult, {kind: 'void' | 'not-active' | 'no-paper'}>;

const answerTo = (deps: WebDeps, outcome: Answered): Answer => {
  switch (outcome.kind) {
    case 'taken':
    case 'joined':
      return {
        status: 200,
        title: 'Thank you',
        sentences: [
          'The editor will review ' +
            `${outcome.paper}${outcome.kind === 'joined' ? ', which others suggested too' : ''}. If ` +
            'accepted, it goes into the next edition, marked “suggested by a reader”, never with your ' +
            'name.',
        ],
      };
    case 'again':
      return {
        status: 200,
        title: 'You already suggested this',
        sentences: [`${outcome.paper} is waiting for the editor. Nothing has changed.`],
      };
    case 'carried':
      return {
        status: 200,
        title: 'Already published',
        sentences: [`${outcome.paper} was in the edition of ${dateOf(outcome.edition, deps.speech).long}.`],
        next: html`<p><a href="${pathTo(deps, `/papers/${outcome.paper}`)}">Go to its page</a></p>`,
      };
    case 'accepted':
      return {
        status: 200,
        title: 'Already accepted',
        sentences: [`${outcome.paper} goes into the next edition, unless the editor decides otherwise.`],
      };
    case 'declined':
      return {
        status: 409,
        title: 'Declined',
        sentences: [`The editor reviewed ${outcome.paper} earlier and declined it.`],
        next: readItThere(outcome.paper),
      };
    case 'over':
      return {
        status: 429,
        title: 'Weekly limit reached',
        sentences: [
          `Each reader can suggest ${MAX_SUGGESTED} papers per week. Please try again in a few days.`,
        ],
      };
    case 'full':
      return {
        status: 409,
        title: 'Too many suggestions are waiting',
        sentences: ['The editor has to review those first. Please try again in a few days.'],
      };
  }
};

const readItThere = (paper: PaperId): Html => html`<p><a href="${arxivPage(paper)}">Read it at arXiv</a></p>`;

const suggestPage = ({deps, typed = '', problem}: {deps: WebDeps; typed?: string; problem?: string}): Html =>
  page({
    site: deps,
    title: 'Suggest a paper',
    body: html`<h1>Suggest a paper</h1>
<p>Paste an arXiv or Hugging Face link. The editor decides whether it goes into the next edition. The edition
says “suggested by a reader”, never who.</p>
<form method="post">
<label for="paper">Link to the paper</label>
<div class="row">
<input id="paper" name="paper" type="text" inputmode="url" autocomplete="off" required
  maxlength="${String(MAX_LINK_LENGTH)}" value="${typed}" ${problemAttributes('paper', problem)}>
<button>Suggest paper</button>
</div>
${problemLine('paper', problem)}
</form>
<p class="small">Each reader can suggest ${String(MAX_SUGGESTED)} papers per week.</p>`,
  });

const notActive = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'This subscription is not active',
    sentences: ['Only active subscribers can suggest papers.'],
    next: html`<p><a href="${pathTo(deps, '/')}">Go to the front page</a></p>`,
  });
