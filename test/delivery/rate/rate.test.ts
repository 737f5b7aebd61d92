import {afterAll, afterEach, beforeEach, describe, expect, test} from 'vitest';
import {MAX_WAIT_IN_HAND_MS, openRate} from '../../../src/delivery/rate/rate.ts';
import {askAtOnce, given, KEY, openRates, refused} from './rates.ts';

const {store, endOthers, rateOf, elsewhere} = await openRates();

beforeEach(store.empty);
afterEach(endOthers);
afterAll(store.close);

describe('permits', () => {
  test('are spaced: the first at once, each further one a second later at one a second', async () => {
    const [first, second, third] = given(await askAtOnce(3, rateOf(1)));
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThanOrEqual(1000);
    expect(third).toBeGreaterThan(1000);
    expect(third).toBeLessThanOrEqual(2000);
  });

  test('are shared by all workers on all hosts', async () => {
    const waits = given(await askAtOnce(10, rateOf(1), elsewhere(1)));
    expect(waits).toHaveLength(3);
    expect(new Set(waits).size).toBe(3);
  });

  test('that would be too long in coming are not given, and the answer says how long to wait', async () => {
    const rate = rateOf(0.1);
    const permits = await askAtOnce(20, rate);
    expect(given(permits)).toEqual([0]);
    expect(permits[1]?.waitMs).toBeGreaterThan(9000);
    // Nothing was taken by the 19 others: the next permit is still the second one.
    expect(permits.at(-1)?.waitMs).toBeLessThanOrEqual(10_000);
    expect(await refused(rate)).toBeLessThanOrEqual(10_000);
  });

  test('of each instance are its own', async () => {
    const neighbour = openRate({redis: store.redis, prefix: 'neighbour', perSecond: 0.1});
    expect(given(await askAtOnce(3, rateOf(0.1), neighbour))).toEqual([0, 0]);
  });

  test('are free where nothing is limited', async () => {
    expect(given(await askAtOnce(500, rateOf('unlimited')))).toEqual(Array.from({length: 500}, () => 0));
  });
});

describe('the share that is kept for letters', () => {
  /** Moves every permit that was given towards the past, as time does. */
  const pass = async (ms: number) => {
    for (const field of ['next', 'letter']) {
      const at = await store.redis.hget(KEY, field);
      if (at !== null) await store.redis.hset(KEY, field, (Number(at) - ms).toFixed(3));
    }
  };

  const nextTurn = async (): Promise<number> => Number(await store.redis.hget(KEY, 'next'));

  test('gives a letter the permit after all that chunks have, though chunks get none any more', async () => {
    const rate = rateOf(1);
    expect(given(await askAtOnce(50, rate))).toHaveLength(3);
    const before = await nextTurn();
    const permit = await elsewhere(1).acquirePermit('letter');
    expect(permit.kind).toBe('taken');
    expect(permit.waitMs).toBeGreaterThan(MAX_WAIT_IN_HAND_MS);
    expect(permit.waitMs).toBeLessThanOrEqual(MAX_WAIT_IN_HAND_MS + 1000);
    // It is a permit of the same line, not one beside it.
    expect(await nextTurn()).toBeCloseTo(before + 1000, 1);
    expect(given(await askAtOnce(1, rate))).toEqual([]);
  });

  test('is one permit in five: a second letter waits with the chunks, and is told how long', async () => {
    const rate = rateOf(1);
    await askAtOnce(50, rate);
    await rate.acquirePermit('letter');
    const before = await nextTurn();
    const second = await rate.acquirePermit('letter');
    expect(second.kind).toBe('refused');
    expect(second.waitMs).toBeGreaterThan(MAX_WAIT_IN_HAND_MS);
    expect(await nextTurn()).toBe(before);
  });

  test.each([1, 3, 7])(
    'is had by letters and left over by them, at %i a second: both get on',
    async perSecond => {
      const rate = rateOf(perSecond);
      await askAtOnce(50, rate);
      const taken = {chunk: 0, letter: 0};
      for (let step = 0; step < 60; step++) {
        // Chunks ask first, and more often than there are permits.
        for (let chunk = 0; chunk < 4; chunk++)
          if ((await rate.acquirePermit('chunk')).kind === 'taken') taken.chunk++;
        for (let letter = 0; letter < 2; letter++)
          if ((await rate.acquirePermit('letter')).kind === 'taken') taken.letter++;
        await pass(1000 / perSecond);
      }
      expect(taken.letter).toBeGreaterThanOrEqual(12);
      // Redis' own clock goes on meanwhile, and on a slow machine gives permits beside those of the steps.
      const beside = Math.max(0, taken.letter + taken.chunk - 60);
      expect(taken.letter).toBeLessThanOrEqual(13 + beside);
      expect(taken.chunk).toBeGreaterThanOrEqual(46);
    },
  );

  test('costs chunks nothing while no letter waits', async () => {
    const rate = rateOf(4);
    let taken = given(await askAtOnce(20, rate)).length;
    for (let step = 0; step < 40; step++) {
      await pass(250);
      taken += given([await rate.acquirePermit('chunk')]).length;
    }
    expect(taken).toBe(9 + 40);
  });

  test('never breaks the patience that the other side asks for', async () => {
    const rate = rateOf(1);
    await rate.backOff(60_000, 'a quota');
    const permit = await rate.acquirePermit('letter');
    expect(permit.kind).toBe('refused');
    expect(permit.waitMs).toBeGreaterThan(10_000);
  });

  test('is everything where nothing is limited', async () => {
    expect(await rateOf('unlimited').acquirePermit('letter')).toMatchObject({kind: 'taken', waitMs: 0});
  });
});

describe('patience that the other side asks for', () => {
  test('holds everybody back, and nobody loses a permit by asking', async () => {
    const rate = rateOf(1000);
    await rate.backOff(60_000, 'a quota');
    const permits = await askAtOnce(20, rate, elsewhere(1000));
    expect(given(permits)).toEqual([]);
    expect(permits.at(-1)?.waitMs).toBeLessThanOrEqual(60_000);
    expect(await store.redis.hexists('test:{rate}', 'next')).toBe(0);
  });

  test('holds also when it is shorter than a permit may be away: who waited takes one then', async () => {
    const rate = rateOf(1000);
    await rate.backOff(MAX_WAIT_IN_HAND_MS / 2, 'a rate limit');
    expect(given(await askAtOnce(20, rate, elsewhere(1000)))).toEqual([]);
  });

  test('is not shortened by a shorter one', async () => {
    const rate = rateOf(1000);
    await rate.backOff(60_000, 'a quota');
    await rate.backOff(10, 'a quota');
    expect(await refused(rate)).toBeGreaterThan(10_000);
    await rate.backOff(120_000, 'a quota');
    expect(await refused(rate)).toBeGreaterThan(60_000);
  });

  test('holds without any limit too', async () => {
    const rate = rateOf('unlimited');
    await rate.backOff(60_000, 'a quota');
    expect(await refused(rate)).toBeGreaterThan(10_000);
  });

  test('of a part of a millisecond is a whole one', async () => {
    await rateOf(1000).backOff(0.1, 'a quota');
    expect(Number(await store.redis.hget('test:{rate}', 'notBefore'))).toBeGreaterThan(0);
  });
});

describe('a rate that is learned', () => {
  test('begins with two calls a second', async () => {
    // Waits of 0, 500, 1000, 1500 and 2000 ms are given.
    expect(given(await askAtOnce(20, rateOf('learned')))).toHaveLength(5);
  });

  test('is what the other side last said, for all hosts', async () => {
    const rate = rateOf('learned');
    await rate.learn(10);
    await rate.learn(1);
    expect(given(await askAtOnce(10, rate, elsewhere('learned')))).toHaveLength(3);
  });

  test('never becomes none at all', async () => {
    const rate = rateOf('learned');
    await rate.learn(0);
    await rate.learn(-1);
    expect(given(await askAtOnce(20, rate))).toHaveLength(5);
  });
});

describe('a rate that is configured', () => {
  test('learns nothing', async () => {
    const rate = rateOf(1);
    await rate.learn(1000);
    expect(given(await askAtOnce(20, rate))).toHaveLength(3);
  });

  test('holds against what was learned before it was configured', async () => {
    await rateOf('learned').learn(0.1);
    expect(given(await askAtOnce(20, rateOf(1)))).toHaveLength(3);
    expect(await rateOf('unlimited').acquirePermit('chunk')).toMatchObject({kind: 'taken', waitMs: 0});
  });
});
