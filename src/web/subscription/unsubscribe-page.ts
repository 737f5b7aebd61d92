import type {Context} from 'hono';
import {html} from 'hono/html';
import {maskAddress} from '../../subscribers/mask-address.ts';
import {hadLeftBefore} from '../../subscribers/states.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {notice} from '../frame/layout.ts';
import {inHtml} from '../languages/in-html.ts';
import {goodbyePage} from './goodbye.ts';
import {refuseLink, verifyNumberLink} from './links.ts';

/**
 * `GET` and `HEAD /unsubscribe/:token`: a button. Looking changes nothing: fetchers that look are why RFC
 * 8058 exists.
 */
export const showUnsubscribe =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyNumberLink({deps, c, scope: 'unsubscribe'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const reader = link.number === null ? null : await deps.subscribers.inspect(link.number);
    if (reader === null || (reader.subscriber && isOver(reader.subscriber)))
      return c.html(goodbyePage(deps, null));
    const {say} = deps.speech;
    const {name} = deps;
    return c.html(
      notice({
        site: deps,
        title: say('leave.question'),
        sentences: [
          reader.subscriber
            ? inHtml(deps.speech, 'leave.whom', {
                name,
                whom: html`<bdi class="whole">${maskAddress(reader.subscriber.address)}</bdi>`,
              })
            : say('leave.you', {name}),
          say('leave.forwarded'),
        ],
        next: html`<form method="post"><button>${say('leave.button')}</button></form>`,
      }),
    );
  };

/** A subscriber who had left and asked again has not confirmed: nothing is sent that could be ended. */
const isOver = (subscriber: Subscriber): boolean =>
  subscriber.state === 'unsubscribed' || hadLeftBefore(subscriber);

/**
 * `POST /unsubscribe/:token`: leaves at once, by the token alone (RFC 8058 section 3.2). The body is never
 * read, so that a mail client's form, an empty body or an odd one do the same; there is no redirect, cookie
 * or further step. Again and again is harmless. A token that was never ours gets 404 and changes nothing (RFC
 * 8058 section 3.1 asks for links that are hard to forge); one of a deleted subscriber gets 200, since what
 * it asks is so.
 */
export const unsubscribe =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyNumberLink({deps, c, scope: 'unsubscribe'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (link.number === null) return c.html(goodbyePage(deps, null));
    const result = await deps.subscribers.unsubscribe({number: link.number, via: 'link'});
    // Only this request can be undone: anyone with an old email must not bring back a subscriber who had
    // already unsubscribed.
    const undo = result.kind === 'unsubscribed' ? result.undo : null;
    return c.html(goodbyePage(deps, undo));
  };
