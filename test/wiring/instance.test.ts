import {randomBytes} from 'node:crypto';
import {afterAll, expect, test} from 'vitest';
import {readInstance} from '../../src/wiring/instance.ts';
import {openTestRedis} from '../support/redis.ts';

const {redis, prefix, empty, close} = await openTestRedis();

afterAll(close);

test('the instance makes its secrets once, and whoever asks later gets the same', async () => {
  const first = await readInstance({redis, prefix, random: randomBytes});
  expect(first.addressPepper).toMatch(/^[\w-]{43}$/);
  expect(first.tokenSecret).toMatch(/^[\w-]{43}$/);
  expect(first.tokenSecret).not.toBe(first.addressPepper);
  expect(await readInstance({redis, prefix, random: randomBytes})).toEqual(first);
  expect(await readInstance({redis, prefix: 'other', random: randomBytes})).not.toEqual(first);
});

test('processes that start at once get the same secrets', async () => {
  await empty();
  const all = await Promise.all(
    Array.from({length: 20}, () => readInstance({redis, prefix, random: randomBytes})),
  );
  expect(new Set(all.map(instance => JSON.stringify(instance))).size).toBe(1);
});
