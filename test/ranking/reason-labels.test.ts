import fc from 'fast-check';
import {expect, test} from 'vitest';
import {scoreInterests} from '../../src/ranking/interests.ts';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {isAboutMail, labelOf, listNames, riseIn} from '../../src/ranking/reason-labels.ts';
import {ALL_AVOIDED, interestReasons, NONE_OF_THE_KIND} from '../../src/ranking/reasons.ts';
import {indexedPaper} from './candidates.ts';

const topics = fc.uniqueArray(fc.constantFrom('folding', 'walks in the rain', 'boys', 'C++', 'news'), {
  minLength: 1,
  maxLength: 3,
});

test('the topics that a reason names are read back from it', () => {
  fc.assert(
    fc.property(topics, followed => {
      const index = indexPapers([indexedPaper({title: `On ${followed.join(' and on ')}`})]);
      const [reason = ''] = interestReasons(
        scoreInterests(index, {topics: followed, liked: [], disliked: []}),
        0,
      );
      const {kind, names} = labelOf(reason);
      expect(kind).toBe('topic');
      expect(names.toSorted()).toEqual(followed.toSorted());
    }),
  );
});

test.each([
  ['you follow Ada Example', 'other', ['Ada Example']],
  ['you follow A. Example (Ada Example)', 'other', ['A. Example (Ada Example)']],
  ['you follow code at github.com/example', 'other', ['code at github.com/example']],
  [
    'you asked for more like “Folding, and “other” things”',
    'other',
    ['more like “Folding, and “other” things”'],
  ],
  ['it mentions “LLMs”, short for “large language models”', 'topic', ['large language models']],
  ['it mentions “folds”, close to “folding”', 'topic', ['folding']],
  ['it matches all words of “paper folding”', 'topic', ['paper folding']],
  ['something that no version says', 'other', ['something that no version says']],
])('%s', (reason, kind, names) => {
  expect(labelOf(reason)).toEqual({kind, names});
});

test('sentences about the mail are told from reasons of a paper', () => {
  expect([ALL_AVOIDED, NONE_OF_THE_KIND].every(isAboutMail)).toBe(true);
  expect(isAboutMail('you follow “every paper in”')).toBe(false);
});

test('names are listed as a sentence lists them', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listNames)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

test('a rise is read back, and nothing else is one', () => {
  expect(riseIn(['61 upvotes', 'rising: 27 more upvotes since 9 March'])).toEqual({
    gained: 27,
    since: '9 March',
  });
  expect(riseIn(['61 upvotes', 'most upvoted of the day'])).toBeNull();
});
