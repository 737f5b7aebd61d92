import type {Paper} from '../../../papers/paper.ts';
import {plainLine} from '../../../papers/text.ts';
import {authorParts} from './author-parts.ts';
import {citedPaper} from './cited-paper.ts';

/**
 * A paper as a record of RIS, which Zotero, Mendeley and EndNote read (its tags as in Zotero's translator):
 * unpublished work of arXiv. Each value stands on one line, or a line of it could begin like a tag.
 */
export const risOf = (paper: Paper): string => {
  const {key, year, url, arxivId} = citedPaper(paper);
  const tags: [string, string][] = [
    ['TY', 'UNPB'],
    ['ID', key],
    ['TI', plainLine(paper.title)],
    ...paper.authors.map((name): [string, string] => ['AU', authorLine(plainLine(name))]),
    ['PY', year === null ? '' : String(year)],
    ['PB', arxivId === null ? '' : 'arXiv'],
    ['M1', arxivId === null ? '' : `arXiv:${arxivId}`],
    ['UR', url],
    ['AB', plainLine(paper.abstract)],
  ];
  return [...tags.filter(([, value]) => value !== ''), ['ER', '']]
    .map(([tag, value]) => `${tag}  - ${value}\r\n`)
    .join('');
};

const authorLine = (name: string): string => {
  const parts = authorParts(name);
  return parts.kind === 'whole' ? parts.name : `${parts.family}, ${parts.given}`;
};
