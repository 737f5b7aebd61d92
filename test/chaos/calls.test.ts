import {expect, test} from 'vitest';
import type {SeenCall} from '../../chaos/fake-resend/types.ts';
import {lookAt} from '../../chaos/world/calls.ts';

const call = (seen: Partial<SeenCall>): SeenCall => ({
  at: 0,
  method: 'POST',
  path: '/emails/batch',
  key: 'k',
  validation: 'strict',
  mails: 100,
  bodyHash: '',
  status: 200,
  error: null,
  replayed: false,
  fault: null,
  ...seen,
});

const at = (...moments: number[]): SeenCall[] => moments.map(moment => call({at: moment}));

test('the fullest second counts, wherever it begins and in whatever order calls are told', () => {
  expect(lookAt(at()).mostInASecond).toBe(0);
  expect(lookAt(at(0, 200, 400, 600, 800, 1000, 1200)).mostInASecond).toBe(5);
  expect(lookAt(at(1000, 0, 900, 999, 500, 1899)).mostInASecond).toBe(4);
});

test('a refusal is counted beside a fault that only takes time, and not beside the fault that it is', () => {
  const calls = [
    call({fault: 'slow', error: 'concurrent_idempotent_requests'}),
    call({fault: 'rate-limit', error: 'rate_limit_exceeded'}),
    call({error: 'rate_limit_exceeded'}),
    call({}),
  ];
  expect(lookAt(calls)).toMatchObject({
    calls: 4,
    met: {slow: 1, 'rate-limit': 1, concurrent_idempotent_requests: 1, rate_limit_exceeded: 1},
  });
});
