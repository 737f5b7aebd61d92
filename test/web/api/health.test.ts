import {setImmediate} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
afterAll(() => site.close());

test('running and ready are two questions', async () => {
  expect(await (await site.get('/healthz')).text()).toBe('ok\n');
  const ready = await site.get('/readyz');
  expect(ready.status).toBe(200);
  expect(await ready.text()).toBe('ready\n');
});

/** Asks, and lets ten seconds pass, in each of which a Redis that is there can answer the real commands. */
const tenSecondsLater = async (ask: () => Response | Promise<Response>): Promise<Response> => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
  const asked = ask();
  for (let second = 0; second < 10; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    for (let turn = 0; turn < 50; turn++) await setImmediate();
  }
  vi.useRealTimers();
  return asked;
};

/** Redis itself is there: a look at it finds nothing. */
const nothingFound = () => ({...site.deps.operations.redis, lookAgain: async () => null});

test.each([
  ['says that it takes no writes', async () => false, 'not ready: Redis takes no writes\n'],
  ['refuses the write', () => Promise.reject(new Error('MISCONF')), 'not ready: Redis takes no writes\n'],
  ['stays silent', () => new Promise<boolean>(() => undefined), 'not ready: Redis did not answer in time\n'],
])('a Redis that %s makes the process not ready, and it keeps running', async (_, writable, answer) => {
  const redis = nothingFound();
  const {app} = site.with({operations: {...site.deps.operations, redis, canWrite: writable}});
  const ready = await tenSecondsLater(() => app.request('/readyz'));
  expect(ready.status).toBe(503);
  expect(await ready.text()).toBe(answer);
  expect((await app.request('/healthz')).status).toBe(200);
});

test('while Redis is silent a visitor gets a page that says so, not an endless wait', async () => {
  const silence = () => new Promise<never>(() => undefined);
  const operations = {...site.deps.operations, redis: nothingFound()};
  const {app} = site.with({operations, editions: {...site.deps.editions, latest: silence}});
  const answer = await tenSecondsLater(() => app.request('/'));
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('60');
  expect(await answer.text()).toContain('Temporarily unavailable');
  expect(site.logged()).toContain('"event":"web.timed-out"');
});
