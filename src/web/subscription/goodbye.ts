import type {Context} from 'hono';
import {html} from 'hono/html';
import {DAY, utcDay} from '../../clock.ts';
import {describeSchedule} from '../../mail/describe-schedule.ts';
import type {LeaveReasonName, Preferences, Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {type RefuseLink, refuseLink, verifyLink} from './links.ts';

/** What "fewer mails instead" offers. */
const FEWER = [
  {value: 'weekly', label: 'One email a week'},
  {value: 'five', label: 'Five papers per email'},
  {value: 'pause', label: 'Pause for 30 days'},
] as const;

const FEWER_PAPERS = 5;
const PAUSE_DAYS = 30;

const REASONS: {value: LeaveReasonName; label: string}[] = [
  {value: 'too-many', label: 'Too many emails'},
  {value: 'not-for-me', label: 'The papers were not relevant to me'},
  {value: 'found-elsewhere', label: 'I read papers elsewhere'},
  {value: 'never-asked', label: 'I never signed up'},
  {value: 'other', label: 'Something else'},
];

/**
 * The page that answers a leaving, after it was done and never before: the way back, fewer mails instead, and
 * a reason for who wants to give one. `token` undoes this very leaving for half an hour; without one there is
 * nothing to undo.
 */
export const goodbyePage = (deps: WebDeps, token: string | null): Html =>
  page({
    site: deps,
    title: 'You are unsubscribed',
    body: html`<h1>You are unsubscribed</h1>
<p>${deps.name} will not send you any more papers. An email already on its way may still arrive.</p>
${
  token === null
    ? html`<p>Unsubscribed by mistake? <a href="${pathTo(deps, '/')}">Subscribe again</a></p>`
    : offers(pathTo(deps, `/goodbye/${token}`))
}`,
  });

const offers = (path: string): Html => html`<section aria-labelledby="undo">
<h2 id="undo">Unsubscribed by mistake?</h2>
<form method="post" action="${path}/undo"><button>Undo, keep me subscribed</button></form>
</section>
<section aria-labelledby="fewer">
<h2 id="fewer">Prefer fewer emails?</h2>
<form method="post" action="${path}/fewer">
<fieldset><legend>Instead of unsubscribing</legend>
${FEWER.map(({value, label}, place) =>
  radio({name: 'instead', value, label, isChosen: place === 0}),
)}</fieldset>
<button class="second">Stay subscribed</button>
</form>
</section>
<section aria-labelledby="why">
<h2 id="why">Why did you unsubscribe?</h2>
<form method="post" action="${path}/why">
<fieldset><legend>Optional</legend>
${REASONS.map(({value, label}) => radio({name: 'reason', value, label, isChosen: false}))}</fieldset>
<p><label for="words">In your own words</label>
<textarea id="words" name="words" rows="2" maxlength="200"></textarea></p>
<button class="second">Send</button>
</form>
</section>`;

type Radio = {name: string; value: string; label: string; isChosen: boolean};

const radio = ({name, value, label, isChosen}: Radio): Html =>
  html`<label class="choice"><input type="radio" name="${name}" value="${value}" required
  ${isChosen ? 'checked' : ''}> ${label}</label>
`;

/** `POST /goodbye/:token/undo`: as if nothing had been pressed. */
export const undoUnsubscribe =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const back = await undo(deps, c);
    if (back.kind === 'refused') return refuseLink(back.refusal);
    return c.html(subscribedAgain(deps, back.subscriber));
  };

/** `POST /goodbye/:token/fewer`: back, with fewer mails. */
export const keepWithFewer =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const form = await readForm(c);
    const instead = form.kind === 'form' ? form.fields.get('instead') : undefined;
    const choice = FEWER.find(({value}) => value === instead)?.value;
    if (choice === undefined) return c.html(chooseFirst(deps), 422);
    const back = await undo(deps, c);
    if (back.kind === 'refused') return refuseLink(back.refusal);
    const {number, preferences} = back.subscriber;
    const result = await deps.subscribers.changePreferences({
      number,
      preferences: fewer(preferences, choice, deps.clock.now()),
    });
    const isKept = result.kind === 'changed' || result.kind === 'unchanged';
    return c.html(subscribedAgain(deps, isKept ? result.subscriber : back.subscriber));
  };

const fewer = (kept: Preferences, choice: (typeof FEWER)[number]['value'], now: number): Preferences => {
  switch (choice) {
    case 'weekly':
      return {...kept, frequency: 'weekly'};
    case 'five':
      return {...kept, papers: Math.min(kept.papers, FEWER_PAPERS)};
    case 'pause':
      return {...kept, pausedUntil: utcDay(now + PAUSE_DAYS * DAY)};
  }
};

/** `POST /goodbye/:token/why`: saves the reason for unsubscribing. */
export const saveLeaveReason =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyLink({deps, c, scope: 'undo'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (!link.subscriber) return refuseLink({deps, c, because: 'expired'});
    const form = await readForm(c);
    const fields = form.kind === 'form' ? form.fields : new Map<string, string>();
    const told = await deps.subscribers.recordLeaveReason({
      number: link.subscriber.number,
      reason: fields.get('reason') ?? '',
      words: fields.get('words') ?? '',
    });
    if (told.kind === 'refused')
      return c.html(notice({site: deps, title: 'Your answer was not saved', sentences: [told.problem]}), 422);
    if (told.kind !== 'recorded') return refuseLink({deps, c, because: 'expired'});
    return c.html(
      notice({
        site: deps,
        title: 'Thank you',
        sentences: ['Your answer is saved. Nothing else has changed.'],
      }),
    );
  };

type Back = {kind: 'back'; subscriber: Subscriber} | {kind: 'refused'; refusal: RefuseLink};

const undo = async (deps: WebDeps, c: Context): Promise<Back> => {
  const link = await verifyLink({deps, c, scope: 'undo'});
  if (link.kind === 'refused') return {kind: 'refused', refusal: {deps, c, because: link.because}};
  if (!link.subscriber) return {kind: 'refused', refusal: {deps, c, because: 'expired'}};
  const {
    subscriber: {number},
    epoch,
    expiresAt = 0,
  } = link;
  const result = await deps.subscribers.undoUnsubscribe({number, epoch, expiresAt});
  if (result.kind === 'refused') return {kind: 'refused', refusal: {deps, c, because: 'expired'}};
  return {kind: 'back', subscriber: result.subscriber};
};

/**
 * No link to the choices stands here: anyone who has somebody else's mail could leave for them and come back,
 * and must not get by that what its owner may have taken from them by ending all links.
 */
const subscribedAgain = (deps: WebDeps, {preferences}: Subscriber): Html => {
  const {papers, pausedUntil} = preferences;
  return notice({
    site: deps,
    title: 'You are subscribed again',
    sentences: [
      `${describeSchedule(preferences)} Up to ${papers} papers per email.`,
      ...(pausedUntil === null ? [] : [`No email before ${pausedUntil}.`]),
      'To change your settings, use the link in any email.',
    ],
  });
};

const chooseFirst = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'No option selected',
    sentences: ['Please go back and choose an option.'],
  });
