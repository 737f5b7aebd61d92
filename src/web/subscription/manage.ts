import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Say, Speech} from '../../../templates/languages/speech.ts';
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
import {problemIn} from '../languages/in-html.ts';
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
      return c.html(
        await managePage({deps, subscriber, typed, problems: [deps.speech.say('error.formBroken')]}),
        400,
      );
    const reading = parsePreferences(toRaw(typed), subscriber.preferences);
    if (reading.kind === 'refused')
      return c.html(
        await managePage({
          deps,
          subscriber,
          typed,
          problems: reading.problems.map(one => problemIn(deps.speech, one)),
        }),
        422,
      );
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
      return c.html(await managePage({deps, subscriber, problems: [deps.speech.say('manage.noPaper')]}), 422);
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
    title: deps.speech.say('inactive.title'),
    sentences: [deps.speech.say('manage.notActive')],
    next: html`<p><a class="alone" href="${pathTo(deps, '/')}">${deps.speech.say('frame.toFrontPage')}</a></p>
<ul class="plain">
${dataLinks(deps, path => pathTo(deps, `/manage/${c.req.param('token') ?? ''}${path}`))}
</ul>`,
  });

/** What everybody may do whose data is kept, whatever their state (GDPR articles 15, 17 and 20). */
const dataLinks = (
  {speech: {say}}: WebDeps,
  to: (path: string) => string,
): Html => html`<li><a href="${to('/data')}">${say('manage.download')}</a></li>
<li><a href="${to('/erase')}">${say('manage.erase')}</a></li>`;

type ManagePage = {
  deps: WebDeps;
  subscriber: Subscriber;
  /** What the form shows; what is kept, where nothing else is said. */
  typed?: FormValues;
  problems?: (Html | string)[];
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
  const {say} = deps.speech;
  const path = managePath(deps, subscriber);
  const hasNew = deps.sources.length > 1 || subscriber.preferences.arxivShare !== null;
  const said = await loadOpinions(deps, subscriber.opinions);
  const latest = subscriber.preferences.avoid.length === 0 ? null : await deps.editions.latest();
  return page({
    site: deps,
    title: say(problems.length > 0 ? 'manage.notSavedTitle' : 'manage.title'),
    hasScript: true,
    body: html`<h1>${say('manage.title')}</h1>
<nav class="tabs" aria-label="${say('manage.onPage')}"><a href="#when">${say('choose.when')}</a>
<a href="#what">${say('choose.what')}</a> <a href="#much">${say('choose.much')}</a>
<a href="#leave">${say('manage.unsubscribe')}</a></nav>
${problemList(problems, say)}
${nextEmail(deps, subscriber)}${
  status === 'saved'
    ? html`<p role="status"><strong>${say('manage.saved')}</strong> ${describeSchedule(
        subscriber.preferences,
        deps.speech,
      )}</p>`
    : ''
}
${preferencesForm({typed, path, now: deps.clock.now(), hasNew}, deps)}
${opinionList({
  deps,
  to: below => managePath(deps, subscriber, below),
  said,
  isTakenBack: status === 'taken-back',
})}
${whyThesePapers(whyThese(subscriber, latest?.content ?? null, deps.speech), deps.speech)}
${yourSubscription(deps, subscriber)}`,
  });
};

const nextEmail = ({clock, speech}: WebDeps, {preferences}: Subscriber): Html | string => {
  const next = nextDelivery(preferences, clock.now());
  if (next === null) return '';
  const day = dayOfWeek(next.day, speech);
  return html`<p class="facts">${speech.say('letter.next', {day, time: next.text.slice(11)})}</p>\n`;
};

const problemList = (problems: (Html | string)[], say: Say): Html | string =>
  problems.length === 0
    ? ''
    : html`<div class="problem" role="alert"><p>${say('manage.notSaved')}</p>
<ul>${problems.map(problem => html`<li>${problem}</li>`)}</ul></div>`;

const whyThesePapers = (sentences: string[], {say}: Speech): Html => html`<section aria-labelledby="why">
<h2 id="why">${say('why.title')}</h2>
<details><summary>${say('why.how')}</summary>
<ul class="plain">
${sentences.map(sentence => html`<li>${sentence}</li>\n`)}</ul></details>
</section>`;

const yourSubscription = (deps: WebDeps, subscriber: Subscriber): Html => {
  const {say} = deps.speech;
  const to = (path: string) => managePath(deps, subscriber, path);
  return html`<section id="leave" aria-labelledby="leave-head">
<h2 id="leave-head">${say('manage.unsubscribe')}</h2>
<p class="row"><a class="button second" href="${unsubscribePath(deps, subscriber)}">${say(
    'manage.unsubscribe',
  )}</a>
<span class="small">${say('manage.oneClick')}</span></p>
<p class="row"><a class="alone" href="${to('/library')}">${say('manage.library')}</a>
<a class="alone" href="${to('/saved')}">${say('saved.yours')}</a>
<a class="alone" href="${to('/feed')}">${say('ownFeed.title')}</a>
<a class="alone" href="${suggestPath(deps, subscriber)}">${say('manage.suggest')}</a></p>
<details><summary>${say('manage.data')}</summary>
<ul class="plain">
<li><a href="${to('/address')}">${say('manage.address')}</a></li>
${dataLinks(deps, to)}
<li><a href="${to('/links')}">${say('manage.revoke')}</a></li>
</ul></details>
</section>`;
};
