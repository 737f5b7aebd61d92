import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {silentLog} from '../../src/log.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {serveWeb} from '../../src/web/serve.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';
import {hasCaddy, openCaddy} from './caddy-in-front.ts';

let newsletter: Newsletter;
let pages: Awaited<ReturnType<typeof serveWeb>>;
let caddy: Awaited<ReturnType<typeof openCaddy>>;

const asHost = {host: 'localhost'};

describe.skipIf(!hasCaddy)('the pages behind the Caddy of Debian, by deploy/caddy/Caddyfile', () => {
  beforeAll(async () => {
    newsletter = await openNewsletter({
      environment: {TRUST_PROXY: '1', ADMIN_TOKEN: 'a-token-for-tests-of-32-characters'},
    });
    const app = webApp(webDepsOf(newsletter.paperboy));
    pages = await serveWeb({
      ...{app, port: 0, hostname: '127.0.0.1', log: silentLog},
      noteRefusal: () => undefined,
    });
    caddy = await openCaddy(pages.port);
  }, 90_000);

  afterAll(async () => {
    await caddy.close();
    await pages.close();
    await newsletter.close();
  });

  test('come over TLS, compressed, with HSTS, and what is personal is kept by nobody', async () => {
    const front = await caddy.ask('/', {headers: {...asHost, 'accept-encoding': 'gzip'}});
    expect(front).toMatchObject({status: 200});
    expect(front.headers).toMatchObject({
      'strict-transport-security': expect.stringContaining('max-age'),
      'content-encoding': 'gzip',
    });
    const link = await caddy.ask('/unsubscribe/no-token', {headers: asHost});
    expect(link).toMatchObject({status: 404, headers: {'cache-control': 'no-store'}});
  });

  test('take a body in chunks as one with a length', async () => {
    const json = JSON.stringify({email: 'ada@example.org'});
    const headers = {...asHost, 'content-type': 'application/json'};
    const post = {method: 'POST'};
    const whole = await caddy.ask(
      '/api/subscribe',
      {...post, headers: {...headers, 'content-length': String(json.length)}},
      [json],
    );
    const inChunks = await caddy.ask('/api/subscribe', {...post, headers}, [json.slice(0, 9), json.slice(9)]);
    expect(inChunks.status).toBe(whole.status);
    expect(whole.status).toBeLessThan(300);
  });

  test('know visitors by what Caddy saw, whatever they claim', async () => {
    const refused = async (claimed: string) => {
      const headers = {...asHost, 'x-forwarded-for': claimed, authorization: 'Bearer no-token'};
      return (await caddy.ask('/metrics', {headers})).status;
    };
    const statuses: number[] = [];
    for (let tries = 0; tries < 14; tries++) statuses.push(await refused(`203.0.113.${tries}`));
    // The limit of one visitor holds, though each try claims to be another one.
    expect(statuses).toContain(401);
    expect(statuses.at(-1)).toBe(429);
    expect(await newsletter.paperboy.operations.seenProxy.fewer()).toBeNull();
  });
});
