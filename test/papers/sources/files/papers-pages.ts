import {type PapersPage, parsePapersPage} from '../../../../src/papers/sources/files/papers-page.ts';

export const now = Date.parse('2026-11-22T12:00:00Z');
export const context = {date: null, namedDay: null, now};

/** What is read of a page that is not refused. */
export const read = (text: string, given: {date?: string; namedDay?: string} = {}) => {
  const page = parsePapersPage(text, {...context, ...given});
  if (page.kind === 'refused') throw new Error(page.reason);
  return page;
};

export const pairsOf = (page: PapersPage & {kind: 'page'}): string[][] =>
  page.items.map(({paper}) => [paper.title, paper.abstract]);

/** A made-up abstract of a real one's length, on one line. */
export const abstract = (about: string): string =>
  `We study ${about}. ${`It is known that ${about} is hard. `.repeat(12)}Experiments show that it works.`;

export const cats = abstract('cats');
