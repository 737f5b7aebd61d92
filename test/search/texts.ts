import fc from 'fast-check';
import type {Paper, PaperId} from '../../src/papers/paper.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import type {IndexedText} from '../../src/search/word-index.ts';

export const paperId = (text: string): PaperId => {
  const id = parsePaperId(text);
  if (!id) throw new Error(`${text} is no id`);
  return id;
};

/** The nth paper, plain where nothing else is said. */
export const textOf = (
  nth: number,
  changes: Partial<Pick<Paper, 'title' | 'abstract' | 'authors' | 'keywords'>> = {},
): IndexedText => ({
  id: paperId(`2603.${String(10_000 + nth)}`),
  title: 'Untitled',
  abstract: '',
  authors: [],
  keywords: [],
  ...changes,
});

/** Whatever may be typed: letters, signs and half letters. */
export const anyTyped = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({min: 32, max: 126}), fc.integer({min: 0, max: 0xffff})), {maxLength})
    .map(units => String.fromCharCode(...units));
