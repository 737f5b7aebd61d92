import type {Context} from 'hono';
import {html} from 'hono/html';
import {firstTopicsChoice, listedTopic} from '../choices/topic-choice.ts';
import type {WebDeps} from '../deps.ts';
import {problemAttributes, problemLine} from '../frame/field-problem.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';
import {problemIn} from '../languages/in-html.ts';
import {HONEYPOT, requestSubscription} from './request-subscription.ts';

type SubscribeBox = {site: Site; typed?: string; problem?: string | undefined};

/** The one thing a visitor can do: leave an address. */
export const subscribeBox = ({site, typed = '', problem}: SubscribeBox): Html => html`<form class="subscribe"
  method="post" action="${pathTo(site, '/subscribe')}">
${addressField({site, typed, problem})}
</form>`;

/** The same with topics to follow before it; those of `topics` are ticked. */
export const subscribeForm = ({
  site,
  topics,
  typed = '',
  problem,
}: SubscribeBox & {
  topics: ReadonlySet<string>;
}): Html => html`<form class="subscribe" id="subscribe" method="post"
  action="${pathTo(site, '/subscribe')}">
<fieldset><legend>${site.speech.say('signUp.topics')}</legend>
<p class="small">${site.speech.say('signUp.optional')}</p>
${firstTopicsChoice(topics)}</fieldset>
${addressField({site, typed, problem})}
</form>`;

const addressField = ({site, typed = '', problem}: SubscribeBox): Html => html`<label class="ask"
  for="email">${site.speech.say('signUp.email')}</label>
<div class="row">
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254"
  placeholder="you@example.org" value="${typed}" ${problemAttributes('email', problem)}>
<button>${site.speech.say('signUp.button')}</button>
</div>
${problemLine('email', problem && problemIn(site.speech, problem))}
<p class="honeypot" hidden><label for="${HONEYPOT}">${site.speech.say('signUp.leaveEmpty')}</label>
<input id="${HONEYPOT}" name="${HONEYPOT}" tabindex="-1" autocomplete="off"></p>
<p class="small">${site.speech.say('signUp.consent')}
<a href="${pathTo(site, '/privacy')}">${site.speech.say('signUp.whatWeKeep')}</a></p>`;

/** The listed topics that were ticked. Words of a stranger's own are none, since the letter may show them. */
const tickedTopics = (fields: Map<string, string>): string[] =>
  (fields.get('topics') ?? '').split('\n').flatMap(topic => listedTopic(topic) ?? []);

/**
 * `POST /subscribe`: an address asks for the papers; a letter goes there, and nothing else until its button
 * is pressed. 303 to a page that says so.
 */
export const subscribeByForm =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    c.header('Cache-Control', 'no-store');
    const form = await readForm(c);
    if (form.kind === 'refused')
      return showProblem(deps, c, {typed: '', topics: [], problem: deps.speech.say('error.formBroken')});
    const topics = tickedTopics(form.fields);
    const typed = form.fields.get('email') ?? '';
    const answer = await requestSubscription(deps, c, {
      address: typed,
      preferences: {
        ...(topics.length === 0 ? {} : {topics: topics.join(';')}),
        language: deps.speech.language.code,
      },
      via: 'form',
      honeypot: form.fields.get(HONEYPOT) ?? '',
    });
    if (answer.kind === 'refused') return showProblem(deps, c, {typed, topics, problem: answer.reason});
    return c.redirect(pathTo(deps, SENT_PATH), 303);
  };

/** Where a sign-up leads to: loading that page again sends nothing again. */
export const SENT_PATH = '/subscribe/sent';

/** `GET /subscribe/sent`: what to do next, in the same words for every address. */
export const showSubscribeSent =
  (deps: WebDeps) =>
  (c: Context): Response | Promise<Response> =>
    c.html(
      notice({
        site: deps,
        title: deps.speech.say('signUp.sent'),
        sentences: [deps.speech.say('signUp.sentNext'), deps.speech.say('signUp.nothingCame')],
      }),
    );

type Problem = {typed: string; topics: string[]; problem: string};

const showProblem = (deps: WebDeps, c: Context, {typed, topics, problem}: Problem) =>
  c.html(
    page({
      site: deps,
      title: deps.speech.say('signUp.checkAddress'),
      body: html`<h1>${deps.speech.say('signUp.checkAddress')}</h1>
${subscribeForm({site: deps, topics: new Set(topics), typed: typed.slice(0, 254), problem})}`,
    }),
    422,
  );
