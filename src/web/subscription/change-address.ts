import type {Context} from 'hono';
import {html} from 'hono/html';
import {describeSchedule} from '../../mail/describe-schedule.ts';
import {maskAddress} from '../../subscribers/mask-address.ts';
import type {ConfirmAddressChangeResult} from '../../use-cases/subscribers/confirm-address-change.ts';
import type {WebDeps} from '../deps.ts';
import {padResponseTime} from '../frame/constant-time.ts';
import {problemAttributes, problemLine} from '../frame/field-problem.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {visitorOf} from '../visitors/visitor.ts';
import {managePath, refuseLink, verifyLink, verifyOwnerLink} from './links.ts';

/** `GET /manage/:token/address`: a form for another address. */
export const showAddressForm =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (link.subscriber.state !== 'active') return c.html(notActive(deps), 409);
    return c.html(addressForm({deps, address: link.subscriber.address}));
  };

/**
 * `POST /manage/:token/address`: asks the other address by letter; until its link is pressed nothing changes.
 * The answer and its time are the same whatever is known of that address.
 */
export const requestAddressChange =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const startedAt = deps.clock.now();
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const form = await readForm(c);
    const typed = form.kind === 'form' ? (form.fields.get('email') ?? '') : '';
    const outcome = await deps.subscribers.requestAddressChange({
      number: link.subscriber.number,
      address: typed,
      visitor: visitorOf(c, deps),
    });
    await padResponseTime(deps.clock, startedAt);
    const {address} = link.subscriber;
    if (outcome.kind === 'not-active') return c.html(notActive(deps), 409);
    if (outcome.kind === 'refused')
      return c.html(addressForm({deps, address, typed: typed.slice(0, 254), problem: outcome.reason}), 422);
    return c.html(
      notice({
        site: deps,
        title: 'Check the other inbox',
        sentences: [
          'An email with a link is on its way there. Until it is confirmed, papers keep going to ' +
            `${maskAddress(address)}, which is notified too.`,
        ],
      }),
    );
  };

type AddressForm = {deps: WebDeps; address: string; typed?: string; problem?: string};

const addressForm = ({deps, address, typed = '', problem}: AddressForm): Html =>
  page({
    site: deps,
    title: 'Change your email address',
    body: html`<h1>Change your email address</h1>
<p>Papers are currently sent to ${maskAddress(address)}. We will email the new address to confirm.</p>
<form method="post">
<label for="email">New email address</label>
<div class="row">
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254"
  value="${typed}" ${problemAttributes('email', problem)}>
<button>Send confirmation</button>
</div>
${problemLine('email', problem)}
</form>`,
  });

const notActive = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'This subscription is not active',
    sentences: ['This subscription has ended. Subscribe with the other address on the front page.'],
  });

/** `GET /change-address/:token`: a button, in the letter to the other address. Looking changes nothing. */
export const showAddressConfirmation =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyLink({deps, c, scope: 'change-address'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (!link.subscriber) return refuseLink({deps, c, because: 'expired'});
    return c.html(
      notice({
        site: deps,
        title: 'Use this address?',
        sentences: [
          `${deps.name} will send papers to the address that received this email, and no longer to ` +
            'the old one.',
        ],
        next: html`<form method="post"><button>Use this address</button></form>`,
      }),
    );
  };

/** `POST /change-address/:token`: moves the subscription to the address that the letter went to. */
export const confirmAddress =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyLink({deps, c, scope: 'change-address'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (!link.subscriber) return refuseLink({deps, c, because: 'expired'});
    const {
      subscriber: {number},
      epoch,
      addressMark = '',
    } = link;
    const outcome = await deps.subscribers.confirmAddressChange({number, epoch, addressMark});
    if (outcome.kind === 'refused') return refuseChange(deps, c, outcome.because);
    const {subscriber} = outcome;
    return c.html(
      notice({
        site: deps,
        title: 'Address changed',
        sentences: [
          `Papers are now sent to ${maskAddress(subscriber.address)}. ` +
            `${describeSchedule(subscriber.preferences)}`,
          'Settings links in older emails no longer work; unsubscribe links still do.',
        ],
        next: html`<p><a href="${managePath(deps, subscriber)}">Choose your schedule and topics</a></p>`,
      }),
    );
  };

type Because = Extract<ConfirmAddressChangeResult, {kind: 'refused'}>['because'];

const refuseChange = (deps: WebDeps, c: Context, because: Because) => {
  switch (because) {
    case 'unknown':
    case 'superseded':
      return refuseLink({deps, c, because: 'expired'});
    case 'not-active':
      return c.html(notActive(deps), 409);
    case 'taken':
      return c.html(cannotChange(deps, 'This address already has a subscription.'), 409);
    case 'suppressed':
      return c.html(cannotChange(deps, 'Email to this address bounced, so none is sent there.'), 409);
  }
};

const cannotChange = (deps: WebDeps, why: string): Html =>
  notice({site: deps, title: 'Nothing has changed', sentences: [why]});
