import {createServer} from 'node:http';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {checkLogo} from '../../../src/ops/doctor/check-logo.ts';

let url: string;
let answer: {status: number; headers: Record<string, string>};
const server = createServer((_, response) => {
  response.writeHead(answer.status, answer.headers);
  response.end('x');
});

beforeEach(
  () =>
    new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/logo.png`;
        resolve();
      });
    }),
);
afterEach(() => new Promise<void>(resolve => server.close(() => resolve())));

test.each([
  [200, {'content-type': 'image/png'}, 'ok', 'answers with a picture'],
  [404, {'content-type': 'text/html'}, 'warning', 'LOGO_URL answers 404'],
  [302, {location: 'https://example.net/'}, 'warning', 'LOGO_URL answers 302'],
  [200, {'content-type': 'text/html'}, 'warning', 'LOGO_URL answers with text/html, which is not a picture'],
  [200, {'content-type': 'image/svg+xml'}, 'warning', 'which is not a picture'],
])('a logo that answers %i with %j is %s', async (status, headers, state, message) => {
  answer = {status, headers: Object.fromEntries(Object.entries(headers))};
  expect(await checkLogo(url)).toMatchObject({state, message: expect.stringContaining(message)});
});

test('a logo that is nowhere is warned of, and none is no fault', async () => {
  expect(await checkLogo('http://127.0.0.1:1/logo.png')).toMatchObject({
    state: 'warning',
    message: 'LOGO_URL does not answer',
  });
  expect(await checkLogo(null)).toMatchObject({state: 'skipped'});
});
