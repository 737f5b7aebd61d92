import type {Paper} from '../../../papers/paper.ts';
import {plainLine} from '../../../papers/text.ts';
import {authorParts} from './author-parts.ts';
import {citedPaper} from './cited-paper.ts';

/**
 * Papers as CSL-JSON (the schema `csl-data` of citationstyles.org), which Zotero and pandoc read: articles
 * with arXiv's number.
 */
export const cslJsonOf = (papers: Paper[]): string => JSON.stringify(papers.map(itemOf), null, 2);

const itemOf = (paper: Paper) => {
  const {key, year, url, arxivId} = citedPaper(paper);
  const abstract = plainLine(paper.abstract);
  return {
    id: key,
    type: 'article',
    title: plainLine(paper.title),
    author: paper.authors.map(plainLine).filter(named).map(authorOf),
    ...(year === null ? {} : {issued: {'date-parts': [[year]]}}),
    ...(arxivId === null ? {} : {publisher: 'arXiv', number: `arXiv:${arxivId}`}),
    ...(url === '' ? {} : {URL: url}),
    ...(abstract === '' ? {} : {abstract}),
  };
};

const named = (name: string): boolean => name !== '';

const authorOf = (name: string) => {
  const parts = authorParts(name);
  return parts.kind === 'whole' ? {literal: parts.name} : {family: parts.family, given: parts.given};
};
