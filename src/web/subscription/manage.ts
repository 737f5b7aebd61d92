import type {Context} from 'hono';
import {html} from 'hono/html';
import {describeSchedule} from '../../mail/describe-schedule.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import {parsePreferences} from '../../subscribers/preferences.ts';
import type {Preferences, Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {managePath, refuseLink, unsubscribePath, verifyOwnerLink} from './links.ts';
import {loadOpinions, opinionList} from './opinion-list.ts';
import {type FormValues, formValues, preferencesForm, toFormValues, toRaw} from './preferences-form.ts';
import {suggestPath} from './suggest.ts';
import {whyThese} from './why-these.ts';

/** `GET /manage/:token`: what comes and when, in a form. */
export const showManage =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (link.subscriber.state !== 'active') return c.html(notActive(deps, c));
    return c.html(await managePage({deps, subscriber: link.subscriber}));
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
    title: problems.length > 0 ? 'Not saved yet' : 'Your papers',
    proposesZone: true,
    body: html`<h1>Your papers</h1>
${problemList(problems)}
${
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

const problemList = (problems: string[]): Html | string =>
  problems.length === 0
    ? ''
    : html`<div class="problem" role="alert"><p>Not saved yet:</p>
<ul>${problems.map(problem => html`<li>${problem}</li>`)}</ul></div>`;

const whyThesePapers = (sentences: string[]): Html => html`<section aria-labelledby="why">
<h2 id="why">Why these papers</h2>
<ul class="plain">
${sentences.map(sentence => html`<li>${sentence}</li>\n`)}</ul>
</section>`;

const yourSubscription = (deps: WebDeps, subscriber: Subscriber): Html => {
  const path = managePath(deps, subscriber);
  return html`<section aria-labelledby="yours">
<h2 id="yours">Your subscription</h2>
<ul class="plain">
<li><a href="${unsubscribePath(deps, subscriber)}">Unsubscribe</a>: one click, no more email.</li>
<li><a href="${path}/library">Bring your library</a> (BibTeX, RIS, a list of IDs), so that papers like
yours come first.</li>
<li><a href="${suggestPath(deps, subscriber)}">Suggest a paper</a> to the editor.</li>
<li><a href="${path}/address">Change your email address</a> (we write to both).</li>
${dataLinks(path)}
<li><a href="${path}/links">Revoke all links to this page</a>, if someone else has one of your emails.</li>
</ul>
</section>`;
};
