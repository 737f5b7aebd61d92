import {describe, expect, test} from 'vitest';
import {leftOutInWords} from '../../src/editions/reason-words.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {findLeftOut} from '../../src/ranking/avoided.ts';
import type {PaperIndex} from '../../src/ranking/paper-index.ts';
import {speechIn} from '../../templates/languages/speech.ts';
import {compileSample} from '../mail/printed-mail.ts';
import {firstPapers, personal, samplePapers} from '../mail/sample-edition.ts';
import {indexedOf} from './candidates.ts';

const tellAvoided = (index: PaperIndex, avoid: string[]): string => {
  const leftOut = findLeftOut(index, avoid);
  return leftOut ? leftOutInWords(leftOut, speechIn('en')) : '';
};

const fragments = await compileSample(samplePapers(6));
const mailThatSays = (avoided?: string) =>
  assembleMail({fragments, selection: firstPapers(4), personal, ...(avoided === undefined ? {} : {avoided})});

describe('what words to avoid left out', () => {
  const index = indexedOf(['Art of folding', 'Folk art', 'Chains of blocks', 'State-of-the-art scoring']);
  test.each<[string[], string]>([
    [['art'], '2 papers left out: you avoid “art”'],
    [['blocks'], '1 paper left out: you avoid “blocks”'],
    [['art', 'blocks'], '3 papers left out: you avoid “art” and “blocks”'],
    [['folk', 'art', 'granite'], '2 papers left out: you avoid “folk” and “art”'],
    [['art', 'folding'], '2 papers left out: you avoid “art”'],
    [['granite'], ''],
    [[], ''],
    // The one paper that remains says so itself.
    [['art', 'blocks', 'scoring'], ''],
  ])('is told for %j: %s', (avoid, told) => {
    expect(tellAvoided(index, avoid)).toBe(told);
  });

  test.each([
    ...[
      ['GANs', 'GAN'],
      ['GAN', 'GANs'],
      ['Policies', 'policy'],
      ['Policy', 'policies'],
      ['Movies', 'movie'],
    ],
    ...[
      ['Losses', 'loss'],
      ['Loss', 'losses'],
      ['Boxes', 'box'],
      ['Caches', 'cache'],
      ['Searches', 'search'],
    ],
    ...[
      ['Poincaré', 'Poincare'],
      ['Poincare', 'Poincaré'],
      ['Łojasiewicz', 'Lojasiewicz'],
      ['Smørbrød', 'smorbrod'],
    ],
    ...[
      ['Text-to-image', 'text to image'],
      ['Zero-shot', 'zeroshot'],
      ['Zeroshot', 'zero-shot'],
    ],
    ...[
      ['LLMs', 'large language model'],
      ['Large language models', 'LLM'],
      ['GPT-4o', 'gpt4o'],
      ['C++', 'c++'],
    ],
  ])('%s is left out by %s', (title, word) => {
    expect(tellAvoided(indexedOf([`${title} of folding`, 'Nothing']), [word])).toContain('1 paper left out');
  });

  test.each([
    ...[
      ['State-of-the-art scores', 'art'],
      ['Party plans', 'art'],
      ['Unsafe boats', 'safe'],
      ['RNA', 'R'],
    ],
    ...[
      ['RLHF', 'RL'],
      ['C++', 'C'],
      ['C#', 'C++'],
      ['Robotics', 'robot'],
      ['Cryptocurrency', 'crypto'],
    ],
  ])('%s is not left out by %s', (title, word) => {
    expect(tellAvoided(indexedOf([`${title} of folding`, 'Nothing']), [word])).toBe('');
  });

  test('is told of many words by the first three', () => {
    const many = indexedOf(['one thing', 'two things', 'three', 'four', 'five', 'nothing of it']);
    expect(tellAvoided(many, ['one', 'two', 'three', 'four'])).toBe(
      '4 papers left out: you avoid “one”, “two”, “three” and 1 more word',
    );
    expect(tellAvoided(many, ['one', 'two', 'three', 'four', 'five'])).toMatch(/ and 2 more words$/);
  });

  test('stands in both parts of the mail, in one line below the papers', () => {
    const {html, text} = mailThatSays('2 papers left out: you avoid “art”');
    for (const part of [html, text]) {
      expect(part.split('2 papers left out: you avoid “art”.')).toHaveLength(2);
      expect(part.indexOf('papers left out: you')).toBeGreaterThan(part.lastIndexOf('Sample4: '));
    }
  });

  test('leaves no trace where nothing was', () => {
    expect(mailThatSays('')).toEqual(mailThatSays());
    for (const part of [mailThatSays().html, mailThatSays().text]) {
      expect(part).not.toContain('left out');
      expect(part).not.toContain('>.<');
      expect(part).not.toMatch(/^\.$/m);
    }
  });

  test('is text, whatever the words are', () => {
    const {html, text} = mailThatSays('1 paper left out: you avoid “<b>&{{ x }}\u202e”\r\nBcc: x');
    expect(html).toContain('you avoid “&lt;b&gt;&amp;{{ x }}” Bcc: x.');
    expect(text).toContain('you avoid “<b>&{{ x }}” Bcc: x.');
  });
});
