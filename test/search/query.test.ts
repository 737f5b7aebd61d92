import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {MAX_QUERY_LENGTH, MAX_WORDS, parseQuery} from '../../src/search/query.ts';
import {anyTyped} from './texts.ts';

describe('what somebody looks for', () => {
  test.each<[string, string[]]>([
    ['Folding  paper', ['folding', 'paper']],
    ['folding, Folding & FOLDINGS', ['folding']],
    ['Schölkopf “naïve” Ångström', ['scholkopf', 'naive', 'angstrom']],
    ['折り紙', ['折', 'り', '紙']],
    ['бумага أوراق', ['бумага', 'أوراق']],
    ['.*(a+)+$ [z-a] \\', ['a', 'z']],
    ['<script>alert(1)</script>', ['script', 'alert', '1']],
    ['C++', ['c']],
    ['x'.repeat(200), ['x'.repeat(40)]],
  ])('%j is these words', (typed, words) => {
    expect(parseQuery(typed)).toEqual({kind: 'words', words});
  });

  test.each(['', ' \t\n', '\u200b\u202e', '\0'])('%j is nothing', typed => {
    expect(parseQuery(typed)).toEqual({kind: 'empty'});
  });

  test.each(['🎉', '👩‍🔬 …', '++ -- "" ()'])('%j has no word', typed => {
    expect(parseQuery(typed)).toEqual({kind: 'no-words'});
  });

  test.each([
    ['2603.10001', '2603.10001'],
    [' arXiv:2603.10001v2 ', '2603.10001'],
    ['https://arxiv.org/pdf/2603.10001', '2603.10001'],
    ['https://huggingface.co/papers/2603.10001', '2603.10001'],
    ['astro-ph/0601001', 'astro-ph/0601001'],
  ])('%j is a paper', (typed, id) => {
    expect(parseQuery(typed)).toEqual({kind: 'paper', id});
  });

  test('has at most 200 characters, whatever they are', () => {
    expect(parseQuery('a'.repeat(MAX_QUERY_LENGTH)).kind).toBe('words');
    for (const sign of ['a', ' ', '🎉', '2603.10001 '])
      expect(parseQuery(sign.repeat(10_000)).kind).toBe('too-long');
  });

  test('is some words or none, and no text makes it more or makes it fail', () => {
    fc.assert(
      fc.property(anyTyped(300), typed => {
        const query = parseQuery(typed);
        if (query.kind !== 'words') return;
        expect(query.words.length).toBeLessThanOrEqual(MAX_WORDS);
        expect(new Set(query.words).size).toBe(query.words.length);
        for (const word of query.words) expect(word).not.toMatch(/\s|^$/u);
      }),
    );
  });
});
