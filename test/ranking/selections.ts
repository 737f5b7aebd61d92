import {noInterests, type ReaderInterests} from '../../src/ranking/interests.ts';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {type Selection, selectPapers} from '../../src/ranking/selection.ts';
import {type CandidateInput, indexedOf, indexedPaper} from './candidates.ts';

export const interestsOf = (interests: Partial<ReaderInterests> = {}): ReaderInterests => ({
  ...noInterests,
  papers: 15,
  ...interests,
});

/** Papers of an edition, each of which names some topics. */
export const select = (titles: string[], interests: Partial<ReaderInterests> = {}): Selection =>
  selectPapers({index: indexedOf(titles), interests: interestsOf(interests)});

export const selectFrom = (papers: CandidateInput[], interests: Partial<ReaderInterests> = {}): Selection =>
  selectPapers({
    index: indexPapers(papers.map((paper, place) => indexedPaper({id: place + 1, ...paper}))),
    interests: interestsOf(interests),
  });

export const placesOf = (selection: Selection) => selection.map(({index}) => index);
