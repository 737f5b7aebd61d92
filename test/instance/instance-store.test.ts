import {randomBytes} from 'node:crypto';
import {afterAll, expect, test} from 'vitest';
import {openInstance} from '../../src/instance/instance-store.ts';
import {openTestRedis} from '../support/redis.ts';

const {redis, prefix, empty, close} = await openTestRedis();

afterAll(close);

test('the instance makes its secrets once, and anyone who asks later gets the same', async () => {
  const first = await openInstance({redis, prefix, random: randomBytes});
  expect(first.addressPepper).toMatch(/^[\w-]{43}$/);
  expect(first.tokenSecret).toMatch(/^[\w-]{43}$/);
  expect(first.tokenSecret).not.toBe(first.addressPepper);
  expect(await openInstance({redis, prefix, random: randomBytes})).toEqual(first);
  expect(await openInstance({redis, prefix: 'other', random: randomBytes})).not.toEqual(first);
});

test('processes that start at once get the same secrets', async () => {
  await empty();
  const all = await Promise.all(
    Array.from({length: 20}, () => openInstance({redis, prefix, random: randomBytes})),
  );
  expect(new Set(all.map(instance => JSON.stringify(instance))).size).toBe(1);
});
