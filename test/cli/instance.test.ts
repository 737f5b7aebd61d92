import {afterAll, beforeEach, expect, test} from 'vitest';
import {runPaperboy} from '../support/command.ts';
import {openTestRedis} from '../support/redis.ts';

const {redis, url, close} = await openTestRedis();

beforeEach(() => redis.flushdb());
afterAll(close);

const outbox = {REDIS_URL: url, QUEUE_PREFIX: 'test', DIGEST_FROM: 'Trial <trial@example.net>'};
const real = {
  ...outbox,
  MAIL_TRANSPORT: 'resend',
  RESEND_API_KEY: 're_test',
  RESEND_BASE_URL: 'http://127.0.0.1:9',
  PUBLIC_URL: 'http://127.0.0.1:3000',
  DIGEST_FROM: 'Papers <digest@example.org>',
  LETTERS_FROM: 'Papers <letters@example.org>',
  POSTAL_ADDRESS: '1 Paper Street, Exampleton',
  TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
};

test('a process that differs from its instance refuses to work and says how; --adopt helps', async () => {
  // There is no such edition; the process has said who it is all the same.
  expect((await runPaperboy(['editions', 'send', '2026-03-12'], real)).err).toContain('is not built');
  const laptop = await runPaperboy(['worker'], outbox);
  expect(laptop.exit).toBe(3);
  expect(laptop.err).toContain('MAIL_TRANSPORT: the instance has resend, this process outbox');
  expect(laptop.err).toContain('paperboy instance --adopt');
  const shown = await runPaperboy(['instance', '--json'], outbox);
  expect(JSON.parse(shown.out)).toMatchObject({
    id: expect.stringMatching(/^[a-z0-9]{6}$/),
    settings: {transport: 'resend'},
    differences: expect.arrayContaining([{setting: 'MAIL_TRANSPORT', instance: 'resend', here: 'outbox'}]),
  });
  expect((await runPaperboy(['instance', '--adopt'], outbox)).exit).toBe(0);
  expect((await runPaperboy(['worker'], real)).exit).toBe(3);
});

test('data of a newer version is refused at the start', async () => {
  await redis.hset('test:{instance}', 'schema', '99');
  const {exit, err} = await runPaperboy(['subscribers', 'stats'], outbox);
  expect(exit).toBe(3);
  expect(err).toContain('the data in Redis is of a newer version of Paperboy (schema 99');
  expect(err.trim().split('\n')).toHaveLength(1);
});
