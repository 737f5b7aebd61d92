import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {joinBrokenWords, partGluedSentences} from '../../src/papers/mends.ts';
import {cleanText} from '../../src/papers/text.ts';
import {anyWords} from '../support/texts/any-text.ts';

describe('a word that the end of a line broke', () => {
  test.each([
    ['is joined', 'line breaks in ab-\nstracts', 'line breaks in abstracts'],
    ['is joined over blanks', 'repre- \r\n  sentation', 'representation'],
    ['keeps the hyphen of a compound', 'vision-\nlanguage models', 'vision-language models'],
    ['keeps it after a name', 'an LLM-\nassisted GPT4-\nlike judge', 'an LLM-assisted GPT4-like judge'],
    ['keeps it before what compounds end with', 'a diffusion-\nbased one', 'a diffusion-based one'],
    [
      'is written as elsewhere in the text',
      'actor-critic, or actor-\ncritic',
      'actor-critic, or actor-critic',
    ],
    ['is one word where it is so elsewhere', 'multi-\nmodal and multimodal', 'multimodal and multimodal'],
    ['is joined where the line became a blank', 'learn- ing and eval- uates', 'learning and evaluates'],
    ['keeps a hyphen at a blank', 'pre- trained, pre-trained', 'pre-trained, pre-trained'],
    ['keeps halves that wait', 'mid- and large, Haupt- und Neben', 'mid- and large, Haupt- und Neben'],
    ['is no dash', 'knock - facilitating', 'knock - facilitating'],
    ['keeps its space before and', 'open-\nand closed-source', 'open- and closed-source'],
    ['stays where a list begins', 'these:\n- one\n- two', 'these:\n- one\n- two'],
    ['stays where the next line begins with a capital', 'non-\nEuclidean', 'non-\nEuclidean'],
  ])('%s', (_name, text, mended) => {
    expect(joinBrokenWords(text)).toBe(mended);
  });
});

describe('sentences without a space between them', () => {
  test.each([
    ['are parted', 'Training is hard.We propose it.', 'Training is hard. We propose it.'],
    ['are parted after signs', 'by 5%.In (LLM).Our “so”.To', 'by 5%. In (LLM). Our “so”. To'],
    ['are parted before an article', 'of knowledge.A new one', 'of knowledge. A new one'],
  ])('%s', (_name, text, mended) => {
    expect(partGluedSentences(text)).toBe(mended);
  });

  test.each([
    'Node.js, torch.Tensor, Dr.Kernel-14B, e.g.GPT, U.S.A., v1.5',
    'see https://example.org/page.The and mail a@example.org.We',
    'the class Foo.Theory and 3.In',
  ])('names and links stay as they are: %s', text => {
    expect(partGluedSentences(text)).toBe(text);
  });
});

describe('leftovers of markup are words and signs', () => {
  test.each([
    ['Markdown', '**FoldNet**, a **C**heap *boat* of 3*4*5', 'FoldNet, a Cheap boat of 3*4*5'],
    ['stars that are none', 'A* and a ** b and p* of $x^*$', 'A* and a ** b and p* of x*'],
    ['entities that lost their signs', 'distancex2013and x2013', 'distance–and x2013'],
    ['colours that lost their sign', 'in teal{two colours}', 'in two colours'],
  ])('%s', (_name, raw, text) => {
    expect(cleanText(raw)).toBe(text);
    expect(cleanText(text)).toBe(text);
  });
});

test('a text without either comes back as it is, and twice is as once', () => {
  const word = fc.constantFrom(
    'hard',
    'We',
    '.',
    '-',
    '\n',
    ' ',
    'ab',
    'stracts',
    'vision',
    '%',
    ')',
    'The',
    '-\n',
  );
  fc.assert(
    fc.property(fc.array(word, {maxLength: 20}), words => {
      const text = cleanText(words.join(''));
      expect(partGluedSentences(joinBrokenWords(text))).toBe(text);
    }),
  );
  fc.assert(
    fc.property(anyWords(' ,;-', 60), text => {
      fc.pre(!/- /.test(text));
      expect(partGluedSentences(joinBrokenWords(text))).toBe(text);
    }),
  );
});

test('hostile texts are read to their end', () => {
  for (const text of [
    'a-\n'.repeat(30_000),
    `${'a'.repeat(90_000)}-\nb`,
    'ab.We'.repeat(20_000),
    '/'.repeat(90_000),
  ])
    expect(partGluedSentences(joinBrokenWords(text)).length).toBeLessThanOrEqual(text.length * 1.3);
});
