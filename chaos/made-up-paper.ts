import {DAY} from '../src/clock.ts';
import type {SourceItem} from '../src/papers/paper.ts';
import {arxivPage, arxivPdf, parsePaperId} from '../src/papers/paper-id.ts';

/**
 * A paper that nobody wrote, for tests and the chaos bench: the nth of a day, with fewer votes than the one
 * before; each day has papers of its own.
 */
export const madeUpPaper = (day: string, at: number): SourceItem => {
  const daysSince = (Date.parse(day) - Date.parse('2026-03-12')) / DAY;
  const number = 10_000 + ((((daysSince * 300 + at) % 80_000) + 80_000) % 80_000);
  const id = parsePaperId(`2603.${number}`);
  if (!id) throw new Error('a made-up paper has no id');
  return {
    day,
    paper: {
      id,
      title: `On the ${at + 1}th way of folding paper`,
      abstract: 'We fold paper in a new way. Experiments show that it stays folded for longer than before.',
      summary: null,
      authors: ['Ada Example', 'Ben Example'],
      organisation: null,
      keywords: ['folding'],
      publishedAt: null,
      links: {page: arxivPage(id), pdf: arxivPdf(id), code: null, project: null},
      source: 'hugging-face',
    },
    snapshot: {at: Date.parse(`${day}T12:00:00Z`), votes: 100 - at, comments: 1, stars: null},
  };
};
