import {describe, expect, test} from 'vitest';
import {DAY, HOUR, MINUTE, SECOND} from '../../../src/clock.ts';
import {paceOf} from '../../../src/web/admin/edition/progress.ts';
import {aboutSpan} from '../../../src/web/admin/words.ts';

describe('an estimate', () => {
  test.each([
    [0, 'less than 2 seconds'],
    [SECOND, 'less than 2 seconds'],
    [2 * SECOND - 1, 'less than 2 seconds'],
    [2 * SECOND, 'about 2 seconds'],
    [119 * SECOND, 'about 119 seconds'],
    [2 * MINUTE, 'about 2 minutes'],
    [119 * MINUTE, 'about 119 minutes'],
    [2 * HOUR, 'about 2 hours'],
    [2 * DAY, 'about 2 days'],
  ])('of %i ms is said as "%s"', (ms, words) => {
    expect(aboutSpan(ms)).toBe(words);
  });
});

describe('how long the rest of an edition takes', () => {
  test.each([
    [{pending: 0, callsPerSecond: 2, secondsLeft: 0}, ''],
    [
      {pending: 395, callsPerSecond: 2, secondsLeft: 2},
      ' 395 emails wait: about 2 seconds at 2 calls a second.',
    ],
    [
      {pending: 100, callsPerSecond: 2, secondsLeft: 1},
      ' 100 emails wait: less than 2 seconds at 2 calls a second.',
    ],
    [
      {pending: 1, callsPerSecond: 1, secondsLeft: 1},
      ' 1 email waits: less than 2 seconds at 1 call a second.',
    ],
    [
      {pending: 12_000, callsPerSecond: 0.5, secondsLeft: 240},
      ' 12,000 emails wait: about 4 minutes at 0.5 calls a second.',
    ],
    [{pending: 5, callsPerSecond: null, secondsLeft: null}, ' 5 emails wait.'],
  ])('%j is said as "%s"', ({pending, ...pace}, words) => {
    const counts = {audience: 0, accepted: 0, excluded: 0, failed: 0, uncertain: 0, pending};
    expect(paceOf({...pace, counts, reason: null})).toBe(words);
    const held = paceOf({...pace, counts, reason: 'paused'});
    expect(held).toBe(words.replace(/ a second\.$/, ' a second, once it goes on.'));
  });
});
