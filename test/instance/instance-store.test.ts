import {randomBytes} from 'node:crypto';
import {afterAll, expect, test} from 'vitest';
import {openInstance} from '../../src/instance/instance-store.ts';
import {openTestRedis} from '../support/redis.ts';

const {redis, prefix, empty, close} = await openTestRedis();

afterAll(close);

test('the instance makes its secrets once, and anyone who asks later gets the same', async () => {
  const first = await openInstance({redis, prefix, random: randomBytes, now: 1000});
  expect(first.addressPepper).toMatch(/^[\w-]{43}$/);
  expect(first.tokenSecret).toMatch(/^[\w-]{43}$/);
  expect(first.tokenSecret).not.toBe(first.addressPepper);
  expect(await openInstance({redis, prefix, random: randomBytes, now: 1000})).toEqual(first);
  expect(await openInstance({redis, prefix: 'other', random: randomBytes, now: 1000})).not.toEqual(first);
});

test('processes that start at once get the same secrets', async () => {
  await empty();
  const all = await Promise.all(
    Array.from({length: 20}, () => openInstance({redis, prefix, random: randomBytes, now: 1000})),
  );
  expect(new Set(all.map(instance => JSON.stringify(instance))).size).toBe(1);
});

test('it knows when it began; of one of before that was written down, it was always there', async () => {
  await empty();
  const opening = {redis, prefix, random: randomBytes};
  expect((await openInstance({...opening, now: 1000})).createdAt).toBe(1000);
  expect((await openInstance({...opening, now: 2000})).createdAt).toBe(1000);
  await redis.hdel(`${prefix}:{instance}`, 'createdAt');
  expect((await openInstance({...opening, now: 3000})).createdAt).toBe(0);
});
