import type {Hono} from 'hono';
import type {WebDeps} from '../deps.ts';
import {conditionalGet} from '../frame/conditional-get.ts';
import {inLanguage} from '../languages/page-language.ts';
import {showEdition} from './edition-page.ts';
import {showEditions} from './editions-page.ts';
import {showFrontPage} from './front-page.ts';
import {showPaper} from './paper-page.ts';
import {showSample} from './sample-page.ts';
import {showSearch} from './search-page.ts';
import {showRobots, showSitemap} from './sitemap.ts';
import {showThumbnail} from './thumbnails.ts';

/** What anybody may read: the front page, editions, papers, search, and what search engines read. */
export const addArchivePages = (app: Hono, deps: WebDeps): void => {
  app.get('/', inLanguage(deps, showFrontPage));
  app.get('/editions', conditionalGet, inLanguage(deps, showEditions));
  app.get('/editions/:id', conditionalGet, inLanguage(deps, showEdition));
  app.get('/papers/:id{.+}', conditionalGet, inLanguage(deps, showPaper));
  if (deps.fetchPicture)
    app.get('/thumbnails/:id{.+}', conditionalGet, showThumbnail(deps, deps.fetchPicture));
  app.get('/sample', conditionalGet, inLanguage(deps, showSample));
  app.get('/search', inLanguage(deps, showSearch));
  app.get('/sitemap.xml', conditionalGet, showSitemap(deps));
  app.get('/robots.txt', showRobots(deps));
};
