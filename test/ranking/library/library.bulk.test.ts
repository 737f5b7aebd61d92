import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {seededChance} from '../../../bench/evaluate/measures.ts';
import type {PaperId} from '../../../src/papers/paper.ts';
import {learnedIndex} from '../../../src/ranking/library/learned-index.ts';
import {compileInterest} from '../../../src/ranking/library/learned-interest.ts';
import {
  directionOf,
  type LibraryText,
  learnLibrary,
  MAX_TERMS,
} from '../../../src/ranking/library/library-profile.ts';
import {namePapers} from '../../../src/ranking/library/named-papers.ts';
import {proposeTopics} from '../../../src/ranking/library/proposed-topics.ts';
import {openNearPapers} from '../../../src/ranking/space/near-papers.ts';
import {catalogueOf, openSpaceOf, paperOf} from '../space/made-up-catalogue.ts';

const catalogue = catalogueOf(400);
const space = openSpaceOf(catalogue);

const libraryOf = (...subjects: number[]): LibraryText[] => {
  const chance = seededChance(subjects.length + 11);
  return subjects.map(subject => ({...paperOf(subject, chance), addedAt: null}));
};

/** One new paper of each subject: glass, bread, ships, clocks. */
const day = [0, 1, 2, 3].map(subject => paperOf(subject, seededChance(subject + 50)));
const index = learnedIndex(day, space);

const interestOf = (texts: LibraryText[]) => compileInterest(learnLibrary({texts, space}), space);
const orderOf = (texts: LibraryText[]): number[] => {
  const scores = index.scoresOf(interestOf(texts), new Float64Array(4)) ?? new Float64Array();
  return [...day.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
};

describe('what is learned of a library', () => {
  test('is the same for every order of its papers, to the last bit', () => {
    const texts = libraryOf(0, 0, 1, 0, 2, 0, 1, 3).map((text, place) => ({...text, addedAt: place * 1e10}));
    const expected = learnLibrary({texts, space, companions: catalogue.slice(0, 9)});
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, {minLength: texts.length}), shuffled => {
        expect(learnLibrary({texts: shuffled, space, companions: catalogue.slice(0, 9)})).toEqual(expected);
      }),
    );
  });

  test('holds no term that the catalogue does not know, and 200 at most', () => {
    const secret = {
      title: 'Zyzzyva glass',
      abstract: 'My secret project plumbus.',
      keywords: [],
      addedAt: null,
    };
    const {terms} = learnLibrary({texts: [secret, ...libraryOf(0, 1, 2, 3)], space});
    for (const [term] of terms) expect(space.shareOf(term)).toBeGreaterThan(0);
    expect(terms.map(([term]) => term)).not.toContain('zyzzyva');
    expect(learnLibrary({texts: libraryOf(...Array(60).keys()), space}).terms.length).toBeLessThanOrEqual(
      MAX_TERMS,
    );
  });

  test('is its subject, and odd papers do not drag it', () => {
    expect(orderOf(libraryOf(0, 0, 0, 0, 0, 0, 0))[0]).toBe(0);
    expect(orderOf(libraryOf(0, 0, 0, 0, 0, 0, 0, 1, 2, 3))[0]).toBe(0);
  });

  test('is both of its subjects, not the middle between them', () => {
    expect(
      orderOf(libraryOf(0, 0, 0, 0, 0, 3, 3, 3, 3, 3))
        .slice(0, 2)
        .sort(),
    ).toEqual([0, 3]);
  });

  test('counts what was added lately more', () => {
    const old = libraryOf(0, 0, 0, 0, 0, 0).map(text => ({...text, addedAt: Date.UTC(2016, 0)}));
    const recent = libraryOf(1, 1, 1, 1, 1, 1).map(text => ({...text, addedAt: Date.UTC(2026, 0)}));
    expect(orderOf([...old, ...recent])[0]).toBe(1);
  });

  test('from titles alone will do, and of nothing is no preference', () => {
    const titles = libraryOf(2, 2, 2, 2, 2, 2).map(text => ({...text, abstract: ''}));
    expect(orderOf(titles)[0]).toBe(2);
    for (const texts of [[], [{title: '', abstract: '', keywords: [], addedAt: null}]])
      expect([...(index.scoresOf(interestOf(texts), new Float64Array(4)) ?? [])]).toEqual([0, 0, 0, 0]);
  });

  test('is placed by its words in a space that was made later', () => {
    const later = openSpaceOf(catalogueOf(800));
    const interest = compileInterest(learnLibrary({texts: libraryOf(3, 3, 3, 3, 3, 3), space}), later);
    expect(index.scoresOf(interest, new Float64Array(4))).toBeNull();
    const scores = learnedIndex(day, later).scoresOf(interest, new Float64Array(4)) ?? new Float64Array();
    expect(Math.max(...scores)).toBe(scores[3]);
  });

  test('names the paper of it that is most like another, and none where none is like it', () => {
    const papers = libraryOf(0, 0, 0, 1, 1, 1).map((text, at) => ({
      ...text,
      id: `2601.1000${at}` as PaperId,
      title: `${at} ${text.title}`,
    }));
    const interest = interestOf(papers);
    const named = namePapers({papers, direction: interest.direction, space});
    const nearest = (place: number) => index.nearestTo(place, {...interest, named})?.id.slice(-1);
    expect([0, 1].map(nearest)).toEqual([expect.stringMatching(/[012]/), expect.stringMatching(/[345]/)]);
    expect([2, 3].map(nearest)).toEqual([undefined, undefined]);
    expect(index.nearestTo(0, interest)).toBeNull();
  });

  test('finds papers of the catalogue that go with it', () => {
    const near = openNearPapers(space);
    for (const [place, paper] of catalogue.entries()) near.put(place, paper);
    const along = near.along(directionOf(libraryOf(2, 2, 2), space));
    const best = [...along.keys()].sort((a, b) => (along[b] ?? 0) - (along[a] ?? 0)).slice(0, 20);
    expect(best.every(place => place % 4 === 2)).toBe(true);
  });
});

/** A library on what few papers of its catalogue are about. */
const rare = [
  'KV Cache Pruning: Fast',
  'Pruning a KV cache',
  'A KV Cache That Learns',
  'LoRA for All',
  'More of LoRA',
  'LoRA Again',
].map((title, place) => ({
  title,
  abstract: `We prune the KV cache. ${['It is', 'We use', 'They like'][place % 3]} LoRA.`,
  keywords: [],
  addedAt: null,
}));
const others = catalogue.slice(0, 390);
const known = openSpaceOf([...others, ...rare]);

describe('the words that are told', () => {
  const of = (texts: LibraryText[]) => compileInterest(learnLibrary({texts, space: known}), known);
  const days = learnedIndex([...rare.slice(0, 1), ...day], known);

  test('are those of the interest that a paper has', () => {
    const words = days.wordsOf(of(rare));
    expect(words?.at(0, 3)).toContain('KV cache');
    expect(words?.at(1, 3)).toEqual([]);
    expect([0, 1].map(place => words?.has(place))).toEqual([true, false]);
  });

  test('stand in a title of the library', () => {
    const untitled = rare.map((text, at) => ({...text, title: `Note ${at}`}));
    expect(of(untitled).words.size).toBeGreaterThan(0);
    expect(of(untitled).told).toEqual([]);
  });

  test('are no words that many papers have', () => {
    expect(interestOf(libraryOf(0, 0, 0, 0, 0, 0)).told).toEqual([]);
  });
});

test('the proposed topics are printed as papers print them, and none says what another does', () => {
  const texts = rare;
  const profile = learnLibrary({texts, space: known});
  const topics = proposeTopics({profile, texts, space: known});
  expect(topics).toContain('KV cache');
  expect(topics).toContain('LoRA');
  expect(topics.filter(topic => topic.toLowerCase().includes('cache'))).toHaveLength(1);
});
