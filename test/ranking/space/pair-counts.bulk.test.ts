import fc from 'fast-check';
import {expect, test} from 'vitest';
import {openPairCounts} from '../../../src/ranking/space/pair-counts.ts';

const MOST = 2 ** 26 - 1;
const anyNumber = fc.oneof(fc.nat(3), fc.constantFrom(MOST, MOST - 1), fc.nat(MOST));

test('pairs are counted as a map counts them, also when there are more than the table began with', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyNumber, anyNumber), {maxLength: 60}), fc.nat(3), (pairs, least) => {
      const expected = new Map<string, number>();
      const counts = openPairCounts();
      for (let one = 0; one < 45_000; one++) counts.add(one + 5, one + 7);
      for (const [one, other] of pairs) {
        counts.add(one, other);
        if (other !== one + 2 || one < 5 || one >= 45_005)
          expected.set(`${one} ${other}`, (expected.get(`${one} ${other}`) ?? 0) + 1);
      }
      const found = [...counts.atLeast(least)]
        .filter(({one, other}) => other !== one + 2 || one < 5 || one >= 45_005)
        .map(({one, other, count}) => [`${one} ${other}`, count]);
      expect(new Map(found as [string, number][])).toEqual(
        new Map([...expected].filter(([, count]) => count >= least)),
      );
    }),
    {numRuns: 10},
  );
});
