import {expect, test} from 'vitest';
import {seededChance} from '../../bench/evaluate/measures.ts';
import {learnReader} from '../../src/editions/learning/load-learned.ts';
import type {ReaderInterests} from '../../src/ranking/interests.ts';
import {learnLibrary} from '../../src/ranking/library/library-profile.ts';
import {type IndexedPaper, indexPapers} from '../../src/ranking/paper-index.ts';
import {selectPapers} from '../../src/ranking/selection.ts';
import {indexedPaper} from './candidates.ts';
import {selectPlainly} from './plain-selection.ts';
import {interestsOf} from './selections.ts';
import {catalogueOf, openSpaceOf, paperOf, subjects} from './space/made-up-catalogue.ts';

const EDITIONS = 8;
const READERS = 16;

const space = openSpaceOf(catalogueOf(400));
const chance = seededChance(19);
const upTo = (most: number): number => Math.floor(chance() * (most + 1));
const oneOf = <Value>(values: readonly Value[]): Value => values[upTo(values.length - 1)] as Value;
const some = <Value>(values: readonly Value[], most: number): Value[] =>
  Array.from({length: values.length === 0 ? 0 : upTo(most)}, () => oneOf(values));
const often = <Value, Other>(share: number, value: () => Value, other: Other): Value | Other =>
  chance() < share ? value() : other;

const topics = [
  'glass furnace',
  'LLMs',
  'large language models',
  'bread',
  'text to speech',
  'clock gear dial',
];
const named = [...topics, ...subjects.flat(), 'speech synthesis', 'LLMs', 'a language for large models'];

const paperAt = (place: number): IndexedPaper => {
  const {title, abstract} = paperOf(upTo(3), chance);
  return {
    ...indexedPaper({
      id: place + 1,
      title: `${title} ${often(0.4, () => oneOf(named), '')}`,
      abstract: `${abstract} ${some(named, 3).join('. ')}.`,
      votes: oneOf([null, 0, 1, 5, upTo(60)]),
      authors: [oneOf(['Ada Example', 'Bea Sample', 'Cy Other'])],
      source: oneOf(['arxiv', 'hugging-face']),
    }),
    organisation: oneOf([null, 'A Lab']),
    ...often(0.2, () => ({votesThen: 2}), {}),
  };
};

const libraryOf = (papers: IndexedPaper[]) => ({
  profile: learnLibrary({texts: papers.map(paper => ({...paper, addedAt: null})), space}),
  share: 1,
  papers,
});

const readerOf = (papers: IndexedPaper[], others: IndexedPaper[]): ReaderInterests => {
  const opinions = (): IndexedPaper[] => some(oneOf([papers, others]), oneOf([3, 10]));
  const said = {
    topics: some(named, oneOf([2, 8])),
    liked: often(0.6, opinions, []),
    disliked: often(0.3, opinions, []),
  };
  const library = often(0.5, () => libraryOf([oneOf(others), ...some(others, 30)]), null);
  const learned = often(0.7, () => learnReader({reader: said, library, space}), null);
  return interestsOf({
    ...said,
    papers: oneOf([1, 2, 5, 8, 15, 40]),
    avoid: often(0.3, () => some(named, 2), []),
    authors: often(0.2, () => ['Ada Example'], []),
    labs: often(0.1, () => ['a lab'], []),
    arxivShare: often(0.3, () => oneOf([0, 20, 50, 100]), null),
    ...(learned ? {learned} : {}),
    ...often(0.2, () => ({owned: some(papers, 5).map(({id}) => id)}), {}),
  });
};

test('the fast way to choose gives the papers and reasons of the plain one, reader after reader', () => {
  const others = Array.from({length: 60}, (_, place) => paperAt(1000 + place));
  const kinds = new Set<string>();
  for (let edition = 0; edition < EDITIONS; edition++) {
    const papers = Array.from({length: oneOf([0, 1, 3, 10, 33, 70])}, (_, place) => paperAt(place));
    const own = oneOf([space, space, null]);
    const index = indexPapers(papers, own);
    for (let at = 0; at < READERS; at++) {
      const reader = readerOf(papers, others);
      const selection = selectPapers({index, interests: reader});
      expect(selection).toEqual(selectPlainly({index, space: own, reader}));
      for (const {because} of selection) for (const {kind} of because) kinds.add(kind);
    }
  }
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining(['acronym', 'author', 'lab', 'library', 'liked', 'none-in-share', 'topics']),
  );
});
