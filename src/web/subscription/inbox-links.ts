import type {Context, Hono} from 'hono';
import {html} from 'hono/html';
import type {MessageKey} from '../../../templates/languages/speech.ts';
import type {InboxScope} from '../../subscribers/tokens.ts';
import type {RequestInboxLinkResult} from '../../use-cases/subscribers/links/request-inbox-link.ts';
import type {WebDeps} from '../deps.ts';
import {type Html, notice} from '../frame/layout.ts';
import {inHtml} from '../languages/in-html.ts';
import {inLanguage} from '../languages/page-language.ts';
import {visitorOf} from '../visitors/visitor.ts';
import {refuseLink, verifyOwnerLink} from './links.ts';

type Request = {path: string; title: MessageKey; sentences: MessageKey[]};

const REQUESTS: Record<InboxScope, Request> = {
  erase: {
    path: '/manage/:token/erase',
    title: 'erase.question',
    sentences: ['erase.what', 'inbox.byLink', 'inbox.untilThen'],
  },
  download: {
    path: '/manage/:token/data',
    title: 'download.title',
    sentences: ['download.what', 'inbox.byLink'],
  },
  revoke: {
    path: '/manage/:token/links',
    title: 'revoke.question',
    sentences: ['revoke.why', 'inbox.byLink'],
  },
};

/** The pages that send a link to the inbox on record, for what a forwarded mail is not enough for. */
export const addInboxRequests = (app: Hono, deps: WebDeps): void => {
  for (const scope of ['erase', 'download', 'revoke'] as const) {
    const {path} = REQUESTS[scope];
    app.get(
      path,
      inLanguage(deps, own => showRequest(own, scope)),
    );
    app.post(
      path,
      inLanguage(deps, own => requestLink(own, scope)),
    );
  }
};

const showRequest =
  (deps: WebDeps, scope: InboxScope) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {title, sentences} = REQUESTS[scope];
    const {speech} = deps;
    const next = html`<form method="post"><button>${speech.say('inbox.button')}</button></form>`;
    const told = sentences.map(key => inHtml(speech, key));
    return c.html(notice({site: deps, title: inHtml(speech, title).toString(), sentences: told, next}));
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
    title: deps.speech.say('inbox.sent'),
    sentences: [deps.speech.say('inbox.sentNext'), deps.speech.say('inbox.nothingCame')],
  });

/** What a reader can do whom no letter reaches. */
const writeToUs = ({contact, speech}: WebDeps): string[] =>
  contact === null ? [] : [speech.say('inbox.writeToUs', {contact})];

/** The page for who asked for more letters than one inbox gets. */
export const tooManyLetters = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('inbox.tooMany'),
    sentences: [deps.speech.say('inbox.tooManyNow'), deps.speech.say('inbox.useLatest'), ...writeToUs(deps)],
  });

const closed = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('inbox.closed'),
    sentences: [deps.speech.say('inbox.bounced'), ...writeToUs(deps)],
  });
