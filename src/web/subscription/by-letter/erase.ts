import type {WebDeps} from '../../deps.ts';
import {notice} from '../../frame/layout.ts';
import {type OwnerLink, verifyOwnerLink} from '../links.ts';
import type {PressPage} from './press.ts';

/** `/erase/:token`: deletes a subscriber for good (GDPR article 17). */
export const erasePage = (deps: WebDeps): PressPage<OwnerLink> => ({
  path: '/erase/:token',
  find: c => verifyOwnerLink({deps, c, scope: 'erase'}),
  question: {
    title: 'Delete all your data?',
    sentences: [
      'This deletes everything we keep about you: address, settings, consent. No more papers are sent. ' +
        'This cannot be undone.',
      'Only a fingerprint of the address remains. The address cannot be read from it; it keeps later ' +
        'imports from adding you. You can subscribe again at any time.',
    ],
    tick: 'Yes, delete everything',
    button: 'Delete all my data',
  },
  act: async (c, {subscriber}) => {
    await deps.subscribers.erase(subscriber.number);
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
  },
});
