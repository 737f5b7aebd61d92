import type {Context} from 'hono';
import {html} from 'hono/html';
import {describeSchedule} from '../../mail/describe-schedule.ts';
import {mayConfirm} from '../../subscribers/states.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {readForm} from '../frame/form.ts';
import {type Html, notice} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {managePath, refuseLink, verifyOwnerLink} from './links.ts';
import {zoneChoice} from './preferences-form.ts';

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
      notice({
        site: deps,
        title: 'Confirm your subscription',
        sentences: [
          `${deps.name} will then send you trending research papers by email. Every email has an ` +
            'unsubscribe link.',
        ],
        next: confirmForm(subscriber, deps.clock.now()),
        proposesZone: true,
      }),
    );
  };

const confirmForm = ({preferences}: Subscriber, now: number): Html => html`<form method="post">
<p><label class="choice"><input type="checkbox" name="latest" value="yes" checked>
Send me the latest edition now</label></p>
${zoneChoice(preferences.timezone, now)}
<p><button>Confirm subscription</button></p>
</form>`;

/**
 * `POST /confirm/:token`: makes a pending subscriber active, with the time zone of the form if it came with
 * one. A second request changes nothing, and a link from before unsubscribing brings no one back. The token
 * alone decides: without a form it confirms all the same.
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
      timezone: fields.get('timezone'),
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
