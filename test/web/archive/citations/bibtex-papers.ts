import fc from 'fast-check';
import type {Paper} from '../../../../src/papers/paper.ts';
import {parsePaperId} from '../../../../src/papers/paper-id.ts';
import {anyText} from '../../../support/texts/any-text.ts';

export const idOf = (text: string): Paper['id'] => {
  const id = parsePaperId(text);
  if (id === null) throw new Error(`no id: ${text}`);
  return id;
};

/** A paper of arXiv, whose id gives its year. */
export const paper = (changes: Partial<Paper> = {}): Paper => ({
  id: idOf('2603.10001'),
  title: 'Agents that plan',
  abstract: '',
  summary: null,
  authors: ['Ada Lovelace', 'Alan Turing'],
  organisation: null,
  keywords: [],
  publishedAt: null,
  links: {page: 'https://arxiv.org/abs/2603.10001', pdf: null, code: null, project: null},
  source: 'hugging-face',
  ...changes,
});

/** Titles and names with what means something to TeX or to BibTeX. */
export const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '\\',
        '%',
        ' and ',
        ', ',
        '"',
        '@misc{x,',
        '\n',
        'é',
        'ế',
        '\u0000',
        '\ud800',
        'others',
      ),
      fc.string({unit: 'grapheme', maxLength: 8}),
      anyText({maxLength: 8}),
    ),
    {maxLength: 6},
  )
  .map(parts => parts.join(''));
