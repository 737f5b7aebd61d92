import type {Context} from 'hono';
import {html} from 'hono/html';
import {utcDay} from '../../clock.ts';
import type {RequestAddressChangeResult} from '../../use-cases/subscribers/move/request-address-change.ts';
import type {WebDeps} from '../deps.ts';
import {padResponseTime} from '../frame/constant-time.ts';
import {problemAttributes, problemLine} from '../frame/field-problem.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {visitorOf} from '../visitors/visitor.ts';
import {tooManyLetters} from './inbox-links.ts';
import {refuseLink, verifyOwnerLink} from './links.ts';

/** `GET /manage/:token/address`: a form for another address. */
export const showAddressForm =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (link.subscriber.state !== 'active') return c.html(notActive(deps), 409);
    return c.html(addressForm({deps}));
  };

/**
 * `POST /manage/:token/address`: asks both addresses by letter; until they agree nothing changes. The answer
 * and its time are the same whatever is known of the new address, also where it is the subscriber's own.
 */
export const requestAddressChange =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const startedAt = deps.clock.now();
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const form = await readForm(c);
    const typed = form.kind === 'form' ? (form.fields.get('email') ?? '') : '';
    const result = await deps.subscribers.requestAddressChange({
      number: link.subscriber.number,
      address: typed,
      visitor: visitorOf(c, deps),
    });
    await padResponseTime(deps.clock, startedAt);
    return answer({deps, c, result, typed});
  };

type Answer = {deps: WebDeps; c: Context; result: RequestAddressChangeResult; typed: string};

const answer = ({deps, c, result, typed}: Answer) => {
  switch (result.kind) {
    case 'requested':
      return c.html(bothAsked(deps));
    case 'refused':
      return c.html(addressForm({deps, typed: typed.slice(0, 254), problem: result.reason}), 422);
    case 'over-limit':
      return c.html(tooManyLetters(deps), 429);
    case 'too-soon':
      return c.html(tooSoon(deps, result.until), 409);
    case 'not-active':
      return c.html(notActive(deps), 409);
  }
};

const bothAsked = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'Check both inboxes',
    sentences: [
      'We write to the new address and to the inbox of this subscription. The change takes effect when ' +
        'both agree.',
      'No access to the old inbox? Confirm at the new one. The old one then has a day to object, and can ' +
        'undo the change for a week.',
      'Until then papers keep going to the old address.',
    ],
  });

const tooSoon = (deps: WebDeps, until: number): Html =>
  notice({
    site: deps,
    title: 'Nothing has changed',
    sentences: [
      `The address was changed less than a week ago, and the old inbox can still undo that. From ` +
        `${utcDay(until)} it can be changed again.`,
    ],
  });

type AddressForm = {deps: WebDeps; typed?: string; problem?: string};

const addressForm = ({deps, typed = '', problem}: AddressForm): Html =>
  page({
    site: deps,
    title: 'Change your email address',
    body: html`<h1>Change your email address</h1>
<p>We write to both addresses. The change takes effect when both agree.</p>
<form method="post">
<label for="email">New email address</label>
<div class="row">
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254"
  value="${typed}" ${problemAttributes('email', problem)}>
<button>Write to both addresses</button>
</div>
${problemLine('email', problem)}
</form>`,
  });

/** The page for who gets no papers that could be sent elsewhere. */
export const notActive = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'This subscription is not active',
    sentences: ['This subscription has ended. Subscribe with the other address on the front page.'],
  });
