import fc from 'fast-check';
import {expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {markWords, stemsOf, tellingKeywords, tellingSentence} from '../../../src/web/archive/marked-text.ts';

test.each([
  ['Strong Reasoning, reasoned', 'reason', ['Strong ', 'Reasoning', ', ', 'reasoned', '']],
  ['Agents and an agent', 'AGENT', ['', 'Agents', ' and an ', 'agent', '']],
  ['Ünïted words', 'united', ['', 'Ünïted', ' words']],
  ['nothing here', 'cats', ['nothing here']],
  ['a b', 'a b', ['a b']],
  ['', 'cats', ['']],
])('“%s” is marked where “%s” matched', (text, query, parts) => {
  expect(markWords(text, stemsOf(query))).toEqual(parts);
});

test('marking loses and adds nothing', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), fc.string({unit: 'grapheme'}), (text, query) => {
      expect(markWords(text, stemsOf(query)).join('')).toBe(text);
    }),
  );
});

const paper = {
  ...madeUpPaper('2026-03-12', 0).paper,
  ...{title: 'On paper', summary: 'It folds.', keywords: ['visual cats']},
  abstract: 'It folds. Dogs watch it. Dogs and birds watch it.',
};

test('the sentence that has the most of the words is shown, else the summary’s first', () => {
  expect(tellingSentence(paper, stemsOf('dogs birds'))).toBe('Dogs and birds watch it.');
  expect(tellingSentence(paper, stemsOf('cats'))).toBe('It folds.');
});

test('a keyword is told where neither title nor abstract has the word', () => {
  expect(tellingKeywords(paper, stemsOf('cats'))).toEqual(['visual cats']);
  expect(tellingKeywords(paper, stemsOf('dogs cats'))).toEqual([]);
});
