import {createHash} from 'node:crypto';
import {Hono, type MiddlewareHandler} from 'hono';
import {streamSSE} from 'hono/streaming';
import {devMailPage, pageScript, pageStyle} from './page.ts';
import type {Showcase} from './showcase.ts';
import {VIEWS, viewOf} from './views.ts';

/** Pages that a browser may keep open at once. */
const MAX_LISTENERS = 20;

/**
 * The page that shows a mail side by side, its views, and the news of them. `hosts` are the names by which it
 * may be asked for: a foreign page that gives its own name this machine's address (DNS rebinding) is refused.
 */
export const devMailApp = ({showcase, hosts}: {showcase: Showcase; hosts: () => string[]}): Hono => {
  const app = new Hono();
  let listening = 0;
  app.use(onlyFor(hosts));
  app.get('/', c => {
    c.header('Content-Security-Policy', PAGE_POLICY);
    return c.html(devMailPage());
  });
  app.get('/changes', c => {
    if (listening >= MAX_LISTENERS) return c.text(`more than ${MAX_LISTENERS} pages are open`, 503);
    listening += 1;
    return streamSSE(c, async stream => {
      const tell = (state: object) => stream.writeSSE({data: JSON.stringify(state)});
      const ended = new Promise<void>(resolve => stream.onAbort(resolve));
      const stop = showcase.listen(state => void tell(state).catch(() => stop()));
      await tell(showcase.state());
      await ended;
      stop();
      listening -= 1;
    });
  });
  for (const {name} of VIEWS)
    app.get(`/views/${name}`, c => {
      const mail = showcase.mail();
      c.header('Content-Security-Policy', viewPolicy(name === 'images-off' ? [] : (mail?.pictures ?? [])));
      if (mail === null) return c.text('There is no mail yet.', 404);
      return name === 'text' ? c.text(mail.text) : c.html(viewOf(name, mail));
    });
  return app;
};

const onlyFor =
  (hosts: () => string[]): MiddlewareHandler =>
  async (c, next) => {
    if (!hosts().includes(c.req.header('host') ?? '')) return c.text('this name is not served here', 421);
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('only GET', 405);
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
    c.res.headers.set('X-Content-Type-Options', 'nosniff');
    c.res.headers.set('Referrer-Policy', 'no-referrer');
    c.res.headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    return undefined;
  };

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const PAGE_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(pageStyle)}`,
  `script-src ${hashOf(pageScript)}`,
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** A view runs nothing and loads nothing but its pictures, as a mailbox would. */
const viewPolicy = (pictures: string[]): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ...(pictures.length === 0 ? [] : [`img-src ${pictures.join(' ')}`]),
    "frame-ancestors 'self'",
    'sandbox',
  ].join('; ');
