import {expect, test} from 'vitest';
import {findAcronyms} from '../../../src/ranking/topics/acronyms.ts';
import {taughtAcronymsIn} from '../../../src/ranking/topics/taught-acronyms.ts';

test('what a text teaches is found at once in a hundred thousand parentheses', () => {
  for (const piece of ['(', '(AB', 'a (AB) ', 'aaaa aaaa (AAAA) ', '(A(A)'])
    expect(taughtAcronymsIn(piece.repeat(100_000 / piece.length)).length).toBeLessThan(100_000);
});

test('a hundred thousand letters without a blank are no trouble', () => {
  for (const letter of ['a', 'A', '3', 'aA', 'a3'])
    expect(findAcronyms(letter.repeat(100_000 / letter.length))).toEqual([]);
});
