import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import {DAY, utcDay} from '../../clock.ts';
import {longDay} from '../../editions/date-words.ts';
import {describeSchedule} from '../../mail/describe-schedule.ts';
import {leaveReasons, type Preferences, type Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {problemIn} from '../languages/in-html.ts';
import {type RefuseLink, refuseLink, verifyLink} from './links.ts';

/** What "fewer mails instead" offers. */
const FEWER = ['weekly', 'five', 'pause'] as const;

const FEWER_PAPERS = 5;
const PAUSE_DAYS = 30;

/**
 * The page that answers a leaving, after it was done and never before: the way back, fewer mails instead, and
 * a reason for who wants to give one. `token` undoes this very leaving for half an hour; without one there is
 * nothing to undo.
 */
export const goodbyePage = (deps: WebDeps, token: string | null): Html =>
  page({
    site: deps,
    title: deps.speech.say('bye.title'),
    body: html`<h1>${deps.speech.say('bye.title')}</h1>
<p>${deps.speech.say('bye.done', {name: deps.name})}</p>
${
  token === null
    ? html`<p>${deps.speech.say('bye.mistake')} <a href="${pathTo(deps, '/')}">${deps.speech.say(
        'bye.again',
      )}</a></p>`
    : offers(pathTo({...deps, askedLanguage: null}, `/goodbye/${token}`), deps.speech)
}`,
  });

const offers = (path: string, {say}: Speech): Html => html`<section aria-labelledby="undo">
<h2 id="undo">${say('bye.mistake')}</h2>
<form method="post" action="${path}/undo"><button>${say('bye.undo')}</button></form>
</section>
<section aria-labelledby="fewer">
<h2 id="fewer">${say('bye.fewer')}</h2>
<form method="post" action="${path}/fewer">
<fieldset><legend>${say('bye.instead')}</legend>
${FEWER.map((value, place) =>
  radio({name: 'instead', value, label: say(`bye.${value}`), isChosen: place === 0}),
)}</fieldset>
<button class="second">${say('bye.stay')}</button>
</form>
</section>
<section aria-labelledby="why">
<h2 id="why">${say('bye.why')}</h2>
<form method="post" action="${path}/why">
<fieldset><legend>${say('bye.optional')}</legend>
${leaveReasons.map(value =>
  radio({name: 'reason', value, label: say(`bye.reason.${value}`), isChosen: false}),
)}</fieldset>
<p><label for="words">${say('bye.ownWords')}</label>
<textarea id="words" name="words" rows="2" maxlength="200"></textarea></p>
<button class="second">${say('bye.send')}</button>
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
    const choice = FEWER.find(value => value === instead);
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

const fewer = (kept: Preferences, choice: (typeof FEWER)[number], now: number): Preferences => {
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
      return c.html(
        notice({
          site: deps,
          title: deps.speech.say('bye.notSaved'),
          sentences: [problemIn(deps.speech, told.problem)],
        }),
        422,
      );
    if (told.kind !== 'recorded') return refuseLink({deps, c, because: 'expired'});
    return c.html(
      notice({
        site: deps,
        title: deps.speech.say('bye.thanks'),
        sentences: [deps.speech.say('bye.saved')],
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
  const {say} = deps.speech;
  return notice({
    site: deps,
    title: say('bye.back'),
    sentences: [
      describeSchedule(preferences, deps.speech),
      say('bye.amount', {n: papers}),
      ...(pausedUntil === null ? [] : [say('bye.paused', {day: longDay(pausedUntil, deps.speech)})]),
      say('bye.settings'),
    ],
  });
};

const chooseFirst = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('bye.noChoice'),
    sentences: [deps.speech.say('bye.chooseOne')],
  });
