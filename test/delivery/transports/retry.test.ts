import {expect, test} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {pauseAfterLoss, REPLAY_SAFE_MS} from '../../../src/delivery/transports/retry.ts';

test('a repeat ends before Resend forgets its key, with an hour to spare', () => {
  expect(REPLAY_SAFE_MS).toBe(23 * HOUR);
});

test('pauses after lost answers double from a second up to ten minutes, a quarter more or less', () => {
  expect([0, 1, 2, 9, 10, 99].map(losses => pauseAfterLoss(losses, 0.5))).toEqual([
    ...[1000, 2000, 4000, 512_000],
    ...[600_000, 600_000],
  ]);
  expect([pauseAfterLoss(0, 0), pauseAfterLoss(0, 0.999_999)]).toEqual([750, 1250]);
});
