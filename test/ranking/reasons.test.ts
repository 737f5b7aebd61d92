import fc from 'fast-check';
import {expect, test} from 'vitest';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {interestReasons} from '../../src/ranking/reasons/interest-reasons.ts';
import {openCloseness} from '../../src/ranking/scores/closeness.ts';
import {scoreInterests} from '../../src/ranking/scores/interest-scores.ts';
import {makePlaceBits} from '../../src/ranking/scores/place-bits.ts';
import {inEnglish} from '../support/texts/reasons.ts';
import {indexedPaper} from './candidates.ts';

/** What a paper says that is like one with this title. */
const whyLike = (title: string): string => {
  const alike = () => Float64Array.of(1);
  const closenessTo = openCloseness({closenessTo: alike, similarityTo: alike}, new Map());
  const liked = [closenessTo(indexedPaper({title}))];
  const told = makePlaceBits(1);
  const interest = {scores: alike(), told, topics: [], liked, unwanted: null, learned: null};
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
  const said = {topics: ['large language models'], liked: [], disliked: []};
  const interest = scoreInterests(index, said, index.scratch);
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
