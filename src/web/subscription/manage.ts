import type {Context} from 'hono';
import {html} from 'hono/html';
import {dayOfWeek} from '../../editions/date-words.ts';
import {nextDelivery} from '../../editions/next-delivery.ts';
import {describeSchedule} from '../../mail/describe-schedule.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import {parsePreferences} from '../../subscribers/preferences.ts';
import type {Preferences, Subscriber} from '../../subscribers/subscriber.ts';
import {listedTopic} from '../choices/topic-choice.ts';
import type {WebDeps} from '../deps.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {managePath, refuseLink, unsubscribePath, verifyOwnerLink} from './links.ts';
import {loadOpinions, opinionList} from './opinion-list.ts';
import {type FormValues, formValues, preferencesForm, toFormValues, toRaw} from './preferences-form.ts';
import {suggestPath} from './suggest.ts';
import {whyThese} from './why-these.ts';

/**
 * `GET /manage/:token`: what comes and when, in a form; `?follow=robotics` ticks a topic and saves nothing.
 */
export const showManage =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {subscriber} = link;
    if (subscriber.state !== 'active') return c.html(notActive(deps, c));
    const typed = withTopic(toFormValues(subscriber.preferences), c.req.query('follow') ?? '');
    return c.html(await managePage({deps, subscriber, typed}));
  };

/** The form with one listed topic more, ticked and not saved: what a link of a letter asks for. */
const withTopic = (typed: FormValues, asked: string): FormValues => {
  const topic = listedTopic(asked);
  return topic === null ? typed : {...typed, topics: `${typed.topics}\n${topic}`};
};

/** `POST /manage/:token`: saves the form, all of it or nothing. A field that was not sent stays as it is. */
export const saveManage =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {subscriber} = link;
    if (subscriber.state !== 'active') return c.html(notActive(deps, c), 409);
    const form = await readForm(c);
    const typed = formValues(form.kind === 'form' ? form.fields : new Map(), subscriber.preferences);
    if (form.kind === 'refused')
      return c.html(await managePage({deps, subscriber, typed, problems: [form.reason]}), 400);
    const reading = parsePreferences(toRaw(typed), subscriber.preferences);
    if (reading.kind === 'refused')
      return c.html(await managePage({deps, subscriber, typed, problems: reading.problems}), 422);
    return save({deps, c, subscriber, preferences: reading.preferences});
  };

type Save = {deps: WebDeps; c: Context; subscriber: Subscriber; preferences: Preferences};

const save = async ({deps, c, subscriber, preferences}: Save): Promise<Response> => {
  const result = await deps.subscribers.changePreferences({
    number: subscriber.number,
    preferences,
  });
  if (result.kind === 'refused' || result.kind === 'unknown') return c.html(notActive(deps, c), 409);
  return c.html(await managePage({deps, subscriber: result.subscriber, status: 'saved'}));
};

/** `POST /manage/:token/opinions`: takes back what was said of a paper. */
export const removeOpinion =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {subscriber, epoch} = link;
    if (subscriber.state !== 'active') return c.html(notActive(deps, c), 409);
    const form = await readForm(c);
    const paper = parsePaperId((form.kind === 'form' ? form.fields.get('paper') : undefined) ?? '');
    if (!paper)
      return c.html(await managePage({deps, subscriber, problems: ['No paper was selected.']}), 422);
    const result = await deps.subscribers.giveOpinion({
      link: {number: subscriber.number, epoch},
      paper,
      opinion: 'none',
    });
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (result.kind === 'not-active') return c.html(notActive(deps, c), 409);
    return c.html(await managePage({deps, subscriber: result.subscriber, status: 'taken-back'}));
  };

/** With the link that was opened and no newer one, which would tell whether somebody asked again. */
const notActive = (deps: WebDeps, c: Context): Html =>
  notice({
    site: deps,
    title: 'This subscription is not active',
    sentences: ['This address is not receiving papers. To subscribe, enter your address on the front page.'],
    next: html`<p><a href="${pathTo(deps, '/')}">Go to the front page</a></p>
<ul class="plain">
${dataLinks(pathTo(deps, `/manage/${c.req.param('token') ?? ''}`))}
</ul>`,
  });

/** What everybody may do whose data is kept, whatever their state (GDPR articles 15, 17 and 20). */
const dataLinks = (
  path: string,
): Html => html`<li><a href="${path}/data">Download everything we keep about you</a>,
by a link to your inbox.</li>
<li><a href="${path}/erase">Delete all my data</a>, by a link to your inbox.</li>`;

type ManagePage = {
  deps: WebDeps;
  subscriber: Subscriber;
  /** What the form shows; what is kept, where nothing else is said. */
  typed?: FormValues;
  problems?: string[];
  /** What has just been done. */
  status?: 'saved' | 'taken-back';
};

const managePage = async ({
  deps,
  subscriber,
  typed = toFormValues(subscriber.preferences),
  problems = [],
  status,
}: ManagePage): Promise<Html> => {
  const path = managePath(deps, subscriber);
  const hasNew = deps.sources.length > 1 || subscriber.preferences.arxivShare !== null;
  const said = await loadOpinions(deps, subscriber.opinions);
  const latest = subscriber.preferences.avoid.length === 0 ? null : await deps.editions.latest();
  return page({
    site: deps,
    title: problems.length > 0 ? 'Not saved yet' : 'Your settings',
    hasScript: true,
    body: html`<h1>Your settings</h1>
<nav class="tabs" aria-label="On this page"><a href="#when">When</a> <a href="#what">What</a>
<a href="#much">How much</a> <a href="#leave">Unsubscribe</a></nav>
${problemList(problems)}
${nextEmail(deps, subscriber)}${
  status === 'saved'
    ? html`<p role="status"><strong>Saved.</strong> ${describeSchedule(subscriber.preferences)}</p>`
    : ''
}
${preferencesForm({typed, path, now: deps.clock.now(), hasNew})}
${opinionList({deps, path, said, isTakenBack: status === 'taken-back'})}
${whyThesePapers(whyThese(subscriber, latest?.content ?? null))}
${yourSubscription(deps, subscriber)}`,
  });
};

const nextEmail = ({clock, speech}: WebDeps, {preferences}: Subscriber): Html | string => {
  const next = nextDelivery(preferences, clock.now());
  if (next === null) return '';
  const day = dayOfWeek(next.day, speech);
  return html`<p class="facts">${speech.say('letter.next', {day, time: next.text.slice(11)})}</p>\n`;
};

const problemList = (problems: string[]): Html | string =>
  problems.length === 0
    ? ''
    : html`<div class="problem" role="alert"><p>Not saved yet:</p>
<ul>${problems.map(problem => html`<li>${problem}</li>`)}</ul></div>`;

const whyThesePapers = (sentences: string[]): Html => html`<section aria-labelledby="why">
<h2 id="why">Why these papers</h2>
<details><summary>How your next email is put together</summary>
<ul class="plain">
${sentences.map(sentence => html`<li>${sentence}</li>\n`)}</ul></details>
</section>`;

const yourSubscription = (deps: WebDeps, subscriber: Subscriber): Html => {
  const path = managePath(deps, subscriber);
  return html`<section id="leave" aria-labelledby="leave-head">
<h2 id="leave-head">Unsubscribe</h2>
<p class="row"><a class="button second" href="${unsubscribePath(deps, subscriber)}">Unsubscribe</a>
<span class="small">One click, no more email.</span></p>
<p><a class="alone" href="${path}/library">Bring your library, so that papers like yours come first</a><br>
<a class="alone" href="${path}/saved">Your reading list</a><br>
<a class="alone" href="${path}/address">Change your email address</a><br>
<a class="alone" href="${suggestPath(deps, subscriber)}">Suggest a paper to the editor</a></p>
<details><summary>Your data, and emails in the wrong hands</summary>
<ul class="plain">
${dataLinks(path)}
<li><a href="${path}/links">Revoke all links to this page</a>, if someone else has one of your emails.</li>
</ul></details>
</section>`;
};
