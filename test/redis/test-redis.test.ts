import {expect, test} from 'vitest';
import {openTestRedis} from '../support/redis.ts';

test('a test file gets an empty database of a real Redis', async () => {
  const {redis, close} = await openTestRedis();
  expect(await redis.dbsize()).toBe(0);
  await close();
});
