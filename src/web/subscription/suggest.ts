import type {Context} from 'hono';
import {html} from 'hono/html';
import {MAX_SUGGESTED} from '../../editions/suggestions/suggestion-store.ts';
import {dateOf} from '../../mail/wording.ts';
import {arxivPage} from '../../papers/paper-id.ts';
import type {SuggestPaperResult} from '../../use-cases/editions/suggest-paper.ts';
import type {WebDeps} from '../deps.ts';
import {problemAttributes, problemLine} from '../frame/field-problem.ts';
import {readForm} from '../frame/form.ts';
import {type Html, loneLink, notice, page} from '../frame/layout.ts';
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
    if (form.kind === 'refused')
      return c.html(suggestPage({deps, problem: deps.speech.say('error.formBroken')}), 400);
    const typed = form.fields.get('paper') ?? '';
    const {number} = link.subscriber;
    const outcome = await deps.editions.suggest({link: {number, epoch: link.epoch}, text: typed});
    if (outcome.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (outcome.kind === 'not-active') return c.html(notActive(deps), 409);
    if (outcome.kind === 'no-paper')
      return c.html(
        suggestPage({
          deps,
          typed: typed.slice(0, MAX_LINK_LENGTH),
          problem: deps.speech.say('suggest.noPaper'),
        }),
        422,
      );
    const {status, title, sentences, next} = answerTo(deps, outcome);
    const another = loneLink(suggestPath(deps, link.subscriber), deps.speech.say('suggest.another'));
    return c.html(notice({site: deps, title, sentences, next: html`${next ?? ''}\n${another}`}), status);
  };

/** As much as a field takes; links of papers are far shorter. */
const MAX_LINK_LENGTH = 300;

type Answer = {status: 200 | 409 | 429; title: string; sentences: string[]; next?: Html};

type Answered = Exclude<SuggestPaperResult, {kind: 'void' | 'not-active' | 'no-paper'}>;

const answerTo = (deps: WebDeps, outcome: Answered): Answer => {
  const {say} = deps.speech;
  switch (outcome.kind) {
    case 'taken':
    case 'joined':
      return {
        status: 200,
        title: say('suggest.thanks'),
        sentences: [
          say(outcome.kind === 'joined' ? 'suggest.joined' : 'suggest.taken', {paper: outcome.paper}),
        ],
      };
    case 'again':
      return {
        status: 200,
        title: say('suggest.again'),
        sentences: [say('suggest.waiting', {paper: outcome.paper})],
      };
    case 'carried':
      return {
        status: 200,
        title: say('suggest.published'),
        sentences: [
          say('suggest.inEdition', {
            paper: outcome.paper,
            date: dateOf(outcome.edition, deps.speech).long,
          }),
        ],
        next: loneLink(pathTo(deps, `/papers/${outcome.paper}`), say('suggest.toPage')),
      };
    case 'accepted':
      return {
        status: 200,
        title: say('suggest.accepted'),
        sentences: [say('suggest.comes', {paper: outcome.paper})],
      };
    case 'declined':
      return {
        status: 409,
        title: say('suggest.declined'),
        sentences: [say('suggest.wasDeclined', {paper: outcome.paper})],
        next: loneLink(arxivPage(outcome.paper), say('suggest.readThere')),
      };
    case 'over':
      return {
        status: 429,
        title: say('suggest.over'),
        sentences: [say('suggest.limit', {n: MAX_SUGGESTED}), say('suggest.tryLater')],
      };
    case 'full':
      return {
        status: 409,
        title: say('suggest.full'),
        sentences: [say('suggest.editorFirst')],
      };
  }
};

const suggestPage = ({deps, typed = '', problem}: {deps: WebDeps; typed?: string; problem?: string}): Html =>
  page({
    site: deps,
    title: deps.speech.say('suggest.title'),
    body: html`<h1>${deps.speech.say('suggest.title')}</h1>
<p>${deps.speech.say('suggest.lead')}</p>
<form method="post">
<label for="paper">${deps.speech.say('suggest.label')}</label>
<div class="row">
<input id="paper" name="paper" type="text" inputmode="url" autocomplete="off" required
  maxlength="${String(MAX_LINK_LENGTH)}" value="${typed}" ${problemAttributes('paper', problem)}>
<button>${deps.speech.say('suggest.button')}</button>
</div>
${problemLine('paper', problem)}
</form>
<p class="small">${deps.speech.say('suggest.limit', {n: MAX_SUGGESTED})}</p>`,
  });

const notActive = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('inactive.title'),
    sentences: [deps.speech.say('inactive.suggest')],
    next: loneLink(pathTo(deps, '/'), deps.speech.say('frame.toFrontPage')),
  });
