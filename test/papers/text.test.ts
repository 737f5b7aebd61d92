import {describe, expect, test} from 'vitest';
import {cleanName, cleanText, cutAtWord, foldTitle, MAX_TITLE_LENGTH} from '../../src/papers/text.ts';

test('white space of every kind folds to one space', () => {
  expect(cleanText(' Large\n  Multimodal\t\r\nModels\u00A0\u2009for\u2028all \u0085')).toBe(
    'Large Multimodal Models for all',
  );
});

test('markup and templates stay the text that they are', () => {
  const text = 'A <sks> dog & <b>{{unsubscribe_url}}</b> $& <!-- x --> <![endif]--> &amp;';
  expect(cleanText(text)).toBe(text);
});

describe('what nobody sees does not survive', () => {
  test.each([
    ['bidi overrides', 'a\u202Eb\u2066c\u2069d\u200Fe\u061Cf', 'abcdef'],
    ['zero-width characters', 'a\u200Bb\uFEFFc\u2060d\u00ADe\u034Ff\u200Cg\u200Dh', 'abcdefgh'],
    ['control characters', 'a\u0000b\u001B[31mc\u007Fd\u009Be', 'ab[31mcde'],
    ['half surrogates', 'a\uD83Db\uDE00c', 'abc'],
    ['noncharacters', 'a\uFFFEb\uFFFFc\uFDD0d\u{1FFFE}e', 'abcde'],
    ['tags and annotation anchors', 'a\u{E0041}\u{E007F}b\uFFF9c\uFFFBd', 'abcd'],
    ['stray variation selectors', 'a\uFE0Fb\u{E0100}c', 'abc'],
    ['marks without a letter', '\u0301a \u0301b', 'a b'],
  ])('%s', (_name, raw, text) => {
    expect(cleanText(raw)).toBe(text);
  });

  test('a line break in a title makes no second header line', () => {
    expect(cleanText('Title\r\nBcc: someone@example.org\u2028x\u0085y')).toBe(
      'Title Bcc: someone@example.org x y',
    );
  });

  test('a tower of combining marks is cut to four', () => {
    expect(cleanText(`z${'\u0335'.repeat(300)}a`)).toBe(`z${'\u0335'.repeat(4)}a`);
  });
});

describe('what scripts and emoji need stays', () => {
  test.each([
    ['a family', '👩‍👩‍👧‍👦'],
    ['a heart with its colour', '❤️'],
    ['a flag', '🇩🇪'],
    ['a Persian non-joiner', 'می‌خواهم'],
    ['a Hindi joiner', 'क्‍ष'],
    ['Vietnamese', 'Nguyễn Thị Ngọc Ánh'],
    ['Hebrew with points', 'שָׁלוֹם'],
    ['Chinese', '大型语言模型'],
  ])('%s', (_name, text) => {
    expect(cleanText(text)).toBe(text.normalize('NFC'));
  });
});

test('TeX becomes Unicode and composed characters are composed', () => {
  expect(cleanText("Fr\\'echet and Fre\u0301chet in {\\tau}-bench")).toBe('Fréchet and Fréchet in τ-bench');
});

test('nothing is left of nothing', () => {
  expect([cleanText(''), cleanText(' \n\u200B\u202E '), cleanName(' , ')]).toEqual(['', '', '']);
});

describe('a text that is too long', () => {
  test('is cut at a word with an ellipsis', () => {
    const title = cleanText('word '.repeat(1000), MAX_TITLE_LENGTH);
    expect(title.length).toBeLessThanOrEqual(MAX_TITLE_LENGTH);
    expect(title).toMatch(/^(word )+word…$/);
  });

  test('is cut between characters where there are no words', () => {
    expect(cutAtWord('👩‍👩‍👧‍👦'.repeat(30), 60)).toMatch(/^(👩‍👩‍👧‍👦)+…$/u);
    expect(cutAtWord('𝔸'.repeat(50), 20)).toBe(`${'𝔸'.repeat(9)}…`);
  });

  test('says that it was cut even when its beginning folds to little', () => {
    expect(cleanText(`a${' '.repeat(100_000)}b`, MAX_TITLE_LENGTH)).toBe('a…');
  });
});

test.each([
  ['  Ha\u00A0 Tang, ', 'Ha Tang'],
  ["Fr\\'ed\\'eric B\\\"ohm", 'Frédéric Böhm'],
  ["Conan O'Brien", "Conan O'Brien"],
  ['; J. Smith;', 'J. Smith'],
  ['山田\u3000太郎', '山田 太郎'],
])('the name %j is printed as %j', (raw, name) => {
  expect(cleanName(raw)).toBe(name);
});

test.each([
  ['DA^2: Depth Anything in Any Direction', 'DA²: depth anything in any direction'],
  ["Fr\\'echet -- Multi-Modal", 'Frechet Multimodal'],
  ['Naïve  Bayes\n(v2)', 'naive bayes v2'],
  ['ＦＵＬＬ width ﬁt', 'full width fit'],
  ['İstanbul', 'istanbul'],
])('%j and %j fold to the same title', (one, other) => {
  expect(foldTitle(one)).toBe(foldTitle(other));
  expect(foldTitle(one)).toMatch(/^[\p{L}\p{N}]+$/u);
});
