import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Selection, selectPapers} from '../../src/ranking/selection.ts';
import {topicIndex} from '../../src/ranking/topics.ts';

/** Papers of an edition, each of which names some topics. */
const select = (papers: string[], topics: string[], wanted = 15): Selection =>
  selectPapers({
    count: papers.length,
    topics: topicIndex(papers.map(title => ({title, abstract: '', keywords: []}))),
    wishes: {topics, papers: wanted},
  });

const placesOf = (selection: Selection) => selection.map(({index}) => index);

const FIVE = ['apples', 'pears', 'apples and pears', 'plums', 'cherries'];

describe('without wishes', () => {
  test('a subscriber gets everybody’s order, as far as there is room', () => {
    expect(placesOf(select(FIVE, [], 3))).toEqual([0, 1, 2]);
    expect(placesOf(select(FIVE, []))).toEqual([0, 1, 2, 3, 4]);
  });

  test('no reason is the subscriber’s own', () => {
    expect(select(FIVE, []).flatMap(({because}) => because)).toEqual([]);
  });
});

describe('what a subscriber follows', () => {
  test('comes first, in everybody’s order, each with the reason', () => {
    expect(select(FIVE, ['pear'])).toEqual([
      {index: 1, because: ['you follow “pear”']},
      {index: 2, because: ['you follow “pear”']},
      {index: 0, because: []},
      {index: 3, because: []},
      {index: 4, because: []},
    ]);
  });

  test('is named once with every topic that a paper is about', () => {
    const [first, second, third] = select(FIVE, ['pears', 'apples']);
    expect([first, second, third]).toEqual([
      {index: 0, because: ['you follow “apples”']},
      {index: 1, because: ['you follow “pears”']},
      {index: 2, because: ['you follow “pears” and “apples”']},
    ]);
  });

  test('changes nothing where no paper is about it', () => {
    expect(select(FIVE, ['quinces', '🙂', '|'])).toEqual(select(FIVE, []));
  });

  test('pushes out the last of the others, never the day’s first', () => {
    expect(placesOf(select(FIVE, ['plum', 'cherries'], 2))).toEqual([3, 0]);
    expect(placesOf(select(FIVE, ['pear', 'plum', 'cherries'], 3))).toEqual([1, 2, 0]);
  });

  test('is not the one paper of who wants a single one: that is the day’s first', () => {
    expect(placesOf(select(FIVE, ['plum'], 1))).toEqual([0]);
    expect(placesOf(select(FIVE, [], 1))).toEqual([0]);
  });
});

const anyCase = fc.record({
  papers: fc.array(fc.stringMatching(/^([a-e] ){0,4}$/), {maxLength: 60}),
  topics: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'a b', 'z', '🙂', 'ж'), {maxLength: 5}),
  wanted: fc.integer({min: 1, max: 40}),
});

describe('whatever the papers and the wishes', () => {
  const always = (
    holds: (selection: Selection, given: {papers: string[]; topics: string[]; wanted: number}) => void,
  ) =>
    fc.assert(fc.property(anyCase, given => holds(select(given.papers, given.topics, given.wanted), given)));

  test('there are as many papers as there is room for, none twice and none that is not in the edition', () => {
    always((selection, {papers, wanted}) => {
      expect(selection).toHaveLength(Math.min(papers.length, wanted));
      expect(new Set(placesOf(selection)).size).toBe(selection.length);
      expect(placesOf(selection).every(index => index >= 0 && index < papers.length)).toBe(true);
    });
  });

  test('the day’s first is in', () => {
    always((selection, {papers}) => {
      if (papers.length > 0) expect(placesOf(selection)).toContain(0);
    });
  });

  test('nothing that is followed stands behind what is not, and both stand in everybody’s order', () => {
    always(selection => {
      const own = selection.findLastIndex(({because}) => because.length > 0) + 1;
      // The day's first may be followed and still come last of all, when it only just got in.
      const followed = placesOf(selection.slice(0, own));
      const others = placesOf(selection.slice(own));
      expect(selection.slice(0, own).every(({because}) => because.length > 0)).toBe(true);
      expect(followed).toEqual([...followed].sort((a, b) => a - b));
      expect(others).toEqual([...others].sort((a, b) => a - b));
    });
  });

  test('a reason names a topic that the subscriber follows and the paper is about', () => {
    always((selection, {papers, topics}) => {
      for (const {index, because} of selection)
        for (const [, topic = ''] of because.join().matchAll(/“([^”]*)”/g)) {
          expect(topics).toContain(topic);
          expect(` ${papers[index]} `).toContain(` ${topic} `);
        }
    });
  });

  test('a paper that is followed says so', () => {
    always((selection, {papers, topics}) => {
      for (const {index, because} of selection)
        expect(because.length > 0).toBe(topics.some(topic => ` ${papers[index]} `.includes(` ${topic} `)));
    });
  });
});

test('an edition of 5,000 papers and one of a single paper are chosen from alike', () => {
  const many = Array.from({length: 5000}, (_, place) => (place % 1000 === 999 ? 'pears' : 'apples'));
  expect(placesOf(select(many, ['pears'], 4))).toEqual([999, 1999, 2999, 0]);
  expect(select(['apples'], ['apples'], 40)).toEqual([{index: 0, because: ['you follow “apples”']}]);
  expect(select([], ['apples'], 40)).toEqual([]);
});

test('the same wishes give the same selection each time', () => {
  fc.assert(
    fc.property(anyCase, ({papers, topics, wanted}) => {
      expect(select(papers, topics, wanted)).toEqual(select(papers, topics, wanted));
    }),
    {numRuns: 30},
  );
});
