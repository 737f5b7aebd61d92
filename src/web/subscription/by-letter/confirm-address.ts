import type {Context} from 'hono';
import {html} from 'hono/html';
import {describeSchedule} from '../../../mail/describe-schedule.ts';
import {maskAddress} from '../../../subscribers/mask-address.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {ConfirmAddressChangeResult} from '../../../use-cases/subscribers/move/confirm-address-change.ts';
import type {WebDeps} from '../../deps.ts';
import {type Html, notice} from '../../frame/layout.ts';
import {notActive} from '../change-address.ts';
import {type LinkRefused, managePath, refuseLink, verifyLink, verifyOwnerLink} from '../links.ts';
import type {GoodLink, PressPage} from './press.ts';

/** `/change-address/:token`, in the letter to the new address: it says yes. */
export const confirmAddressPage = (deps: WebDeps): PressPage<GoodLink> => ({
  path: '/change-address/:token',
  find: c => findLink(deps, c, 'change-address'),
  question: {
    title: 'Use this address?',
    sentences: [
      `${deps.name} will send papers to the address that received this email, and no longer to the old one.`,
    ],
    button: 'Use this address',
  },
  act: async (c, link) => {
    const result = await deps.subscribers.confirmAddressChange(changeOf(link));
    return answer(deps, c, {
      result,
      inbox: 'new',
      waiting:
        'The old inbox has not agreed yet. We gave it a day’s notice; unless it objects, papers are sent ' +
        'to this address after that.',
    });
  },
});

/** `/agree-change/:token`, in the letter to the old address: it says yes. */
export const agreeChangePage = (deps: WebDeps): PressPage<GoodLink> => ({
  path: '/agree-change/:token',
  find: c => findLink(deps, c, 'agree-change'),
  question: {
    title: 'Agree to the change of address?',
    sentences: [
      'Papers are then sent to the new address as soon as it confirms, and no longer to the address that ' +
        'received this email.',
    ],
    button: 'Agree to the change',
  },
  act: async (c, link) => {
    const result = await deps.subscribers.agreeToAddressChange(changeOf(link));
    const waiting = 'Now confirm at the new address. Until then nothing changes.';
    return answer(deps, c, {result, inbox: 'old', waiting});
  },
});

/** `/keep-address/:token`, in every letter to the old address before a change: it says no. */
export const keepAddressPage = (deps: WebDeps): PressPage<GoodLink> => ({
  path: '/keep-address/:token',
  find: c => verifyOwnerLink({deps, c, scope: 'keep-address'}),
  question: {
    title: 'Keep this address?',
    sentences: [
      'Papers keep coming to the address that received this email. The links in all earlier emails stop ' +
        'working, but those to unsubscribe; a new settings link is sent here.',
    ],
    button: 'Keep this address',
  },
  act: async (c, {subscriber: {number}, epoch}) => {
    const result = await deps.subscribers.keepAddress({number, epoch});
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    return c.html(
      notice({
        site: deps,
        title: 'Your address stays',
        sentences: ['The change is cancelled. A new settings link is on its way to your inbox.'],
      }),
    );
  },
});

/** `/undo-change/:token`, in the letter to the old address after a change. */
export const undoChangePage = (deps: WebDeps): PressPage<GoodLink> => ({
  path: '/undo-change/:token',
  find: c => findLink(deps, c, 'undo-change'),
  question: {
    title: 'Undo the change of address?',
    sentences: [
      'Papers come to the address that received this email again. The other address gets nothing more, ' +
        'and its links stop working.',
    ],
    button: 'Undo the change',
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
    title: 'The change is undone',
    sentences: [
      'Papers come to this address again, and the other one gets nothing more. A new settings link is on ' +
        'its way to your inbox.',
    ],
  });

const nothingMoreThere = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'The change is undone',
    sentences: [
      'The other address gets nothing more. No papers come here from this subscription either; to get ' +
        'them, enter your address on the front page.',
    ],
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
      return c.html(notice({site: deps, title: 'One inbox has agreed', sentences: [waiting]}));
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
    title: 'Address changed',
    sentences: [
      `Papers are now sent to ${maskAddress(subscriber.address)}. ` +
        `${describeSchedule(subscriber.preferences)}`,
      'Settings links in older emails no longer work; unsubscribe links still do.',
    ],
    ...(inbox === 'new'
      ? {next: html`<p><a href="${managePath(deps, subscriber)}">Choose your schedule and topics</a></p>`}
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
      return c.html(cannotChange(deps, 'The new address already has a subscription.'), 409);
    case 'suppressed':
      return c.html(cannotChange(deps, 'The new address takes no email from us.'), 409);
  }
};

const cannotChange = (deps: WebDeps, why: string): Html =>
  notice({site: deps, title: 'Nothing has changed', sentences: [why]});
