import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readLibrary, readLibraryText} from '../../../src/papers/references/read-library.ts';

describe('any text', () => {
  const pieces = [
    ...[
      '@article{k,',
      '@',
      '{',
      '}',
      '(',
      ')',
      '"',
      '\\',
      '#',
      ',',
      '=',
      '\n',
      ' ',
      'title',
      'abstract',
      '$',
    ],
    ...[
      'TY  - JOUR\n',
      'ER  - \n',
      'TI  - ',
      '%T ',
      '%0 ',
      'PMID- 1\n',
      '<xml>',
      '<records>',
      '<record>',
      '[',
      ']',
    ],
    ...[
      '{"title":"x"}',
      ':',
      '1706.03762',
      '10.1234/x',
      'Key,Title\n',
      '\uFEFF',
      '\0',
      '\ud800',
      'word',
      '```\n',
    ],
  ];
  const dirt = fc.array(fc.constantFrom(...pieces), {maxLength: 60}).map(parts => parts.join(''));

  test('is read or refused, never an error, and every entry is told of or read', () => {
    fc.assert(
      fc.property(fc.oneof(dirt, fc.string({unit: 'binary'})), text => {
        const parsed = readLibraryText(text);
        if (parsed.kind === 'refused') {
          expect(parsed.reason).not.toBe('');
          return;
        }
        expect(parsed.papers.length).toBeLessThanOrEqual(parsed.entries.length);
        for (const {key} of parsed.rejected) expect(key.length).toBeLessThanOrEqual(80);
      }),
      {numRuns: 500},
    );
  });

  test('is read as bytes too', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 200}), bytes => {
        expect(readLibrary(bytes).kind).toMatch(/library|refused/);
      }),
    );
  });

  /** A command without its backslash is read as its sign (src/papers/tex/stripped.ts). */
  const isCommand = /^(?:[lgn]eq|infty|propto|cdot)$/;

  const title = fc
    .array(
      fc.stringMatching(/^[a-z]{2,9}$/).filter(word => !isCommand.test(word)),
      {minLength: 2, maxLength: 6},
    )
    .map(words => words.join(' '));

  test('does not take a whole entry behind it along', () => {
    fc.assert(
      fc.property(
        dirt.filter(text => !/[<]|```|TY {2}-|PMID|%T|%0|Key,/.test(text) && !text.includes('\0')),
        title,
        (before, last) => {
          const parsed = readLibraryText(`x\n${before}\n@misc{last1,\n  title = {${last}}\n}\n`);
          if (parsed.kind === 'refused') throw new Error(parsed.reason);
          expect(parsed.entries.at(-1)?.title).toBe(last);
        },
      ),
    );
  });
});

/** Counted, not timed: a value that is never closed is looked through once. */
describe('hostile files', () => {
  const many = (count: number, line: (at: number) => string): string =>
    Array.from({length: count}, (_, at) => line(at)).join('');
  test.each([
    ['braces', '@a{k,'.padEnd(500_000, '{')],
    ['nested braces', `@a{k, title=${'{'.repeat(100_000)}x${'}'.repeat(100_000)}}`],
    ['at signs', '@'.repeat(500_000)],
    ['entries never begun', '@article{'.repeat(50_000)],
    ['fields never closed', `@a{k,${many(20_000, at => `\n f${at} = {x`)}`],
    ['quotes never closed', `@a{k,${many(20_000, at => `\n f${at} = "x`)}`],
    [
      'doubling macros',
      `@string{s0 = "aa"}\n${many(40, at => `@string{s${at + 1} = s${at} # s${at}}\n`)}@a{k, title = s40}`,
    ],
    ['backslashes', `@a{k, title={${'\\'.repeat(200_000)}}}`],
    ['brackets of JSON', '['.repeat(500_000)],
    ['elements in elements', `<xml><records>${'<record>'.repeat(50_000)}`],
    ['a line without end', 'arxiv '.repeat(100_000)],
    ['blanks', `@a{k,${' '.repeat(500_000)}`],
  ])('of %s end', (_, text) => {
    expect(readLibraryText(text).kind).toMatch(/library|refused/);
  });

  test('of more than 20,000 entries are read so far, and the rest is counted', () => {
    const parsed = readLibraryText(many(20_010, at => `@misc{k${at}, year = 2000}\n`));
    expect(parsed).toMatchObject({entries: {length: 20_000}});
    expect(parsed.kind === 'library' && parsed.rejected.at(-1)?.reason).toBe(
      '10 entries above 20,000 were not read',
    );
  });
});
