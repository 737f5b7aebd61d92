import type {Context} from 'hono';
import {html} from 'hono/html';
import {maskAddress} from '../../subscribers/mask-address.ts';
import type {WebRooms} from '../deps.ts';
import {notice} from '../frame/layout.ts';
import {managePath, readOwnLink, refuseLink} from './links.ts';

/** `GET /manage/:token/erase`: what will go, what will stay, and a button. */
export const showErase =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = await readOwnLink({rooms, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    const path = managePath(rooms, link.subscriber);
    return c.html(
      notice({
        site: rooms,
        title: 'Erase everything?',
        sentences: [
          `One press, and all that is kept of ${maskAddress(link.subscriber.address)} is deleted: address, choices, consent. No more papers come. It cannot be undone.`,
          'What stays is a fingerprint of the address, from which nobody can read it, so that no list that is imported later brings it back. You can subscribe anew at any time.',
        ],
        next: html`<p><a href="${path}/data.json" download>Download it first</a></p>
<form method="post"><button>Erase everything</button></form>`,
      }),
    );
  };

/** `POST /manage/:token/erase`: deletes a subscriber for good (GDPR article 17). */
export const erase =
  (rooms: WebRooms) =>
  async (c: Context): Promise<Response> => {
    const link = await readOwnLink({rooms, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({rooms, c, because: link.because});
    await rooms.subscription.erase(link.subscriber.number);
    return c.html(
      notice({
        site: rooms,
        title: 'Everything is erased',
        sentences: [
          'Nothing that leads to you is kept any more. A mail that was already on its way may still arrive; it is the last.',
        ],
      }),
    );
  };
