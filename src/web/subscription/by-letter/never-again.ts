import type {Context} from 'hono';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {WebDeps} from '../../deps.ts';
import {notice} from '../../frame/layout.ts';
import {type LinkRefused, verifyLink} from '../links.ts';
import type {PressPage} from './press.ts';

type PlaceLink = {kind: 'link'; subscriber: Subscriber | null; place: string};

/**
 * `/never-again/:token`, in the letters that ask an address: blocks it against such letters for good. It
 * works however old the letter is, also when the request is long forgotten.
 */
export const neverAgainPage = (deps: WebDeps): PressPage<PlaceLink> => ({
  path: '/never-again/:token',
  find: c => findPlace(deps, c),
  question: {
    title: 'Never write to this address again?',
    sentences: [
      `If someone enters this address at ${deps.name} again, no confirmation email is sent. A request ` +
        'that waits for this address is deleted, and a subscription of it ends.',
    ],
    button: 'Never write to this address again',
  },
  act: async (c, {subscriber, place}) => {
    await deps.subscribers.blockAddress({number: subscriber?.number ?? null, place});
    const {contact} = deps;
    return c.html(
      notice({
        site: deps,
        title: 'We will not write again',
        sentences: [
          'This address gets no confirmation email any more, even if someone enters it. We keep only a ' +
            'fingerprint of it, from which the address cannot be read.',
          contact === null
            ? 'Changed your mind? Only the operator of this site can lift this.'
            : `Changed your mind? Write to ${contact}; only a person can lift this.`,
        ],
      }),
    );
  },
});

const findPlace = async (deps: WebDeps, c: Context): Promise<PlaceLink | LinkRefused> => {
  const link = await verifyLink({deps, c, scope: 'never-again'});
  if (link.kind === 'refused') return link;
  const {subscriber, addressMark: place} = link;
  return place === undefined ? {kind: 'refused', because: 'forged'} : {kind: 'link', subscriber, place};
};
