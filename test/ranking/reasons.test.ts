import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type InterestScores, scoreInterests} from '../../src/ranking/interests.ts';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {interestReasons} from '../../src/ranking/reasons/interest-reasons.ts';
import {inEnglish} from '../support/texts/reasons.ts';
import {indexedPaper} from './candidates.ts';

/** What a paper says that is like one with this title. */
const whyLike = (title: string): string => {
  const interest: InterestScores = {
    scores: new Float64Array([1]),
    topicsAt: new Map(),
    likedNear: () => indexedPaper({title}),
    isUnwanted: null,
    standsOut: () => false,
    libraryWords: () => null,
    libraryPaper: () => null,
  };
  return inEnglish(interestReasons(interest, 0)).join();
};

test('a liked paper is named by whole words of its title', () => {
  expect(whyLike('Colours of glass')).toBe('you asked for more like “Colours of glass”');
  expect(whyLike('Colours of glass in the windows of a very old cathedral')).toBe(
    'you asked for more like “Colours of glass in the windows of a very old…”',
  );
});

test('a paper that only has the acronym of a topic says which, and does not claim the topic', () => {
  const index = indexPapers([indexedPaper({title: 'Asking LLMs to fold paper'})]);
  const interest = scoreInterests(index, {topics: ['large language models'], liked: [], disliked: []});
  expect(inEnglish(interestReasons(interest, 0))).toEqual([
    'it mentions “LLMs”, short for “large language models”',
  ]);
});

test('no title makes a long reason, and none is cut in the middle of a letter', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme', maxLength: 200}), title => {
      const why = whyLike(title);
      expect(why.length).toBeLessThan(80);
      expect(Buffer.from(why).toString()).toBe(why);
    }),
  );
});
