import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {SourceName} from '../../src/papers/paper.ts';
import {noInterests, type ReaderInterests} from '../../src/ranking/interests.ts';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {selectPapers} from '../../src/ranking/selection.ts';
import {inEnglish, reasonsIn} from '../support/texts/reasons.ts';
import {indexedPaper} from './candidates.ts';

/**
 * An edition of papers with votes, and of papers that are new on arXiv after them, each by what it speaks of.
 */
const editionOf = (voted: string[], fresh: string[]) => {
  const paper = (title: string, place: number, source: SourceName) =>
    indexedPaper({id: place + 1, title, source, votes: source === 'arxiv' ? null : 100 - place});
  return indexPapers([
    ...voted.map((title, place) => paper(title, place, 'hugging-face')),
    ...fresh.map((title, place) => paper(title, voted.length + place, 'arxiv')),
  ]);
};

const TWELVE = Array.from({length: 12}, () => 'apples');

const select = (index: ReturnType<typeof editionOf>, interests: Partial<ReaderInterests>) =>
  selectPapers({index, interests: {...noInterests, papers: 8, ...interests}});

const placesIn = (index: ReturnType<typeof editionOf>, interests: Partial<ReaderInterests>) =>
  select(index, interests).map(({index: place}) => place);

describe('the share of papers that are new on arXiv', () => {
  const index = editionOf(TWELVE, TWELVE);

  test('leaves them behind those that people voted for, where none is wished', () => {
    expect(placesIn(index, {})).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test.each([
    [0, [0, 1, 2, 3, 4, 5, 6, 7]],
    [25, [0, 1, 2, 3, 4, 5, 12, 13]],
    [50, [0, 1, 2, 3, 12, 13, 14, 15]],
    [100, [12, 13, 14, 15, 16, 17, 18, 19]],
  ])('of %d %% is kept', (arxivShare, places) => {
    expect(placesIn(index, {arxivShare})).toEqual(places);
  });

  test('is filled by those about what the subscriber follows, with the reason', () => {
    const fruit = editionOf([...TWELVE, 'pears'], [...TWELVE, 'pears', 'pears']);
    const chosen = select(fruit, {arxivShare: 50, topics: ['pears'], papers: 4});
    expect(chosen.map(({index: place}) => place)).toEqual([12, 25, 26, 0]);
    expect(chosen.map(({because}) => inEnglish(because).join())).toEqual([
      'you follow “pears”',
      'you follow “pears”',
      'you follow “pears”',
      '',
    ]);
  });

  test('is filled by the other kind where there are too few', () => {
    expect(placesIn(editionOf(TWELVE, ['apples']), {arxivShare: 50})).toEqual([0, 1, 2, 3, 4, 5, 6, 12]);
    expect(placesIn(editionOf(['apples'], TWELVE), {arxivShare: 25})).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('of none or of nothing else is kept also where that leaves fewer papers', () => {
    expect(placesIn(editionOf(['apples'], TWELVE), {arxivShare: 0})).toEqual([0]);
    expect(placesIn(editionOf(TWELVE, ['apples']), {arxivShare: 100})).toEqual([12]);
  });

  test('that leaves nothing brings the first paper alone, which says so', () => {
    expect(select(editionOf(TWELVE, []), {arxivShare: 100})).toEqual([
      {index: 0, because: reasonsIn('this edition has no papers within your arXiv share')},
    ]);
  });

  test('never makes a selection longer, repeats a paper, or breaks the share more than it must', () => {
    const sizes = fc.nat(30);
    fc.assert(
      fc.property(
        sizes,
        sizes,
        fc.nat(100),
        fc.integer({min: 1, max: 40}),
        (voted, fresh, arxivShare, papers) => {
          const both = editionOf(Array(voted).fill('apples'), Array(fresh).fill('apples pears'));
          const places = placesIn(both, {arxivShare, papers, topics: ['pears']});
          const room = Math.min(papers, voted + fresh);
          const freshThere = places.filter(place => place >= voted).length;
          expect(new Set(places).size).toBe(places.length);
          expect(places.length).toBeLessThanOrEqual(room);
          if (arxivShare === 0 || arxivShare === 100) return;
          const wanted = Math.round((room * arxivShare) / 100);
          expect(places.length).toBe(room);
          expect(freshThere).toBe(Math.max(Math.min(wanted, fresh), room - voted));
        },
      ),
    );
  });
});
