import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {MAX_QUERY_LENGTH, MAX_WORDS, parseQuery} from '../../src/search/query.ts';
import {anyTyped} from './texts.ts';

describe('what somebody looks for', () => {
  const termsOf = (typed: string): string[] => {
    const query = parseQuery(typed);
    if (query.kind !== 'terms') throw new Error(`${typed} is ${query.kind}`);
    return query.terms.map(({tokens}) => tokens.map(({word}) => word).join('+'));
  };

  test.each<[string, string[]]>([
    ['Folding  paper', ['folding', 'paper']],
    ['folding, Folding & FOLDINGS', ['folding', 'folding', 'folding']],
    ['Schölkopf “naïve” Ångström', ['scholkopf', 'naive', 'angstrom']],
    ['Lovelace,Ada;Turing', ['lovelace', 'ada', 'turing']],
    ['折り紙', ['折+り+紙']],
    ['бумага أوراق', ['бумага', 'أوراق']],
    ['.*(a+)+$ [z-a] \\', ['a', 'z+a']],
    ['<script>alert(1)</script>', ['script+alert+1+script']],
    ['C++ C# F# C', ['c++', 'c#', 'f#', 'c']],
    ['C++17 AC++', ['c+++17', 'ac']],
    ['gpt4o GPT-4o', ['gpt+4+o', 'gpt+4+o']],
    ['qwen 2.5 vl', ['qwen', '2+5', 'vl']],
    ['"text to  image" models', ['text+to+image', 'model']],
    ['„ein Wort“ «deux mots» "', ['ein+wort', 'deux+mot']],
    ['x'.repeat(200), ['x'.repeat(40)]],
  ])('%j is these terms', (typed, terms) => {
    expect(termsOf(typed)).toEqual(terms);
  });

  test('tells phrases in quotes and initials from words', () => {
    const query = parseQuery('"folding maps" G. Hinton g R.');
    expect(
      query.kind === 'terms' && query.terms.map(one => [one.typed, one.isQuoted, one.isInitial]),
    ).toEqual([
      ['folding maps', true, false],
      ['g.', false, true],
      ['hinton', false, false],
      ['g', false, false],
      ['r.', false, true],
    ]);
    const alone = parseQuery('G.');
    expect(alone.kind === 'terms' && alone.terms[0]?.isInitial).toBe(false);
  });

  test('leaves out what stands behind the most words, and says so', () => {
    const query = parseQuery(`${'w '.repeat(MAX_WORDS - 1)} a-b c`);
    if (query.kind !== 'terms') throw new Error(query.kind);
    expect(query.terms.at(-1)?.tokens.map(({word}) => word)).toEqual(['a']);
    expect(query.leftOut).toEqual(['a-b', 'c']);
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
    expect(parseQuery('a'.repeat(MAX_QUERY_LENGTH)).kind).toBe('terms');
    for (const sign of ['a', ' ', '🎉', '2603.10001 '])
      expect(parseQuery(sign.repeat(10_000)).kind).toBe('too-long');
  });

  test('is some words or none, and no text makes it more or makes it fail', () => {
    fc.assert(
      fc.property(anyTyped(300), typed => {
        const query = parseQuery(typed);
        if (query.kind !== 'terms') return;
        const tokens = query.terms.flatMap(term => term.tokens);
        expect(tokens.length).toBeLessThanOrEqual(MAX_WORDS);
        for (const {tokens: own} of query.terms) expect(own.length).toBeGreaterThan(0);
        for (const {word} of tokens) expect(word).not.toMatch(/\s|^$/u);
      }),
    );
  });
});
