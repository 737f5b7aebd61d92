import {expect, test} from 'vitest';
import {idempotencyKey, instanceOfKey} from '../../../src/delivery/ledger/chunk-name.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';

const keyOf = (chunk: string, revision: number): string =>
  idempotencyKey({
    name: {edition: dailyEdition('2026-03-12'), run: 1, chunk},
    instanceId: 'i7k2mn',
    revision,
  });

test('a key is the name of the plan and of the revision, and of nothing else', () => {
  expect([keyOf('42', 0), keyOf('42.1', 0), keyOf('42', 1)]).toEqual([
    'i7k2mn/2026-03-12/1/0042',
    'i7k2mn/2026-03-12/1/0042.1',
    'i7k2mn/2026-03-12/1/0042/r1',
  ]);
  expect(instanceOfKey(keyOf('42', 0))).toBe('i7k2mn');
});
