import type {Context} from 'hono';
import {html} from 'hono/html';
import {describeSchedule} from '../../../mail/describe-schedule.ts';
import {maskAddress} from '../../../subscribers/mask-address.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {ConfirmAddressChangeResult} from '../../../use-cases/subscribers/move/confirm-address-change.ts';
import type {WebDeps} from '../../deps.ts';
import {type Html, loneLink, notice} from '../../frame/layout.ts';
import {inHtml} from '../../languages/in-html.ts';
import {notActive} from '../change-address.ts';
import {type LinkRefused, managePath, refuseLink, verifyLink, verifyOwnerLink} from '../links.ts';
import type {GoodLink, PressPage} from './press.ts';

/** `/change-address/:token`, in the letter to the new address: it says yes. */
export const confirmAddressPage = (deps: WebDeps): PressPage<GoodLink> => ({
  path: '/change-address/:token',
  find: c => findLink(deps, c, 'change-address'),
  question: {
    title: deps.speech.say('move.useQuestion'),
    sentences: [deps.speech.say('move.useWhat', {name: deps.name})],
    button: deps.speech.say('move.useButton'),
  },
  act: async (c, link) => {
    const result = await deps.subscribers.confirmAddressChange(changeOf(link));
    return answer(deps, c, {
      result,
      inbox: 'new',
      waiting: deps.speech.say('move.oldWaits'),
    });
  },
});

/** `/agree-change/:token`, in the letter to the old address: it says yes. */
export const agreeChangePage = (deps: WebDeps): PressPage<GoodLink> => ({
  path: '/agree-change/:token',
  find: c => findLink(deps, c, 'agree-change'),
  question: {
    title: deps.speech.say('move.agreeQuestion'),
    sentences: [deps.speech.say('move.agreeWhat')],
    button: deps.speech.say('move.agreeButton'),
  },
  act: async (c, link) => {
    const result = await deps.subscribers.agreeToAddressChange(changeOf(link));
    const waiting = deps.speech.say('move.newWaits');
    return answer(deps, c, {result, inbox: 'old', waiting});
  },
});

/** `/keep-address/:token`, in every letter to the old address before a change: it says no. */
export const keepAddressPage = (deps: WebDeps): PressPage<GoodLink> => ({
  path: '/keep-address/:token',
  find: c => verifyOwnerLink({deps, c, scope: 'keep-address'}),
  question: {
    title: deps.speech.say('move.keepQuestion'),
    sentences: [deps.speech.say('move.keepWhat')],
    button: deps.speech.say('move.keepButton'),
  },
  act: async (c, {subscriber: {number}, epoch}) => {
    const result = await deps.subscribers.keepAddress({number, epoch});
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    return c.html(
      notice({
        site: deps,
        title: deps.speech.say('move.kept'),
        sentences: [deps.speech.say('move.keptNext')],
      }),
    );
  },
});

/** `/undo-change/:token`, in the letter to the old address after a change. */
export const undoChangePage = (deps: WebDeps): PressPage<GoodLink> => ({
  path: '/undo-change/:token',
  find: c => findLink(deps, c, 'undo-change'),
  question: {
    title: deps.speech.say('move.undoQuestion'),
    sentences: [deps.speech.say('move.undoWhat')],
    button: deps.speech.say('move.undoButton'),
  },
  act: async (c, {subscriber: {number}, addressMark = ''}) => {
    const result = await deps.subscribers.undoAddressChange({number, addressMark});
    if (result.kind === 'refused') return refuseLink({deps, c, because: 'expired'});
    const isBack = result.kind === 'undone' && result.subscriber.state === 'active';
    return c.html(isBack ? addressIsBack(deps) : nothingMoreThere(deps));
  },
});

const addressIsBack = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('move.undone'),
    sentences: [deps.speech.say('move.isBack')],
  });

const nothingMoreThere = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('move.undone'),
    sentences: [deps.speech.say('move.nothingMore')],
  });

/** A link about an address, which no epoch ends: the use case decides by what is kept of the change. */
const findLink = async (
  deps: WebDeps,
  c: Context,
  scope: 'change-address' | 'agree-change' | 'undo-change',
): Promise<GoodLink | LinkRefused> => {
  const link = await verifyLink({deps, c, scope});
  if (link.kind === 'refused') return link;
  const {subscriber} = link;
  return subscriber ? {...link, subscriber} : {kind: 'refused', because: 'expired'};
};

const changeOf = ({subscriber: {number}, epoch, addressMark = ''}: GoodLink) => ({
  number,
  epoch,
  addressMark,
});

type Answer = {result: ConfirmAddressChangeResult; inbox: 'old' | 'new'; waiting: string};

const answer = (deps: WebDeps, c: Context, {result, inbox, waiting}: Answer) => {
  switch (result.kind) {
    case 'waiting':
      return c.html(notice({site: deps, title: deps.speech.say('move.oneAgreed'), sentences: [waiting]}));
    case 'refused':
      return refuseChange(deps, c, result.because);
    default:
      return c.html(changed(deps, result.subscriber, inbox));
  }
};

/** Only the new inbox is shown the way to the settings: they are no longer the old one's. */
const changed = (deps: WebDeps, subscriber: Subscriber, inbox: Answer['inbox']): Html =>
  notice({
    site: deps,
    title: deps.speech.say('move.changed'),
    sentences: [
      inHtml(deps.speech, 'move.sentTo', {
        whom: html`<bdi class="whole">${maskAddress(subscriber.address)}</bdi>`,
      }),
      describeSchedule(subscriber.preferences, deps.speech),
      deps.speech.say('move.oldLinks'),
    ],
    ...(inbox === 'new'
      ? {
          next: loneLink(managePath(deps, subscriber), deps.speech.say('confirm.settings')),
        }
      : {}),
  });

type Because = Extract<ConfirmAddressChangeResult, {kind: 'refused'}>['because'];

const refuseChange = (deps: WebDeps, c: Context, because: Because) => {
  switch (because) {
    case 'unknown':
    case 'superseded':
      return refuseLink({deps, c, because: 'expired'});
    case 'not-active':
      return c.html(notActive(deps), 409);
    case 'taken':
      return c.html(cannotChange(deps, 'move.taken'), 409);
    case 'suppressed':
      return c.html(cannotChange(deps, 'move.suppressed'), 409);
  }
};

const cannotChange = (deps: WebDeps, why: 'move.taken' | 'move.suppressed'): Html =>
  notice({site: deps, title: deps.speech.say('move.unchanged'), sentences: [deps.speech.say(why)]});
