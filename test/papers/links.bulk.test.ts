import fc from 'fast-check';
import {expect, test} from 'vitest';
import {findLinks, safeHttpsUrl} from '../../src/papers/links.ts';
import {anyUrl} from '../support/texts/any-text.ts';

test('whatever comes in, what goes out is https on a public host and stays the same', () => {
  const part = fc.constantFrom(
    'https://',
    'http://',
    '@',
    ':',
    '/',
    '\\',
    'example.org',
    'github.com',
    '127.1',
    ' ',
    '\t',
    '%00',
    '#',
    '?',
    'é',
    '..',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        {weight: 1, arbitrary: anyUrl},
        {weight: 2, arbitrary: fc.string()},
        {weight: 3, arbitrary: fc.array(part, {maxLength: 8}).map(parts => parts.join(''))},
      ),
      raw => {
        const url = safeHttpsUrl(raw);
        if (url === null) return;
        expect(url).toMatch(/^https:\/\/[a-z0-9_.-]+\.[a-z][a-z0-9-]+\/[\x21-\x7e]*$/);
        expect(safeHttpsUrl(url)).toBe(url);
      },
    ),
    {numRuns: 300},
  );
});

test.each([
  ['schemes', 'https://'.repeat(1e5)],
  ['closing brackets', `https://a.b/${')'.repeat(1e6)}`],
  ['opening brackets', '('.repeat(1e6)],
  ['spaces and dots', ' .'.repeat(5e5)],
])('a megabyte of almost-links made of %s is read to its end and holds none', (_, text) => {
  expect(findLinks(text)).toEqual({code: null, project: null});
});

test('a megabyte of one host gives a link of at most 2,000 characters', () => {
  expect(findLinks('github.com/'.repeat(1e5)).code).toMatch(/^https:\/\/github\.com\/[a-z./]{1,1981}$/);
});
