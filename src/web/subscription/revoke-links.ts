import type {Context} from 'hono';
import {html} from 'hono/html';
import {maskAddress} from '../../subscribers/mask-address.ts';
import type {WebDeps} from '../deps.ts';
import {notice} from '../frame/layout.ts';
import {refuseLink, verifyOwnerLink} from './links.ts';

/** `GET /manage/:token/links`: a button that ends every link to the manage page. */
export const showRevokeLinks =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    return c.html(
      notice({
        site: deps,
        title: 'Revoke all links?',
        sentences: [
          'Anyone who has one of your emails can change your settings with its link. This revokes ' +
            'every such link sent so far.',
          `A new link is sent to ${maskAddress(link.subscriber.address)}. Unsubscribe links keep ` +
            'working; they can do nothing else.',
        ],
        next: html`<form method="post"><button>Revoke all links</button></form>`,
      }),
    );
  };

/**
 * `POST /manage/:token/links`: voids every manage and confirm link so far, this one too. The new one goes to
 * the inbox and not to this page: anyone who presses the button may be the one with somebody else's mail.
 */
export const revokeLinks =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const result = await deps.subscribers.revokeLinks({number: link.subscriber.number, epoch: link.epoch});
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    return c.html(
      notice({
        site: deps,
        title: 'Links revoked',
        sentences: [
          'Every settings link sent so far no longer works. A new one is on its way to your inbox.',
        ],
      }),
    );
  };
