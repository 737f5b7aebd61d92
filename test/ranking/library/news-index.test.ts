import {describe, expect, test} from 'vitest';
import {findNews, newsId, type PaperNews} from '../../../src/papers/catalogue/news/paper-news.ts';
import type {Paper} from '../../../src/papers/paper.ts';
import {indexNews} from '../../../src/ranking/library/news/news-index.ts';
import {libraryAuthors, ownAuthors} from '../../../src/ranking/library/news/own-authors.ts';
import {paperId} from '../../search/texts.ts';

const [A, B, C] = [paperId('2601.00001'), paperId('2601.00002'), paperId('2601.00003')];
const nobody = {papers: [], authors: [], unwanted: [], avoid: []};
const news: PaperNews[] = [
  {kind: 'new', paper: C, title: 'On cats', authors: ['Ada Example', 'B. Other']},
  {kind: 'version', paper: A, title: 'A', version: 2},
  {kind: 'version', paper: A, title: 'A', version: 2},
  {kind: 'withdrawn', paper: B, title: 'B'},
];
const index = indexNews(news);
const idsFor = (reader: Partial<typeof nobody>) => index.newsFor({...nobody, ...reader} as never).map(newsId);

describe('a reader is told of', () => {
  test('their papers, what weighs most first and each once', () => {
    expect(idsFor({papers: [A, B] as never})).toEqual([`withdrawn ${B}`, `version ${A} 2`]);
    expect(idsFor({})).toEqual([]);
  });

  test.each([
    [['Ada Example'], [`new ${C}`]],
    [['Example, Ada'], [`new ${C}`]],
    // Initials may be anybody's.
    [['Bea Other'], []],
    [['Adam Example'], []],
  ])('a new paper of %j: %j', (authors, ids) => {
    expect(idsFor({authors: authors as never})).toEqual(ids);
    expect(idsFor({authors: authors as never, papers: [C] as never})).toEqual([]);
  });

  test('nothing that they wanted less of, and no work of others with a word that they avoid', () => {
    const papers = [A, B] as never;
    expect(idsFor({papers, unwanted: [B] as never})).toEqual([`version ${A} 2`]);
    expect(idsFor({papers, authors: ['Ada Example'] as never, avoid: ['cats'] as never})).toEqual([
      `withdrawn ${B}`,
      `version ${A} 2`,
    ]);
  });
});

describe('whose new papers are told', () => {
  test('who signed two papers of a library, no initials, and no paper of hundreds', () => {
    const many = Array.from({length: 40}, (_, at) => `Person Number${at}`);
    expect(
      libraryAuthors([
        {authors: ['Ada Example', 'B. Other', 'Cy Once']},
        {authors: ['Dee Twice', 'Ada Example', 'B. Other']},
        {authors: ['Dee Twice']},
        {authors: many},
        {authors: many},
      ]),
    ).toEqual(['Ada Example', 'Dee Twice']);
  });

  test('who stands first or last on a liked paper, the newest first, thirty at most', () => {
    const liked = Array.from({length: 50}, (_, at) => ({
      authors: [`First Of${at}`, 'Middle Man', `Last Of${at}`],
    }));
    const own = ownAuthors(['Ada Example'], liked);
    expect(own.slice(0, 3)).toEqual(['Ada Example', 'First Of49', 'Last Of49']);
    expect(own).toHaveLength(30);
    expect(own).not.toContain('Middle Man');
  });
});

describe('what a source tells', () => {
  const paper = {
    ...{id: A, title: 'A', abstract: '', summary: null, authors: ['Ada Example'], organisation: null},
    ...{keywords: [], publishedAt: null, source: 'hugging-face'},
    links: {page: null, pdf: null, code: 'https://github.com/a/b', project: null},
  } as Paper;
  const now = Date.parse('2026-03-12T09:00:00Z');
  const found = (given: Paper, before: Paper | null) =>
    findNews({
      items: [{paper: given, snapshot: {at: 0, votes: 1, comments: null, stars: null}, day: '2026-03-12'}],
      ...{before: [before], newVersions: [], now},
    }).map(newsId);

  test.each([
    ['an unknown paper is new', paper, null, [`new ${A}`]],
    ['one of long ago is not', {...paper, publishedAt: Date.parse('2025-12-01')}, null, []],
    ['one of nobody is not', {...paper, authors: []}, null, []],
    [
      'code that came',
      paper,
      {...paper, links: {...paper.links, code: null}},
      [`code ${A} https://github.com/a/b`],
    ],
    ['code that was there', paper, paper, []],
    ['code that moved', {...paper, links: {...paper.links, code: 'https://github.com/c/d'}}, paper, []],
  ])('%s', (_, given, before, ids) => {
    expect(found(given, before)).toEqual(ids);
  });
});
