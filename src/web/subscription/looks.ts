import {type Context, Hono, type MiddlewareHandler} from 'hono';
import {maskAddress} from '../../subscribers/mask-address.ts';
import {asLook, type InboxScope, parseToken, type TokenScope} from '../../subscribers/tokens.ts';
import type {WebDeps} from '../deps.ts';
import {notice} from '../frame/layout.ts';
import {depsFor} from '../languages/page-language.ts';

/** What the links of a digest do. */
type LookScope = Exclude<TokenScope, LetterScope | 'own-feed'>;

/** What links do that letters alone have: no preview shows a letter. */
type LetterScope = InboxScope | 'agree-change' | 'keep-address' | 'undo-change' | 'never-again';

/** The first part of a personal link's path, with what its token is for. */
const SCOPES: Record<string, LookScope> = {
  confirm: 'confirm',
  unsubscribe: 'unsubscribe',
  goodbye: 'undo',
  manage: 'manage',
  opinion: 'opinion',
  suggest: 'suggest',
  'change-address': 'change-address',
};

/**
 * The links of previews and tests: a `GET` shows the page that a reader would see, with a note; whatever else
 * is asked, a one-click press among it, changes nothing and says so. `addPages` adds the pages of personal
 * links: they get their deps with keys that read and make such links alone.
 */
export const showLooks = (deps: WebDeps, addPages: (app: Hono, deps: WebDeps) => void): MiddlewareHandler => {
  const look = {...deps, linkKeys: asLook(deps.linkKeys), note: 'frame.preview' as const};
  const pages = new Hono();
  addPages(pages, look);
  return async (c, next) => {
    const [, first = '', token = ''] = c.req.path.split('/');
    const scope = SCOPES[first];
    if (scope === undefined) return next();
    const parsed = parseToken({keys: look.linkKeys, scope, token, now: deps.clock.now()});
    if (parsed.kind === 'refused') return next();
    const reader = await deps.subscribers.findByLink(parsed.owner);
    const isShown = reader !== null && (c.req.method === 'GET' || c.req.method === 'HEAD');
    return isShown
      ? pages.fetch(c.req.raw)
      : nothingChanged({deps: depsFor(look, c), c, scope, address: reader?.address});
  };
};

type Press = {deps: WebDeps; c: Context; scope: LookScope; address: string | undefined};

const nothingChanged = ({deps, c, scope, address}: Press) => {
  const {say} = deps.speech;
  const whom = address === undefined ? say('look.reader') : maskAddress(address);
  return c.html(
    notice({
      site: deps,
      title: say('look.title'),
      sentences: [say(`look.${scope}`, {whom})],
    }),
  );
};
