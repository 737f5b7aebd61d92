import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {
  bestOf,
  evaluateTldr,
  scoresOf,
  sentenceOf,
  type TldrPaper,
} from '../../../bench/evaluate/tldr/evaluate-tldr.ts';
import {rougeOf} from '../../../bench/evaluate/tldr/rouge.ts';

describe('ROUGE', () => {
  test('counts words, pairs of neighbours and the longest common row, by hand', () => {
    // Own: a dog bit the man (5); target: the dog bit a man (5). Common: all five; pairs: dog-bit; row: dog
    // bit man.
    expect(rougeOf('A dog bit the man.', ['The dog bit a man'])).toEqual({
      rouge1: 1,
      rouge2: 2 / 8,
      rougeL: 6 / 10,
    });
  });

  test('counts a word at most as often as the other text has it', () => {
    expect(rougeOf('the the the', ['the cat']).rouge1).toBeCloseTo(2 / 5);
  });

  test('takes words of one stem for one, but not short ones', () => {
    expect(rougeOf('training networks', ['trained network']).rouge1).toBe(1);
    expect(rougeOf('was', ['wa']).rouge1).toBe(0);
  });

  test('takes the target with the most common words for all three figures', () => {
    const scores = rougeOf('one two three', ['three two one four five', 'one two six']);
    expect(scores.rouge1).toBeCloseTo(6 / 8);
    expect(scores.rouge2).toBe(0);
  });

  test('is 0 for an empty text', () => {
    expect(rougeOf('', ['one'])).toEqual({rouge1: 0, rouge2: 0, rougeL: 0});
  });
});

const paper: TldrPaper = {
  id: 'a',
  title: 'Folding Paper Boats',
  sentences: [
    'Boats are old.',
    'To this end, we propose a way of folding paper boats that float.',
    'It works.',
  ],
  targets: ['A way of folding paper boats that float'],
};

test('our sentence is that of a mail in brief, beside the first and the best', () => {
  expect(sentenceOf(paper)).toBe('We propose a way of folding paper boats that float.');
  expect(bestOf(paper)).toBe(paper.sentences[1]);
  const rows = evaluateTldr([paper], 1).split('\n');
  expect(rows.map(row => row.split('|')[1]?.trim())).toEqual([
    'line',
    expect.stringMatching(/^-+$/),
    'first sentence',
    'the title alone',
    'ours',
    'ours, even lines',
    'ours, odd lines',
    'best sentence there is',
  ]);
});

const file = fileURLToPath(new URL('../../../../shared/data/tldr/tldr.jsonl', import.meta.url));
const dataTest = existsSync(file) ? test : test.skip;
if (!existsSync(file)) console.warn('SKIPPED: the one-line summaries of shared/data are not here');

dataTest('on the dev split the scorer agrees with its README, and our sentence holds its bar', () => {
  const papers: TldrPaper[] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(scoresOf(papers, ({sentences}) => sentences[0] ?? '')).toEqual({
    rouge1: 30.07,
    rouge2: 10.64,
    rougeL: 23.05,
  });
  expect(scoresOf(papers, bestOf).rouge1).toBeCloseTo(47.8, 1);
  expect(scoresOf(papers, sentenceOf).rouge1).toBeGreaterThanOrEqual(41.4);
  expect(papers.map(sentenceOf).every(sentence => sentence !== '')).toBe(true);
});
