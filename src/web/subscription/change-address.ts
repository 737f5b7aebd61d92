import type {Context} from 'hono';
import {html} from 'hono/html';
import {utcDay} from '../../clock.ts';
import {longDay} from '../../editions/date-words.ts';
import type {RequestAddressChangeResult} from '../../use-cases/subscribers/move/request-address-change.ts';
import type {WebDeps} from '../deps.ts';
import {padResponseTime} from '../frame/constant-time.ts';
import {problemAttributes, problemLine} from '../frame/field-problem.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice, page} from '../frame/layout.ts';
import {problemIn} from '../languages/in-html.ts';
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
    title: deps.speech.say('move.checkBoth'),
    sentences: [
      deps.speech.say('move.written'),
      deps.speech.say('move.noAccess'),
      deps.speech.say('move.untilThen'),
    ],
  });

const tooSoon = (deps: WebDeps, until: number): Html =>
  notice({
    site: deps,
    title: deps.speech.say('move.unchanged'),
    sentences: [deps.speech.say('move.tooSoon', {day: longDay(utcDay(until), deps.speech)})],
  });

type AddressForm = {deps: WebDeps; typed?: string; problem?: string};

const addressForm = ({deps, typed = '', problem}: AddressForm): Html =>
  page({
    site: deps,
    title: deps.speech.say('move.title'),
    body: html`<h1>${deps.speech.say('move.title')}</h1>
<p>${deps.speech.say('move.both')}</p>
<form method="post">
<label for="email">${deps.speech.say('move.new')}</label>
<div class="row">
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254"
  value="${typed}" ${problemAttributes('email', problem)}>
<button>${deps.speech.say('move.button')}</button>
</div>
${problemLine('email', problem && problemIn(deps.speech, problem))}
</form>`,
  });

/** The page for who gets no papers that could be sent elsewhere. */
export const notActive = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('inactive.title'),
    sentences: [deps.speech.say('inactive.ended')],
  });
