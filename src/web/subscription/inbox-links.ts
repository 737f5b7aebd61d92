import type {Context, Hono} from 'hono';
import {html} from 'hono/html';
import type {InboxScope} from '../../subscribers/tokens.ts';
import type {RequestInboxLinkResult} from '../../use-cases/subscribers/links/request-inbox-link.ts';
import type {WebDeps} from '../deps.ts';
import {type Html, notice} from '../frame/layout.ts';
import {visitorOf} from '../visitors/visitor.ts';
import {refuseLink, verifyOwnerLink} from './links.ts';

type Request = {path: string; title: string; sentences: string[]};

const BY_LINK =
  'We email a link to the inbox of this subscription, since anyone may have an email that you forwarded. ' +
  'It works for one hour.';

const REQUESTS: Record<InboxScope, Request> = {
  erase: {
    path: '/manage/:token/erase',
    title: 'Delete all your data?',
    sentences: [
      'This deletes everything we keep about you: address, settings, consent. No more papers are sent. ' +
        'This cannot be undone.',
      `${BY_LINK} Nothing is deleted before you use it.`,
    ],
  },
  download: {
    path: '/manage/:token/data',
    title: 'Download your data',
    sentences: ['You get a file with everything we keep about you (JSON).', BY_LINK],
  },
  revoke: {
    path: '/manage/:token/links',
    title: 'Revoke all links?',
    sentences: [
      'Anyone who has one of your emails can change your settings with its link. This makes every such ' +
        'link sent so far stop working. Unsubscribe links keep working; they can do nothing else.',
      BY_LINK,
    ],
  },
};

/** The pages that send a link to the inbox on record, for what a forwarded mail is not enough for. */
export const addInboxRequests = (app: Hono, deps: WebDeps): void => {
  for (const scope of ['erase', 'download', 'revoke'] as const) {
    const {path} = REQUESTS[scope];
    app.get(path, showRequest(deps, scope));
    app.post(path, requestLink(deps, scope));
  }
};

const showRequest =
  (deps: WebDeps, scope: InboxScope) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {title, sentences} = REQUESTS[scope];
    const next = html`<form method="post"><button>Email me the link</button></form>`;
    return c.html(notice({site: deps, title, sentences, next}));
  };

const requestLink =
  (deps: WebDeps, scope: InboxScope) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {number} = link.subscriber;
    const {kind} = await deps.subscribers.requestInboxLink({number, scope, visitor: visitorOf(c, deps)});
    return answer(deps, c, kind);
  };

const answer = (deps: WebDeps, c: Context, kind: RequestInboxLinkResult['kind']) => {
  switch (kind) {
    case 'requested':
      return c.html(linkSent(deps));
    case 'over-limit':
      return c.html(tooManyLetters(deps), 429);
    case 'closed':
      return c.html(closed(deps), 409);
    case 'unknown':
      return refuseLink({deps, c, because: 'expired'});
  }
};

const linkSent = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'Check your inbox',
    sentences: [
      'An email with a link is on its way to the inbox of this subscription. The link works for one hour.',
      'Nothing after a few minutes? Check your spam folder.',
    ],
  });

/** What a reader can do whom no letter reaches. */
const writeToUs = ({contact}: WebDeps): string[] =>
  contact === null ? [] : [`You can also write to ${contact}; a person reads it.`];

/** The page for who asked for more letters than one inbox gets. */
export const tooManyLetters = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'Too many of these emails',
    sentences: [
      'Several were requested for this subscription already, so none was sent now. Nothing has changed.',
      'Use the link in the latest one, or try again tomorrow.',
      ...writeToUs(deps),
    ],
  });

const closed = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: 'We can’t send to that address',
    sentences: [
      'Email to it bounced or was reported as spam, so no link was sent. Nothing has changed.',
      ...writeToUs(deps),
    ],
  });
