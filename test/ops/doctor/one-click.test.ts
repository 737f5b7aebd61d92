import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {silentLog} from '../../../src/log.ts';
import {checkOneClick} from '../../../src/ops/doctor/check-one-click.ts';
import {webApp} from '../../../src/web/app.ts';
import {webDepsOf} from '../../../src/web/deps.ts';
import {serveWeb} from '../../../src/web/serve.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;
let pages: Awaited<ReturnType<typeof serveWeb>>;

beforeAll(async () => {
  newsletter = await openNewsletter();
  const app = webApp(webDepsOf(newsletter.paperboy));
  pages = await serveWeb({
    ...{app, port: 0, hostname: '127.0.0.1', log: silentLog},
    noteRefusal: () => undefined,
  });
});

afterAll(async () => {
  await pages.close();
  await newsletter.close();
});

const check = (publicUrl: string, secrets = newsletter.paperboy.linkKeys.secrets) =>
  checkOneClick({
    config: {PUBLIC_URL: publicUrl, MAIL_TRANSPORT: 'resend'},
    linkKeys: {...newsletter.paperboy.linkKeys, secrets},
  });

/** What somebody else's server says to everything. */
const withServer = async (status: number, look: (url: string) => Promise<unknown>) => {
  const server = createServer((_, response) => response.writeHead(status, {location: '/'}).end());
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  const found = await look(`http://127.0.0.1:${port}`);
  await new Promise(resolve => server.close(resolve));
  return found;
};

test('the page that the header names is known to be ours, and the look changes nothing', async () => {
  await newsletter.subscribe(1);
  const before = await newsletter.redis.dbsize();
  expect(await check(`http://127.0.0.1:${pages.port}`)).toMatchObject({state: 'ok'});
  expect(await newsletter.redis.dbsize()).toBe(before);
  expect((await newsletter.paperboy.subscribers.stats()).states.active).toBe(1);
});

test('pages with other secrets, somebody else’s, a redirect and nothing at all are told apart', async () => {
  expect(
    await check(`http://127.0.0.1:${pages.port}`, ['another-secret-that-is-long-enough-too']),
  ).toMatchObject({
    ...{state: 'error', message: expect.stringContaining('does not know a link of this instance')},
  });
  const messages = [
    await withServer(200, check),
    await withServer(301, check),
    await withServer(503, check),
    await check('http://127.0.0.1:9'),
  ];
  expect(messages).toMatchObject([
    {message: expect.stringContaining('takes any link')},
    {message: expect.stringContaining('redirects (301)')},
    {message: expect.stringContaining('status 503')},
    {message: expect.stringContaining('does not answer')},
  ]);
});
