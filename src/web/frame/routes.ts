import type {Hono} from 'hono';
import {methodNotAllowed as refuseMethods} from 'hono/method-not-allowed';
import type {WebDeps} from '../deps.ts';
import {chooseLanguage} from '../languages/page-language.ts';
import {pageStyle} from '../look/style.ts';
import {noticeProxy} from '../visitors/notice-proxy.ts';
import {compress} from './compress.ts';
import {failed, methodNotAllowed, notFound} from './error-pages.ts';
import {pageScript} from './page-script.ts';
import {answerWithoutRedis} from './redis-away.ts';
import {logRequests} from './request-log.ts';
import {securityHeaders} from './security-headers.ts';

/** What every answer has: a line in the log, the security headers, and a page for each error. */
export const addFrame = (app: Hono, deps: WebDeps): void => {
  app.use(logRequests(deps));
  app.use(noticeProxy(deps));
  app.use(
    securityHeaders({
      styles: [pageStyle(deps.accents)],
      scripts: [pageScript],
      pictures: picturesOf(deps),
      isHttps: deps.publicUrl.startsWith('https:'),
    }),
  );
  app.use(compress);
  app.use(answerWithoutRedis(deps));
  app.use(chooseLanguage(deps));
  app.use(refuseMethods({app, onMethodNotAllowed: methodNotAllowed(deps)}));
  app.notFound(notFound(deps));
  app.onError(failed(deps));
};

/**
 * Where pages may have pictures from: the operator's logo, and papers' pictures that this instance passes on.
 */
export const picturesOf = ({logoUrl, fetchPicture}: WebDeps): string[] => [
  ...(logoUrl === null ? [] : [logoUrl]),
  ...(fetchPicture === null ? [] : ["'self'"]),
];
