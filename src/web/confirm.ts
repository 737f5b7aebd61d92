import type {Context} from 'hono';
import {html} from 'hono/html';
import {whenItComes} from '../mail/when-it-comes.ts';
import {confirmSubscriber} from '../subscribers/confirm-subscriber.ts';
import type {Subscriber} from '../subscribers/subscriber.ts';
import {type Html, notice} from './layout.ts';
import {managePath, readOwnLink, refuseLink} from './links.ts';
import {pathTo} from './site.ts';
import type {WebRooms} from './web-rooms.ts';

/** `GET /confirm/:token`: a button. Looking changes nothing, since mail scanners look at every link. */
export const showConfirm =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = await readOwnLink({rooms, c, scope: 'confirm'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    const {subscriber} = link;
    if (subscriber.state === 'active') return c.html(subscribed(rooms, subscriber));
    if (subscriber.state !== 'pending') return c.html(getsNoPapers(rooms));
    return c.html(
      notice({
        site: rooms,
        title: 'One press to begin',
        sentences: [
          `Then ${rooms.name} sends you trending research papers by email. Every mail has a link to leave.`,
        ],
        next: html`<form method="post"><button>Yes, send me papers</button></form>`,
      }),
    );
  };

/**
 * `POST /confirm/:token`: makes a pending subscriber active. A second press changes nothing, and a link from before leaving
 * brings nobody back.
 */
export const confirm =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = await readOwnLink({rooms, c, scope: 'confirm'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    const result = await confirmSubscriber({
      subscribers: rooms.subscribers,
      number: link.subscriber.number,
      epoch: link.epoch,
      now: rooms.clock.now(),
    });
    if (result.kind !== 'refused') return c.html(subscribed(rooms, result.subscriber));
    if (result.because === 'left' || result.because === 'suppressed') return c.html(getsNoPapers(rooms), 409);
    return refuseLink({rooms, c, because: 'expired'});
  };

const subscribed = (rooms: WebRooms, subscriber: Subscriber): Html =>
  notice({
    site: rooms,
    title: 'You are subscribed',
    sentences: [`${whenItComes(subscriber.preferences)} The next edition comes by itself.`],
    next: html`<p><a href="${managePath(rooms, subscriber)}">Choose your hour, days and topics</a></p>`,
  });

const getsNoPapers = (rooms: WebRooms): Html =>
  notice({
    site: rooms,
    title: 'This address gets no papers',
    sentences: [
      'It left, or mails to it came back, after this letter was sent. Nothing has changed.',
      'To begin again, ask for a new letter on the front page.',
    ],
    next: html`<p><a href="${pathTo(rooms, '/')}">Go to the front page</a></p>`,
  });
