import {describe, expect, test} from 'vitest';
import {bootstrapOverDays, ndcg, precision, recall, seededChance} from '../../../bench/evaluate/measures.ts';

describe('NDCG', () => {
  test('is what it comes to by hand', () => {
    // Shown 3, 0, 2 against 3, 2, 0: (3 + 2 / log2(4)) / (3 + 2 / log2(3)) = 4 / 4.2618595.
    expect(ndcg({shown: [3, 0, 2], ideal: [0, 2, 3], at: 10})).toBeCloseTo(0.938557, 6);
  });

  test('looks at the first places alone, of what is shown and of what could be', () => {
    expect(ndcg({shown: [0, 5], ideal: [5, 0], at: 1})).toBe(0);
    expect(ndcg({shown: [5], ideal: [5, 5, 5], at: 1})).toBe(1);
  });

  test('is 0 where nothing is worth anything, and where nothing is shown', () => {
    expect(ndcg({shown: [0, 0], ideal: [0, 0], at: 10})).toBe(0);
    expect(ndcg({shown: [], ideal: [1], at: 10})).toBe(0);
  });
});

test('precision counts against all places, recall against as many as fit, and none counts twice', () => {
  const wanted = new Set(['a', 'b', 'c']);
  expect(precision({shown: ['a', 'x', 'b', 'y', 'z'], wanted, at: 5})).toBe(0.4);
  expect(recall({shown: ['a', 'x', 'b', 'y', 'z'], wanted, at: 5})).toBeCloseTo(2 / 3, 9);
  expect(recall({shown: ['a', 'b'], wanted, at: 2})).toBe(1);
  expect(precision({shown: ['a', 'a'], wanted, at: 2})).toBe(0.5);
  expect(recall({shown: ['a'], wanted: new Set(), at: 2})).toBe(0);
});

describe('an interval over days', () => {
  test('is the value itself where all days are alike', () => {
    const days = Array.from({length: 20}, () => ({sum: 0.5, count: 1}));
    expect(bootstrapOverDays({days, chance: seededChance(1)})).toEqual({mean: 0.5, low: 0.5, high: 0.5});
  });

  test('weighs a day by its values, holds the mean, and is the same for the same seed', () => {
    const days = Array.from({length: 40}, (_, day) => ({sum: day % 4, count: 1 + (day % 2)}));
    const once = bootstrapOverDays({days, chance: seededChance(7)});
    expect(once.mean).toBe(60 / 60);
    expect(once.low).toBeLessThan(once.mean);
    expect(once.high).toBeGreaterThan(once.mean);
    expect(bootstrapOverDays({days, chance: seededChance(7)})).toEqual(once);
  });

  test('is as wide as theory has it', () => {
    // 400 coin tosses: 1.96 times a standard error of 0.025 on either side.
    const days = Array.from({length: 400}, (_, day) => ({sum: day % 2, count: 1}));
    const {low, high} = bootstrapOverDays({days, chance: seededChance(3)});
    expect(high - low).toBeGreaterThan(0.085);
    expect(high - low).toBeLessThan(0.111);
  });

  test('of no day at all is 0', () => {
    expect(bootstrapOverDays({days: [], chance: seededChance(1)})).toEqual({mean: 0, low: 0, high: 0});
  });
});
