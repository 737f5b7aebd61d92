import type {WebDeps} from '../../deps.ts';
import {notice} from '../../frame/layout.ts';
import {type OwnerLink, refuseLink, verifyOwnerLink} from '../links.ts';
import type {PressPage} from './press.ts';

/** `/revoke/:token`: voids every link sent so far, but those to leave. The new one comes by letter. */
export const revokePage = (deps: WebDeps): PressPage<OwnerLink> => ({
  path: '/revoke/:token',
  find: c => verifyOwnerLink({deps, c, scope: 'revoke'}),
  question: {
    title: 'Revoke all links?',
    sentences: [
      'Every link in the emails sent so far stops working. A new settings link is sent to this inbox. ' +
        'Unsubscribe links keep working; they can do nothing else.',
    ],
    button: 'Revoke all links',
  },
  act: async (c, {subscriber: {number}, epoch}) => {
    const result = await deps.subscribers.revokeLinks({number, epoch});
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
  },
});
