import type {Paper} from '../papers/paper.ts';
import {type Token, tokensOf} from './tokens.ts';
import type {Field} from './word-sequence.ts';

/** What is searched of a paper. */
export type PaperText = Pick<Paper, 'title' | 'authors' | 'keywords' | 'abstract'>;

/** How much a word counts where it stands: a word of the title as much as six of the abstract. */
export const FIELD_COUNTS: Record<Field, number> = {title: 6, authors: 3, keywords: 3, abstract: 1};

/** A count has a byte in the index; more of one word says no more. */
export const MAX_COUNT = 255;

/**
 * A text of a paper that belongs together: the title in front of its colon or behind it, a keyword, a name,
 * the abstract.
 */
export type Passage = {field: Field; tokens: Token[]; begins: 'passage' | 'part'};

/** The passages of a paper, field by field: title, keywords, authors, abstract. */
export const passagesOf = ({title, authors, keywords, abstract}: PaperText): Passage[] => {
  const [head = '', rest = ''] = splitTitle(title);
  return [
    passageOf('title', head),
    ...(rest === '' ? [] : [{...passageOf('title', rest), begins: 'part' as const}]),
    ...keywords.map(keyword => passageOf('keywords', keyword)),
    ...authors.map(name => passageOf('authors', name)),
    passageOf('abstract', abstract),
  ];
};

const passageOf = (field: Field, text: string): Passage => ({
  field,
  tokens: tokensOf(text),
  begins: 'passage',
});

/** `Name: what it is`, as half of all papers are titled. */
const splitTitle = (title: string): string[] => {
  const colon = title.indexOf(': ');
  return colon < 0 ? [title] : [title.slice(0, colon), title.slice(colon)];
};

/** How much each word counts in what a paper is about: title, keywords and abstract, at most 255. */
export const subjectWordsOf = (paper: PaperText): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const {field, tokens} of passagesOf({...paper, authors: []}))
    for (const {word} of tokens) addCount(counts, word, FIELD_COUNTS[field]);
  return counts;
};

/** Adds to a count, up to 255. */
export const addCount = <Key>(counts: Map<Key, number>, key: Key, count: number): void => {
  counts.set(key, Math.min(MAX_COUNT, (counts.get(key) ?? 0) + count));
};
