import type {WebDeps} from '../../deps.ts';
import {notice} from '../../frame/layout.ts';
import {type OwnerLink, verifyOwnerLink} from '../links.ts';
import type {PressPage} from './press.ts';

/** `/erase/:token`: deletes a subscriber for good (GDPR article 17). */
export const erasePage = (deps: WebDeps): PressPage<OwnerLink> => ({
  path: '/erase/:token',
  find: c => verifyOwnerLink({deps, c, scope: 'erase'}),
  question: {
    title: deps.speech.say('erase.question'),
    sentences: [deps.speech.say('erase.what'), deps.speech.say('erase.fingerprint')],
    tick: deps.speech.say('erase.tick'),
    button: deps.speech.say('erase.button'),
  },
  act: async (c, {subscriber}) => {
    await deps.subscribers.erase(subscriber.number);
    return c.html(
      notice({
        site: deps,
        title: deps.speech.say('erase.done'),
        sentences: [deps.speech.say('erase.last')],
      }),
    );
  },
});
