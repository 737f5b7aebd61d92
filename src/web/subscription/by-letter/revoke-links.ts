import type {WebDeps} from '../../deps.ts';
import {notice} from '../../frame/layout.ts';
import {type OwnerLink, refuseLink, verifyOwnerLink} from '../links.ts';
import type {PressPage} from './press.ts';

/** `/revoke/:token`: voids every link sent so far, but those to leave. The new one comes by letter. */
export const revokePage = (deps: WebDeps): PressPage<OwnerLink> => ({
  path: '/revoke/:token',
  find: c => verifyOwnerLink({deps, c, scope: 'revoke'}),
  question: {
    title: deps.speech.say('revoke.question'),
    sentences: [deps.speech.say('revoke.what')],
    button: deps.speech.say('revoke.button'),
  },
  act: async (c, {subscriber: {number}, epoch}) => {
    const result = await deps.subscribers.revokeLinks({number, epoch});
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    return c.html(
      notice({
        site: deps,
        title: deps.speech.say('revoke.done'),
        sentences: [deps.speech.say('revoke.newOne')],
      }),
    );
  },
});
