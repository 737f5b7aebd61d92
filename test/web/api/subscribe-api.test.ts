import {readFile} from 'node:fs/promises';
import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {HONEYPOT} from '../../../src/web/subscription/request-subscription.ts';
import {speechIn} from '../../../templates/languages/speech.ts';
import {openTestSite, publicUrl, required, type TestSite} from '../../support/test-site.ts';

const LAB = 'https://lab.example.org';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({subscribeOrigins: [LAB]});
});
beforeEach(async () => {
  await site.empty();
});
afterAll(() => site.close());

const JSON_BODY = {'content-type': 'application/json'};

const ask = (body: unknown, headers: Record<string, string> = {}) =>
  site.post('/api/subscribe', JSON.stringify(body), {...JSON_BODY, ...headers});

test('a program asks as a person does, with preferences, and a letter is asked for', async () => {
  const answer = await ask({
    email: 'reader@example.org',
    topics: ['diffusion models', 'agents'],
    frequency: 'weekly',
    timezone: 'Europe/Berlin',
    hour: 7,
  });
  expect(answer.status).toBe(202);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({taken: true, consent: expect.stringContaining('by email')});
  const subscriber = required(await site.stores.subscribers.find('reader@example.org'));
  expect(subscriber.state).toBe('pending');
  expect(subscriber.preferences).toMatchObject({
    topics: ['diffusion models', 'agents'],
    frequency: 'weekly',
    timezone: 'Europe/Berlin',
    hour: 7,
  });
  expect(site.requests).toMatchObject([{via: 'api'}]);
  expect(await site.letters()).toEqual([{number: subscriber.number, name: 'confirm'}]);
});

test('nobody can find out who reads this: one answer in every state, and past the limit', async () => {
  await site.subscriber('active', 'active@example.org');
  await site.subscriber('pending', 'pending@example.org');
  const left = await site.subscriber('active', 'left@example.org');
  await site.post(`/unsubscribe/${site.token('unsubscribe', left)}`);
  const suppressed = await site.subscriber('active', 'suppressed@example.org');
  await site.suppress(suppressed.number);
  const answers = [];
  for (const who of ['new', 'active', 'pending', 'left', 'suppressed', 'new']) {
    const answer = await ask({email: `${who}@example.org`});
    answers.push([answer.status, Object.fromEntries(answer.headers), await answer.text()]);
  }
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
});

test('a bot that fills the honeypot gets the same answer, and nothing is done', async () => {
  const answer = await ask({email: 'machine@example.org', website: 'https://example.net'});
  expect(answer.status).toBe(202);
  expect(await site.stores.subscribers.find('machine@example.org')).toBeNull();
});

describe('what is wrong is answered with one line of JSON, and nothing is kept', () => {
  const tooLong = JSON.stringify({email: 'a'.repeat(17_000)});
  const cases: [string, () => Promise<Response>, number, unknown][] = [
    ['a bad address', async () => ask({email: 'x'}), 422, expect.stringContaining('the address')],
    [
      'a bad zone',
      async () => ask({email: 'a@example.org', timezone: 'Mars'}),
      422,
      expect.stringMatching(/zone/),
    ],
    ['no address', async () => ask({}), 400, expect.stringMatching(/^email: /)],
    [
      'a field that is none',
      async () => ask({email: 'a@example.org', admin: true}),
      400,
      expect.stringContaining('admin'),
    ],
    [
      'no JSON',
      () => site.post('/api/subscribe', '{', JSON_BODY),
      400,
      expect.stringContaining('must be JSON'),
    ],
    [
      'a form, which any site can send',
      () => site.post('/api/subscribe', new URLSearchParams({email: 'a@example.org'})),
      415,
      'the Content-Type must be application/json',
    ],
    [
      'too much',
      () => site.post('/api/subscribe', tooLong, JSON_BODY),
      413,
      'the request body is limited to 16 KB',
    ],
    [
      'a compressed body',
      () =>
        site.post('/api/subscribe', new Uint8Array(gzipSync('{"email":"a@example.org"}')), {
          ...JSON_BODY,
          'content-encoding': 'gzip',
        }),
      415,
      'a request must be sent uncompressed',
    ],
  ];
  test.each(cases)('%s', async (_, send, status, error) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({error});
    expect(await site.stores.subscribers.highestNumber()).toBe(0);
  });
});

test('the form for other sites carries the words kept as the consent, and the honeypot', async () => {
  const snippet = await readFile(new URL('../../../docs/subscribe-form.md', import.meta.url), 'utf8');
  expect(snippet).toContain(`<p>${speechIn('en').say('signUp.consent')}</p>`);
  expect(snippet).toContain(`<input name="${HONEYPOT}" hidden`);
});

describe('a page of another site', () => {
  const preflight = (origin: string) =>
    site.app.request('/api/subscribe', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

  test('may ask where the operator allows it, without cookies', async () => {
    const may = await preflight(LAB);
    expect(may.status).toBe(204);
    expect(may.headers.get('access-control-allow-origin')).toBe(LAB);
    expect(may.headers.get('access-control-allow-methods')).toBe('POST');
    expect(may.headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await ask({email: 'a@example.org'}, {origin: LAB});
    expect(answer.status).toBe(202);
    expect(answer.headers.get('access-control-allow-origin')).toBe(LAB);
    expect((await ask({email: 'b@example.org'}, {origin: publicUrl})).status).toBe(202);
  });

  test.each(['https://evil.example.net', `${LAB}.evil.example.net`, 'http://lab.example.org', 'null'])(
    'may not from %s',
    async origin => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      const answer = await ask({email: 'a@example.org'}, {origin});
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(await site.stores.subscribers.highestNumber()).toBe(0);
    },
  );
});
