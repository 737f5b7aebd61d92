import {maskAddress} from '../../../subscribers/mask-address.ts';
import type {SubscriberData} from '../../../use-cases/subscribers/data/data-export.ts';
import type {WebDeps} from '../../deps.ts';
import {type OwnerLink, refuseLink, verifyOwnerLink} from '../links.ts';
import type {PressPage} from './press.ts';

/**
 * `/download/:token`: everything that is kept of a subscriber, to be saved as a file (GDPR articles 15 and
 * 20), once a link.
 */
export const downloadPage = (deps: WebDeps): PressPage<OwnerLink> => ({
  path: '/download/:token',
  find: c => verifyOwnerLink({deps, c, scope: 'download'}),
  question: {
    title: deps.speech.say('download.title'),
    sentences: [deps.speech.say('download.what'), deps.speech.say('download.once')],
    button: deps.speech.say('download.button'),
  },
  act: async (c, {subscriber: {number}, epoch, expiresAt = 0}) => {
    const result = await deps.subscribers.downloadData({number, epoch, expiresAt});
    if (result.kind !== 'data') return refuseLink({deps, c, because: 'expired'});
    c.header('Content-Disposition', 'attachment; filename="my-papers-subscription.json"');
    const text = `${JSON.stringify(forOwner(result.data), null, 2)}\n`;
    return c.body(text, 200, {'Content-Type': 'application/json'});
  },
});

/**
 * The address before a change is another inbox's: it stays masked for the holder of the new one, until the
 * old one can no longer undo the change.
 */
const forOwner = ({previousAddress, ...kept}: SubscriberData) => ({
  ...kept,
  previousAddress: previousAddress && {...previousAddress, address: maskAddress(previousAddress.address)},
});
