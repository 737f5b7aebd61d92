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
    title: deps.speech.say('never.question'),
    sentences: [deps.speech.say('never.what', {name: deps.name})],
    button: deps.speech.say('never.button'),
  },
  act: async (c, {subscriber, place}) => {
    await deps.subscribers.blockAddress({number: subscriber?.number ?? null, place});
    const {contact} = deps;
    return c.html(
      notice({
        site: deps,
        title: deps.speech.say('never.done'),
        sentences: [
          deps.speech.say('never.fingerprint'),
          contact === null ? deps.speech.say('never.operator') : deps.speech.say('never.writeTo', {contact}),
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
