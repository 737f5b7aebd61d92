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
import {type Html, notice, page} from '../frame/layout.ts';
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
    return c.html(
      page({
        site: deps,
        title: 'Confirm your subscription',
        hasScript: true,
        body: html`<h1>Confirm your subscription</h1>
<p class="lead">Is this the right time? Are these the right topics? You can change both later, and every email
has an unsubscribe link.</p>
${confirmForm(shownOf(subscriber, c), deps.clock.now())}
${neverAgainLine(deps, c)}`,
      }),
    );
  };

/** What the link's own sign-up chose, and never what another chose for the same address. */
const shownOf = (subscriber: Subscriber, c: Context): Preferences =>
  travelsInLink(subscriber) ? askedBy(c) : subscriber.preferences;

const askedBy = (c: Context): Preferences => choicesFromQuery(new URL(c.req.url).searchParams);

const confirmForm = (preferences: Preferences, now: number): Html => {
  const typed = toFormValues(preferences);
  const {chosen, others} = splitTopics(typed.topics);
  return html`<form method="post">
<section aria-labelledby="when-head">
<h2 id="when-head">When</h2>
${scheduleChoice({...typed, now})}
<label class="choice"><input type="checkbox" name="latest" value="yes" checked>
Send me the latest edition now, too</label>
</section>
<section aria-labelledby="what-head">
<h2 id="what-head">What</h2>
<p class="small">Papers on these come first. Choose none for everyone’s papers.</p>
<input type="hidden" name="topics" value="${others.join('\n')}">
<div role="group" aria-label="Topics you follow">
${topicsInTwoStepsChoice(chosen)}</div>
</section>
<div class="save"><button>Confirm subscription</button></div>
<p class="small">You didn’t ask for this? Close this page and no email will come.</p>
</form>`;
};

/** The way to keep such letters away, which the letter's link brings along. */
const neverAgainLine = (deps: WebDeps, c: Context): Html | string => {
  const token = c.req.query('never') ?? '';
  const parsed = parseToken({keys: deps.linkKeys, scope: 'never-again', token, now: deps.clock.now()});
  if (parsed.kind === 'refused') return '';
  return html`<p class="small row"><a href="${pathTo(deps, `/never-again/${token}`)}">Never write to this
address again</a></p>`;
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
    title: 'You are subscribed',
    sentences: [
      isLatestComing
        ? `${describeSchedule(subscriber.preferences)} The latest edition is on its way now.`
        : `${describeSchedule(subscriber.preferences)} The next edition arrives automatically.`,
    ],
    next: html`<p><a href="${managePath(deps, subscriber)}">Choose your schedule and topics</a></p>`,
  });

const getsNoPapers = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'This subscription is not active',
    sentences: [
      'This address was unsubscribed, or email to it bounced, after this email was sent. Nothing has ' +
        'changed.',
      'To subscribe again, enter your address on the front page.',
    ],
    next: html`<p><a href="${pathTo(deps, '/')}">Go to the front page</a></p>`,
  });
