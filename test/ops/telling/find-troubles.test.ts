import {describe, expect, test} from 'vitest';
import {findTroubles, type TroubleFacts} from '../../../src/ops/telling/find-troubles.ts';
import {allWell, planted, silence, status, withReceipts} from './planted.ts';

/** The fifteen and more that issue after issue found; each has its line, alert and metric. */
test('the planted troubles are these', () => {
  expect([...new Set(planted.map(([key]) => key.replace(/:.*/, '')))].sort()).toEqual([
    ...['attention', 'bounces', 'collection', 'complaints', 'conflicts', 'damaged', 'late', 'paused'],
    ...['quota', 'quota-near', 'redis', 'rewrite', 'scheduler', 'setting', 'source', 'stop'],
    ...['uncertain', 'webhook', 'worker'],
  ]);
});

describe('a trouble', () => {
  test('is none where all is well', () => {
    expect(findTroubles(allWell)).toEqual([]);
  });

  test.each(planted)('%s is found, alone, in one line with what to do', (key, facts) => {
    const found = findTroubles({...allWell, ...facts});
    expect(found.map(trouble => trouble.key)).toEqual([key]);
    expect(found[0]?.line).toMatch(/^[^\n]{20,300}\.$/);
  });

  test.each<[string, Partial<TroubleFacts>]>([
    ['bounces below the limit', {statuses: [withReceipts({bounced: 20})]}],
    ['one complaint, which is chance', {statuses: [withReceipts({complained: 1})]}],
    ['webhooks that nobody awaits', {statuses: [status({receipts: silence})], expectsWebhooks: false}],
    ['a quota of which a fifth is left', {quotas: [{window: 'day', used: 79, limit: 100}]}],
    ['a scheduler that nobody expects (paperboy once)', {scheduledAt: null}],
    ['a rate limit', {backOff: 'rate_limit_exceeded, until 2026-03-13T12:00:05Z'}],
    ['no worker where nothing waits (paperboy once)', {hasWorker: false}],
    ['a skipped Sunday', {statuses: [status({state: 'skipped', reason: 'no papers', papers: 0})]}],
    ['a disk of which a tenth is free', {redis: {...allWell.redis, disk: {free: 10, size: 100}}}],
    ['a Redis without a limit', {redis: {...allWell.redis, mostMemory: 0, usedMemory: 10_000}}],
  ])('is not: %s', (_, facts) => {
    expect(findTroubles({...allWell, ...facts})).toEqual([]);
  });

  test('that goes on keeps its key, whatever its numbers', () => {
    const keyOf = (usedMemory: number) =>
      findTroubles({...allWell, redis: {...allWell.redis, usedMemory}}).map(({key}) => key);
    expect(keyOf(85)).toEqual(keyOf(99));
  });
});
