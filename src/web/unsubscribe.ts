import type {Context} from 'hono';
import {html} from 'hono/html';
import {maskAddress} from '../subscribers/address.ts';
import {leave} from '../subscribers/leave.ts';
import {notice} from './layout.ts';
import {findByNumber, readLink, refuseLink} from './links.ts';
import {pathTo} from './site.ts';
import type {WebRooms} from './web-rooms.ts';

/** `GET` and `HEAD /unsubscribe/:token`: a button. Looking changes nothing: fetchers that look are why RFC 8058 exists. */
export const showUnsubscribe =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = readLink({rooms, c, scope: 'unsubscribe'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    const subscriber = await findByNumber(rooms, link.number);
    if (!subscriber || subscriber.state === 'unsubscribed') return c.html(left(rooms));
    return c.html(
      notice({
        site: rooms,
        title: 'Leave?',
        sentences: [
          `One press, and ${rooms.name} sends no more papers to ${maskAddress(subscriber.address)}.`,
          'Is it somebody else’s mail that was forwarded to you? Then leave this page, and nothing changes.',
        ],
        next: html`<form method="post"><button>Leave now</button></form>`,
      }),
    );
  };

/**
 * `POST /unsubscribe/:token`: leaves at once, by the token alone (RFC 8058 section 3.2). The body is never read, so that a mail client's
 * form, an empty body or an odd one do the same; there is no redirect, cookie or further step. Again and again is harmless.
 */
export const unsubscribe =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = readLink({rooms, c, scope: 'unsubscribe'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    await leave({
      subscribers: rooms.subscribers,
      number: link.number,
      now: rooms.clock.now(),
      how: 'left by one click',
    });
    return c.html(left(rooms));
  };

const left = (rooms: WebRooms) =>
  notice({
    site: rooms,
    title: 'You have left',
    sentences: [
      `${rooms.name} sends you no more papers. A mail that was already on its way may still arrive.`,
    ],
    next: html`<p>Was it a mistake? <a href="${pathTo(rooms, '/')}">Subscribe again</a></p>`,
  });
