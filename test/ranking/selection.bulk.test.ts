import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {type Selection, selectPapers} from '../../src/ranking/selection.ts';
import {reasonsIn} from '../support/texts/reasons.ts';
import {indexedPaper} from './candidates.ts';
import {interestsOf, placesOf, select, selectFrom} from './selections.ts';

const anyWords = fc.constantFrom('a', 'b', 'd', 'a b', 'd e f', 'z', '🙂', 'ж', 'machine unlearning', '');
const anyPaper = fc.record({
  title: fc.stringMatching(/^([a-e] ){0,4}$/),
  votes: fc.option(fc.integer({min: -5, max: 3})),
  authors: fc.uniqueArray(fc.constantFrom('Ada', 'Grace'), {maxLength: 2}),
});
const anyCase = fc.record({
  papers: fc.array(anyPaper, {maxLength: 40}),
  interests: fc.record({
    topics: fc.array(anyWords, {maxLength: 5}),
    avoid: fc.array(anyWords, {maxLength: 2}),
    authors: fc.array(fc.constantFrom('ada', 'GRACE', ''), {maxLength: 2}),
    liked: fc.array(anyPaper.map(indexedPaper), {maxLength: 3}),
    disliked: fc.array(anyPaper.map(indexedPaper), {maxLength: 3}),
    papers: fc.integer({min: 1, max: 40}),
  }),
});

describe('whatever the papers and the interests', () => {
  type Case = typeof anyCase extends fc.Arbitrary<infer Given> ? Given : never;
  const always = (holds: (selection: Selection, given: Case) => void) =>
    fc.assert(
      fc.property(anyCase, given => holds(selectFrom(given.papers, given.interests), given)),
      {numRuns: 60},
    );

  const holding = ({papers}: Case, word: string) =>
    papers.flatMap(({title}, place) => (word !== '' && ` ${title} `.includes(` ${word} `) ? [place] : []));

  const allowedIn = (given: Case) => {
    const avoided = new Set(given.interests.avoid.flatMap(word => holding(given, word)));
    return [...given.papers.keys()].filter(place => !avoided.has(place));
  };

  test('there are as many papers as there is room for, none twice and none with a word to avoid', () => {
    always((selection, given) => {
      const allowed = allowedIn(given);
      const expected = allowed.length === 0 ? Math.min(1, given.papers.length) : allowed.length;
      expect(selection).toHaveLength(Math.min(expected, given.interests.papers));
      expect(new Set(placesOf(selection)).size).toBe(selection.length);
      if (allowed.length > 0) for (const place of placesOf(selection)) expect(allowed).toContain(place);
    });
  });

  test('the first of the base ranking that may be shown is in', () => {
    always((selection, given) => {
      const [first] = allowedIn(given);
      if (first !== undefined) expect(placesOf(selection)).toContain(first);
    });
  });

  test('a topic is named as a reason where, and only where, the paper holds it', () => {
    always((selection, given) => {
      if (allowedIn(given).length === 0) return;
      for (const {index, because} of selection) {
        for (const topic of because.flatMap(reason => (reason.kind === 'topics' ? reason.topics : []))) {
          expect(given.interests.topics).toContain(topic);
          expect(holding(given, topic)).toContain(index);
        }
      }
    });
  });

  test('who is followed comes first and says so', () => {
    always((selection, {papers, interests}) => {
      const isBy = (index: number) =>
        papers[index]?.authors.some(name =>
          interests.authors.some(one => one.toLowerCase() === name.toLowerCase()),
        );
      const says = selection.map(({because}) =>
        because.some(reason => reason.kind === 'author' && /^(ada|GRACE)$/.test(reason.name)),
      );
      if (selection[0]?.because[0]?.kind === 'all-avoided') return;
      // Whom somebody follows may be pushed behind by nothing but the room for the first papers of the base
      // ranking.
      expect(says).toEqual([...says].sort((a, b) => Number(b) - Number(a)));
      for (const [at, {index}] of selection.entries()) if (says[at]) expect(isBy(index)).toBe(true);
    });
  });

  test('the same interests give the same selection, also from an index that answered others', () => {
    fc.assert(
      fc.property(anyCase, anyCase, ({papers, interests}, other) => {
        const index = indexPapers(papers.map((paper, place) => indexedPaper({id: place + 1, ...paper})));
        selectPapers({index, interests: interestsOf({...other.interests, liked: [], disliked: []})});
        expect(selectPapers({index, interests: interestsOf(interests)})).toEqual(
          selectFrom(papers, interests),
        );
      }),
      {numRuns: 40},
    );
  });
});

test('an edition of 500 papers and one of a single paper are chosen from alike', () => {
  const many = Array.from({length: 500}, (_, place) => (place % 100 === 99 ? 'pears' : 'apples'));
  expect(placesOf(select(many, {topics: ['pears'], papers: 4}))).toEqual([99, 199, 299, 0]);
  expect(placesOf(select(many, {topics: ['apples'], papers: 40}))).toHaveLength(40);
  expect(select(['apples'], {topics: ['apples'], papers: 40})).toEqual([
    {index: 0, because: reasonsIn('you follow “apples”')},
  ]);
  expect(select([], {topics: ['apples'], papers: 40})).toEqual([]);
});

test('ten thousand free words name at most three of them', () => {
  const topics = Array.from({length: 10_000}, (_, place) => `word${place}`);
  const [first] = select(['nothing', 'word7 word8 word9 word10'], {topics});
  expect(first).toEqual({index: 1, because: reasonsIn('you follow “word7”, “word8” and “word9”')});
});
