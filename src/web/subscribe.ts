import type {Context} from 'hono';
import {html} from 'hono/html';
import {addSubscriber} from '../subscribers/add-subscriber.ts';
import {readForm} from './form.ts';
import {type Html, notice, page} from './layout.ts';
import {pathTo, type Site} from './site.ts';
import type {WebRooms} from './web-rooms.ts';

/** What a person agrees to by pressing the button, kept with their subscription as proof (GDPR article 7.1). */
export const CONSENT = 'Send me trending research papers by email. I can leave at any time with one click.';

/** The one thing a visitor can do: leave an address. */
export const subscribeBox = ({
  site,
  typed = '',
  problem,
}: {
  site: Site;
  typed?: string;
  problem?: string;
}): Html => html`<form class="subscribe" method="post" action="${pathTo(site, '/subscribe')}">
<label for="email">Get trending papers in your email inbox</label>
<div class="row">
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254" placeholder="you@example.org" value="${typed}" ${problem === undefined ? '' : html`aria-invalid="true" aria-describedby="email-problem"`}>
<button>Subscribe</button>
</div>
${problem === undefined ? '' : html`<p class="problem" id="email-problem" role="alert">${problem}</p>`}
<p class="small">${CONSENT}</p>
</form>`;

/**
 * `POST /subscribe`: an address asks for the papers; a letter goes there, and nothing else until its link is pressed. The answer is the
 * same whether the address is new, waiting, subscribed, gone or suppressed, so that nobody can find out who reads this.
 */
export const takeSubscription =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    c.header('Cache-Control', 'no-store');
    const form = await readForm(c);
    if (form.kind === 'refused') return askAgain(rooms, c, {typed: '', problem: form.reason});
    const typed = form.fields.get('email') ?? '';
    const outcome = await addSubscriber({
      subscribers: rooms.subscribers,
      now: rooms.clock.now(),
      request: {address: typed, confirmed: false, consentText: CONSENT, via: 'form'},
    });
    if (outcome.kind === 'refused') return askAgain(rooms, c, {typed, problem: outcome.reason});
    if (outcome.subscriber.state === 'pending') await rooms.letters.ask(outcome.subscriber.number);
    return c.html(
      notice({
        site: rooms,
        title: 'Look into your inbox',
        sentences: [
          'A letter with a link is on its way to the address you gave. Press the link, and the papers begin to come.',
          'Nothing there after some minutes? Look among the spam, and check that the address was right.',
        ],
      }),
    );
  };

const askAgain = (rooms: WebRooms, c: Context, {typed, problem}: {typed: string; problem: string}) =>
  c.html(
    page({
      site: rooms,
      title: 'That address cannot be written to',
      body: html`<h1>That address cannot be written to</h1>
${subscribeBox({site: rooms, typed: typed.slice(0, 254), problem})}`,
    }),
    422,
  );
