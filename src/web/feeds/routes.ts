import type {Hono} from 'hono';
import type {WebDeps} from '../deps.ts';
import {conditionalGet} from '../frame/conditional-get.ts';
import {noIndex} from '../frame/security-headers.ts';
import {showFeed} from './feed.ts';
import {feedAddresses} from './feed-addresses.ts';
import {feedFormats, showOwnFeed} from './own-feed.ts';

/** The newest editions as RSS, Atom and JSON Feed. */
export const addFeeds = (app: Hono, deps: WebDeps): void => {
  app.get(feedAddresses.rss.path, conditionalGet, showFeed(deps, 'rss'));
  app.get(feedAddresses.atom.path, conditionalGet, showFeed(deps, 'atom'));
  app.get(feedAddresses.json.path, conditionalGet, showFeed(deps, 'json'));
  for (const format of feedFormats)
    app.get(`/own-feed/:token/:file{.+[.]${format}}`, noIndex, conditionalGet, showOwnFeed(deps, format));
};
