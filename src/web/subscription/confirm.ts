import type {Context} from 'hono';
import {html} from 'hono/html';
import {describeSchedule} from '../../mail/describe-schedule.ts';
import type {RawPreferences} from '../../subscribers/preferences.ts';
import {choicesFromQuery, travelsInLink} from '../../subscribers/sign-up/link-choices.ts';
import {mayConfirm} from '../../subscribers/states.ts';
import type {Preferences, Subscriber} from '../../subscribers/subscriber.ts';
import {parseToken} from '../../subscribers/tokens.ts';
import {scheduleChoice} from '../choices/schedule-choice.ts';
import {splitTopics, topicsInTwoStepsChoice} from '../choices/topic-choice.ts';
import type {WebDeps} from '../deps.ts';
import {readForm} from '../frame/form.ts';
import {type Html, loneLink, notice, page} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {managePath, refuseLink, verifyOwnerLink} from './links.ts';
import {separated, toFormValues} from './preferences-form.ts';

/** `GET /confirm/:token`: a button. Looking changes nothing, since mail scanners look at every link. */
export const showConfirm =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'confirm'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {subscriber} = link;
    if (subscriber.state === 'active') return c.html(subscribed({deps, subscriber}));
    if (!mayConfirm(subscriber)) return c.html(getsNoPapers(deps));
    const {say} = deps.speech;
    return c.html(
      page({
        site: deps,
        title: say('confirm.title'),
        hasScript: true,
        body: html`<h1>${say('confirm.title')}</h1>
<p class="lead">${say('confirm.lead')}</p>
${confirmForm(shownOf(subscriber, c), deps)}
${neverAgainLine(deps, c)}`,
      }),
    );
  };

/** What the link's own sign-up chose, and never what another chose for the same address. */
const shownOf = (subscriber: Subscriber, c: Context): Preferences =>
  travelsInLink(subscriber) ? askedBy(c) : subscriber.preferences;

const askedBy = (c: Context): Preferences => choicesFromQuery(new URL(c.req.url).searchParams);

const confirmForm = (preferences: Preferences, {clock, speech}: WebDeps): Html => {
  const {say} = speech;
  const typed = toFormValues(preferences);
  const {chosen, others} = splitTopics(typed.topics);
  return html`<form method="post">
<section aria-labelledby="when-head">
<h2 id="when-head">${say('choose.when')}</h2>
${scheduleChoice({...typed, now: clock.now()}, speech)}
<label class="choice"><input type="checkbox" name="latest" value="yes" checked>
${say('confirm.latest')}</label>
</section>
<section aria-labelledby="what-head">
<h2 id="what-head">${say('choose.what')}</h2>
<p class="small">${say('confirm.hint')}</p>
<input type="hidden" name="topics" value="${others.join('\n')}">
<div role="group" aria-label="${say('choose.followed')}">
${topicsInTwoStepsChoice(chosen, speech)}</div>
</section>
<div class="save"><button>${say('confirm.button')}</button></div>
<p class="small">${say('confirm.notYou')}</p>
</form>`;
};

/** The way to keep such letters away, which the letter's link brings along. */
const neverAgainLine = (deps: WebDeps, c: Context): Html | string => {
  const token = c.req.query('never') ?? '';
  const parsed = parseToken({keys: deps.linkKeys, scope: 'never-again', token, now: deps.clock.now()});
  if (parsed.kind === 'refused') return '';
  return html`<p class="small row"><a href="${pathTo(deps, `/never-again/${token}`)}">${deps.speech.say(
    'never.button',
  )}</a></p>`;
};

/** What the form says of hours and topics; a field that was not sent stays as it is. */
const choicesOf = (fields: Map<string, string>): RawPreferences => {
  const sent = ['frequency', 'weekday', 'hour', 'timezone'] as const;
  const topics = fields.get('topics');
  return {
    ...Object.fromEntries(sent.flatMap(name => (fields.has(name) ? [[name, fields.get(name)]] : []))),
    ...(topics === undefined ? {} : {topics: separated(topics)}),
  };
};

/**
 * `POST /confirm/:token`: makes a pending subscriber active, with the hours and topics of the form. A second
 * request changes nothing, and a link from before unsubscribing brings no one back. The token alone decides:
 * without a form it confirms all the same.
 */
export const confirm =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'confirm'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const form = await readForm(c);
    const fields = form.kind === 'form' ? form.fields : new Map<string, string>();
    const result = await deps.subscribers.confirm({
      number: link.subscriber.number,
      epoch: link.epoch,
      asked: askedBy(c),
      choices: choicesOf(fields),
      withLatest: fields.get('latest') === 'yes',
    });
    if (result.kind !== 'refused') return c.html(subscribed({deps, ...result}));
    if (result.because === 'unsubscribed' || result.because === 'suppressed')
      return c.html(getsNoPapers(deps), 409);
    return refuseLink({deps, c, because: 'expired'});
  };

type Subscribed = {deps: WebDeps; subscriber: Subscriber; isLatestComing?: boolean};

const subscribed = ({deps, subscriber, isLatestComing = false}: Subscribed): Html =>
  notice({
    site: deps,
    title: deps.speech.say('confirm.done'),
    sentences: [
      describeSchedule(subscriber.preferences, deps.speech),
      deps.speech.say(isLatestComing ? 'confirm.latestComes' : 'confirm.nextComes'),
    ],
    next: loneLink(managePath(deps, subscriber), deps.speech.say('confirm.settings')),
  });

const getsNoPapers = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('inactive.title'),
    sentences: [deps.speech.say('confirm.ended'), deps.speech.say('confirm.again')],
    next: loneLink(pathTo(deps, '/'), deps.speech.say('frame.toFrontPage')),
  });
