import type {Context} from 'hono';
import {html} from 'hono/html';
import {maskAddress} from '../../subscribers/mask-address.ts';
import {suppressedBy} from '../../subscribers/states.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {WebDeps} from '../deps.ts';
import {notice} from '../frame/layout.ts';
import {managePath, refuseLink, verifyOwnerLink} from './links.ts';

/** `GET /manage/:token/erase`: what will go, what will stay, and a button. */
export const showErase =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const path = managePath(deps, link.subscriber);
    return c.html(
      notice({
        site: deps,
        title: 'Delete all your data?',
        sentences: [
          `This deletes everything we keep about ${maskAddress(link.subscriber.address)}: address, ` +
            'settings, consent. No more papers are sent. This cannot be undone.',
          'Only a fingerprint of the address remains. The address cannot be read from it; it keeps ' +
            `later imports from adding you. ${wayBack(link.subscriber)}`,
        ],
        next: html`<p><a href="${path}/data.json" download>Download it first</a></p>
<form method="post"><button>Delete all my data</button></form>`,
      }),
    );
  };

const wayBack = (subscriber: Subscriber): string => {
  const by = suppressedBy(subscriber);
  if (by === null) return 'You can subscribe again at any time.';
  return by === 'bounce'
    ? 'You can subscribe again. Because email to this address bounced, it is asked to confirm once a month ' +
        'at most.'
    : 'Nothing is sent to this address again.';
};

/** `POST /manage/:token/erase`: deletes a subscriber for good (GDPR article 17). */
export const erase =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    await deps.subscribers.erase(link.subscriber.number);
    return c.html(
      notice({
        site: deps,
        title: 'Your data is deleted',
        sentences: [
          'Nothing that identifies you is kept. An email already on its way may still arrive; it will ' +
            'be the last.',
        ],
      }),
    );
  };
