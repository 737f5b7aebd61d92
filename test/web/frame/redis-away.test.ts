import {EventEmitter, once} from 'node:events';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {form, openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(() => site.empty());
afterAll(() => site.close());

/** Redis, which is silent until it is back or gone for good. */
const silence = () => {
  const end = new EventEmitter();
  const ended = once(end, 'back');
  return {
    ended,
    back: () => end.emit('back'),
    gone: () => end.emit('error', new Error('Connection is closed.')),
  };
};

/** A press of one-click unsubscribe while Redis is silent. */
const press = async () => {
  const waiting = silence();
  const {operations, subscribers} = site.deps;
  const away = {kind: 'away', code: 'ETIMEDOUT', reason: 'does not answer'} as const;
  const {post} = site.with({
    operations: {
      ...operations,
      redis: {...operations.redis, trouble: () => away, answers: async () => false},
    },
    subscribers: {
      ...subscribers,
      unsubscribe: async leaving => {
        await waiting.ended;
        return subscribers.unsubscribe(leaving);
      },
    },
  });
  const reader = await site.subscriber('active');
  const answer = await post(
    `/unsubscribe/${site.token('unsubscribe', reader)}`,
    form({'List-Unsubscribe': 'One-Click'}),
  );
  return {reader, answer, waiting};
};

test('a press while Redis is silent is answered 503 and counts when Redis is back', async () => {
  const {reader, answer, waiting} = await press();
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('60');
  waiting.back();
  await expect.poll(async () => (await site.reread(reader.number)).state).toBe('unsubscribed');
  expect(site.logged()).not.toContain('unsubscribe.lost');
});

test('a press that comes to nothing in the end is told', async () => {
  const {reader, answer, waiting} = await press();
  expect(answer.status).toBe(503);
  expect(site.logged()).not.toContain('unsubscribe.lost');
  waiting.gone();
  await expect.poll(site.logged).toContain('"event":"unsubscribe.lost"');
  expect((await site.reread(reader.number)).state).toBe('active');
});
