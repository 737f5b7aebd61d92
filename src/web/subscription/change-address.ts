import type {Context} from 'hono';
import {html} from 'hono/html';
import {describeSchedule} from '../../mail/describe-schedule.ts';
import {maskAddress} from '../../subscribers/mask-address.ts';
import type {ConfirmAddressChangeResult} from '../../use-cases/subscribers/confirm-address-change.ts';
import type {WebRooms} from '../deps.ts';
import {untilTheNextStep} from '../frame/constant-time.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {visitorOf} from '../frame/visitor.ts';
import {findByNumber, managePath, readLink, readOwnLink, refuseLink} from './links.ts';

/** `GET /manage/:token/address`: a form for another address. */
export const showMove =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = await readOwnLink({rooms, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    if (link.subscriber.state !== 'active') return c.html(nobodyToMove(rooms), 409);
    return c.html(moveForm({rooms, address: link.subscriber.address}));
  };

/**
 * `POST /manage/:token/address`: asks the other address by letter; until its link is pressed nothing changes. The answer and its time
 * are the same whatever is known of that address.
 */
export const askToMove =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const startedAt = rooms.clock.now();
    const link = await readOwnLink({rooms, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    const form = await readForm(c);
    const typed = form.kind === 'form' ? (form.fields.get('email') ?? '') : '';
    const outcome = await rooms.subscribers.requestAddressChange({
      number: link.subscriber.number,
      address: typed,
      visitor: visitorOf(c, rooms.trustedProxies),
    });
    await untilTheNextStep(rooms.clock, startedAt);
    const {address} = link.subscriber;
    if (outcome.kind === 'not-active') return c.html(nobodyToMove(rooms), 409);
    if (outcome.kind === 'refused')
      return c.html(moveForm({rooms, address, typed: typed.slice(0, 254), problem: outcome.reason}), 422);
    return c.html(
      notice({
        site: rooms,
        title: 'Check the other inbox',
        sentences: [
          `An email with a link is on its way there. Until it is confirmed, papers keep going to ${maskAddress(address)}, which is notified too.`,
        ],
      }),
    );
  };

type MoveForm = {rooms: WebRooms; address: string; typed?: string; problem?: string};

const moveForm = ({rooms, address, typed = '', problem}: MoveForm): Html =>
  page({
    site: rooms,
    title: 'Change your email address',
    body: html`<h1>Change your email address</h1>
<p>Papers are currently sent to ${maskAddress(address)}. We will email the new address to confirm.</p>
<form method="post">
<label for="email">New email address</label>
<div class="row">
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${typed}" ${problem === undefined ? '' : html`aria-invalid="true" aria-describedby="email-problem"`}>
<button>Send confirmation</button>
</div>
${problem === undefined ? '' : html`<p class="problem" id="email-problem" role="alert">${problem}</p>`}
</form>`,
  });

const nobodyToMove = (rooms: WebRooms): Html =>
  notice({
    site: rooms,
    title: 'This subscription is not active',
    sentences: ['This subscription has ended. Subscribe with the other address on the front page.'],
  });

/** `GET /change-address/:token`: a button, in the letter to the other address. Looking changes nothing. */
export const showConfirmMove =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = readLink({rooms, c, scope: 'change-address'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    if (!(await findByNumber(rooms, link.number))) return refuseLink({rooms, c, because: 'expired'});
    return c.html(
      notice({
        site: rooms,
        title: 'Use this address?',
        sentences: [
          `${rooms.name} will send papers to the address that received this email, and no longer to the old one.`,
        ],
        next: html`<form method="post"><button>Use this address</button></form>`,
      }),
    );
  };

/** `POST /change-address/:token`: moves the subscription to the address that the letter went to. */
export const confirmMove =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = readLink({rooms, c, scope: 'change-address'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    const {number, epoch, addressMark = ''} = link;
    const outcome = await rooms.subscribers.confirmAddressChange({number, epoch, addressMark});
    if (outcome.kind === 'refused') return refuseMove(rooms, c, outcome.because);
    const {subscriber} = outcome;
    return c.html(
      notice({
        site: rooms,
        title: 'Address changed',
        sentences: [
          `Papers are now sent to ${maskAddress(subscriber.address)}. ${describeSchedule(subscriber.preferences)}`,
          'Settings links in older emails no longer work; unsubscribe links still do.',
        ],
        next: html`<p><a href="${managePath(rooms, subscriber)}">Choose your schedule and topics</a></p>`,
      }),
    );
  };

type Because = Extract<ConfirmAddressChangeResult, {kind: 'refused'}>['because'];

const refuseMove = (rooms: WebRooms, c: Context, because: Because) => {
  switch (because) {
    case 'unknown':
    case 'superseded':
      return refuseLink({rooms, c, because: 'expired'});
    case 'not-active':
      return c.html(nobodyToMove(rooms), 409);
    case 'taken':
      return c.html(cannotMove(rooms, 'This address already has a subscription.'), 409);
    case 'suppressed':
      return c.html(cannotMove(rooms, 'Email to this address bounced, so none is sent there.'), 409);
  }
};

const cannotMove = (rooms: WebRooms, why: string): Html =>
  notice({site: rooms, title: 'Nothing has changed', sentences: [why]});
