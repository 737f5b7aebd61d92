import fc from 'fast-check';
import {expect, test} from 'vitest';
import {clauseOf, MAX_CUT_LENGTH, MAX_WHOLE_LENGTH} from '../../../src/mail/words/clause.ts';

const REST = ' and goes on for much longer than any line of a mail could ever hold, with more and more words';

test('a short sentence stands whole, without its full stop', () => {
  expect(clauseOf('We fold papers by hand.')).toBe('We fold papers by hand');
  expect(clauseOf('Do models fold papers?')).toBe('Do models fold papers?');
  expect(clauseOf('我们折叠报纸。')).toBe('我们折叠报纸');
});

test.each([
  [
    `The project folds newspapers in many ways: each of them is new${REST}.`,
    'The project folds newspapers in many ways',
  ],
  [`The method folds newspapers in the rain; it is quick${REST}.`, 'The method folds newspapers in the rain'],
  [
    `FoldNet turns a newspaper into a paper hat, which boys like${REST}.`,
    'FoldNet turns a newspaper into a paper hat',
  ],
  [
    `FoldNet folds newspapers before breakfast, so that nobody waits${REST}.`,
    'FoldNet folds newspapers before breakfast',
  ],
  [
    `FoldNet makes long newspapers from short ones by keeping every page${REST}.`,
    'FoldNet makes long newspapers from short ones',
  ],
  [
    `An archive gathers pictures of newspapers that are folded${REST}.`,
    'An archive gathers pictures of newspapers',
  ],
  [`FoldNet is a small and fast model that folds newspapers${REST}.`, 'FoldNet is a small and fast model'],
  [
    `FoldNet speeds up the morning round through shorter walks${REST}.`,
    'FoldNet speeds up the morning round',
  ],
  [
    `FoldNet folds every newspaper twice, achieving smaller stacks${REST}.`,
    'FoldNet folds every newspaper twice',
  ],
  [
    `Without any training, FoldNet folds newspapers of all sizes by looking${REST}.`,
    'Without any training, FoldNet folds newspapers of all sizes',
  ],
])('a long one is cut at a safe joint: %s', (sentence, clause) => {
  expect(clauseOf(sentence)).toBe(clause);
});

test.each([
  [
    'a list with “, and”',
    `FoldNet turns text in many languages, and program code, into vectors for papers${REST}.`,
  ],
  ['an open “not only”', `FoldNet rewards a model not only for a right fold by the end of the day${REST}.`],
  ['an open “either”', `FoldNet folds each newspaper either at the top by hand${REST}.`],
  ['“whether”', `FoldNet asks whether a newspaper can be folded by a model${REST}.`],
  ['“rather than”', `FoldNet folds every newspaper rather than reading it by night${REST}.`],
  ['an open bracket', `FoldNet folds newspapers (of all the kinds: large ones${REST}.`],
  ['an open quotation', `FoldNet folds newspapers “of all the kinds: large ones${REST}.`],
  ['an open formula', `FoldNet folds newspapers of size $n by size by m which${REST}.`],
  ['“that” after a verb', `Experiments in three towns show that newspapers fold${REST}.`],
  ['a participle before “by”', `FoldNet is a large new framework inspired by the work of boys${REST}.`],
  ['step by step', `FoldNet explains every fold of a paper step by step${REST}.`],
  ['what is only an opening', `By folding all newspapers of a town, which takes long${REST}.`],
  ['an opening with its subject cut off', `To fold newspapers in the rain by hand we${REST}.`],
  ['too little', `FoldNet folds: papers${REST}${REST}.`],
])('it is not cut at %s', (_, sentence) => {
  expect(clauseOf(sentence)).toBeNull();
});

const words = fc.constantFrom(
  ...['We', 'fold', 'papers', 'by', 'hand', 'that are', 'which', 'not only', 'but', 'either', 'or', 'if'],
  ...[
    '(',
    ')',
    '“',
    '”',
    '$',
    ': ',
    '; ',
    ', where',
    ', and',
    'X is a',
    'that',
    '。',
    '.',
    'é',
    '👩‍👩‍👧‍👦',
    'مودل',
  ],
);
const sentences = fc.oneof(
  fc.array(words, {maxLength: 60}).map(parts => parts.join(' ')),
  fc.string({maxLength: 400}),
);

test('whatever a sentence says, a clause is its beginning, closed, and fits its line', () => {
  fc.assert(
    fc.property(sentences, sentence => {
      const clause = clauseOf(sentence);
      if (clause === null) return;
      expect(sentence.trim().startsWith(clause)).toBe(true);
      expect(clause).not.toBe('');
      expect(clause.length).toBeLessThanOrEqual(MAX_WHOLE_LENGTH);
      const rest = sentence.trim().slice(clause.length);
      if (/^[.。]?$/u.test(rest)) return;
      expect(clause.length).toBeLessThanOrEqual(MAX_CUT_LENGTH);
      for (const [open, close] of ['()', '[]', '{}', '“”'].map(pair => [...pair]))
        expect(clause.split(open ?? '').length).toBe(clause.split(close ?? '').length);
      expect(clause).not.toMatch(/\b(?:whether|rather than|if)\b/i);
      expect(rest).not.toMatch(/^, and\b/);
    }),
  );
});
