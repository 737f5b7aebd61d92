import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseAuthorName} from '../../src/ranking/author-names.ts';
import {followIndex} from '../../src/ranking/follows.ts';
import {anyText} from '../support/texts/any-text.ts';
import {inEnglish} from '../support/texts/reasons.ts';

/** What a paper of this author says to a follower of that name; null where it is not theirs. */
const reasonFor = (printed: string, followed: string): string | null => {
  const paper = {authors: ['Grace Sample', printed], organisation: null, links: {code: null}};
  const reasons = followIndex([paper]).reasonsFor({authors: [followed], labs: [], codeHosts: []});
  return reasons.has(0) ? inEnglish(reasons.get(0) ?? []).join() : null;
};

describe('an author is met, whichever way the name is written', () => {
  test.each([
    ['Ada Example', 'ada example', 'you follow ada example'],
    ['Zoë Ångström', 'zoe angstrom', 'you follow zoe angstrom'],
    ['Ada Example', 'Example, Ada', 'you follow Example, Ada (Ada Example)'],
    ['Ada Example', 'Example Ada', 'you follow Example Ada (Ada Example)'],
    ['Wei Li', 'Li Wei', 'you follow Li Wei (Wei Li)'],
    ['Ada Example', 'A. Example', 'you follow A. Example (Ada Example)'],
    ['Ada Example', 'Example, A.', 'you follow Example, A. (Ada Example)'],
    ['Ada Example', 'Example A', 'you follow Example A (Ada Example)'],
    ['A. Example', 'Ada Example', 'you follow Ada Example (A. Example)'],
    ['Ada B. Example', 'Ada Example', 'you follow Ada Example (Ada B. Example)'],
    ['Ada Bea Example', 'A. B. Example', 'you follow A. B. Example (Ada Bea Example)'],
    ['Ada Example Jr.', 'Ada Example', 'you follow Ada Example (Ada Example Jr.)'],
    ['Grace van der Berg', 'G. van der Berg', 'you follow G. van der Berg (Grace van der Berg)'],
    ['Ming-Hsuan Example', 'M.-H. Example', 'you follow M.-H. Example (Ming-Hsuan Example)'],
    ['Ada James Example', 'Ada J. Example', 'you follow Ada J. Example (Ada James Example)'],
    ['Ada J. Example', 'Ada James Example', 'you follow Ada James Example (Ada J. Example)'],
    ['Xiaoou Example', 'Xiao-Ou Example', 'you follow Xiao-Ou Example (Xiaoou Example)'],
    ['Xiao Ou Example', 'Example Xiaoou', 'you follow Example Xiaoou (Xiao Ou Example)'],
    ['Ada LeExample', 'Ada Le Example', 'you follow Ada Le Example (Ada LeExample)'],
    ["Ada O'Example", 'Ada OExample', "you follow Ada OExample (Ada O'Example)"],
    ['Björn Exämple', 'Bjoern Exaemple', 'you follow Bjoern Exaemple (Björn Exämple)'],
    ['Łukasz Søren Straße', 'Lukasz Soren Strasse', 'you follow Lukasz Soren Strasse'],
    ['Ada Example SJ', 'Ada Example', 'you follow Ada Example (Ada Example SJ)'],
    [
      'The Lantern Collaboration',
      'lantern collaboration',
      'you follow lantern collaboration (The Lantern Collaboration)',
    ],
    ['王伟', '王伟', 'you follow 王伟'],
    ['OpenExample', 'openexample', 'you follow openexample'],
  ])('%s as %s', (printed, followed, reason) => {
    expect(reasonFor(printed, followed)).toBe(reason);
  });

  test.each([
    ['Ada Example', 'Example'],
    ['Ada Example', 'Ada'],
    ['Ada Example', 'Bea Example'],
    ['Ada Example', 'B. Example'],
    ['Ada B. Example', 'Ada C. Example'],
    ['Ada Bea Example', 'A. C. Example'],
    ['Ada Williams', 'Ada William'],
    ['Ada Other Example', 'Ada Example'],
    ['Ada Other Example', 'Ada B. Example'],
    ['Ada Bea Example', 'Ada Other Example'],
    ['伟王', '王伟'],
    ['Ada Example', ', '],
    ['Ada Example', '—'],
  ])('and %s is not %s', (printed, followed) => {
    expect(reasonFor(printed, followed)).toBeNull();
  });

  test('with one reason for a paper that prints the name twice', () => {
    expect(reasonFor('Grace Sample', 'Grace Sample')).toBe('you follow Grace Sample');
  });
});

test('a name of two words and more is the same in each order, and no text breaks it', () => {
  // Longer than a suffix: `Jr` at the end is no name.
  const word = fc.stringMatching(/^[A-Za-zà-ö]{5,9}$/);
  fc.assert(
    fc.property(fc.array(word, {minLength: 2, maxLength: 4}), words => {
      const name = parseAuthorName(words.join(' '));
      const swapped = parseAuthorName([...words.slice(1), words[0]].join(' '));
      if (name?.kind === 'whole' && swapped?.kind === 'whole') expect(swapped.key).toBe(name.key);
    }),
  );
  const someText = anyText({maxLength: 30});
  fc.assert(
    fc.property(someText, someText, (a, b) => {
      expect(() => reasonFor(a, b)).not.toThrow();
    }),
  );
});
