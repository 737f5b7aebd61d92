import {expect, test} from 'vitest';
import {DAY, HOUR} from '../../src/clock.ts';
import {isRewriteDue} from '../../src/ops/disk-traces.ts';

const never = {erasedAt: null, rewrittenAt: null, failedAt: null, startedAt: null};

test.each([
  ['nothing was erased', never, 0, false],
  ['something was, and nothing was rewritten yet', {...never, erasedAt: 5}, 5, true],
  ['a mail may still have held the address', {...never, erasedAt: 5, rewrittenAt: 6}, DAY + 6, true],
  ['that was a moment ago', {...never, erasedAt: 5, rewrittenAt: 6}, DAY, false],
  [
    'it was rewritten when no mail could hold it',
    {...never, erasedAt: 5, rewrittenAt: DAY + 5},
    3 * DAY,
    false,
  ],
  ['another was erased since', {...never, erasedAt: DAY + 6, rewrittenAt: DAY + 5}, 2 * DAY + 5, true],
  ['it failed just now', {...never, erasedAt: 5, failedAt: 6}, HOUR, false],
  ['it failed an hour ago', {...never, erasedAt: 5, failedAt: 6}, HOUR + 6, true],
] as const)('whether the files are due to be rewritten: %s', (_, state, now, isDue) => {
  expect(isRewriteDue(state, now)).toBe(isDue);
});
