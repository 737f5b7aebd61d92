import {describe, expect, test} from 'vitest';
import {composeEdition} from '../../../src/editions/compose.ts';
import {withCurrentPapers} from '../../../src/editions/pool/pool.ts';
import type {PaperId} from '../../../src/papers/paper.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {inEnglish} from '../../support/texts/reasons.ts';
import {idOf} from '../entries.ts';
import {choose, list, paper, skipped, stood, TEN, told} from './pool-questions.ts';

describe('a daily edition is made from', () => {
  test('the papers of its day, when nothing came before', () => {
    expect(told('2026-03-12', {lists: [list('2026-03-12', {1: 9, 2: 3})]})).toEqual([
      [1, '9 upvotes, most upvoted of the day'],
      [2, '3 upvotes, 2nd most upvoted of the day'],
    ]);
  });

  test('no paper that another edition had, before or after it', () => {
    const lists = [list('2026-03-12', {1: 9, 2: 3, 3: 1, 4: 0})];
    const others = [stood('2026-03-11', {1: 9}), stood('2026-02-20', {2: 3}), stood('2026-03-13', {3: 1})];
    expect(told('2026-03-12', {lists, others})).toEqual([[4, 'new on Hugging Face']]);
  });

  test('what came late to an edition that stands, with the reason', () => {
    const lists = [list('2026-03-10', {1: 50, 2: 12}), list('2026-03-12', {3: 20})];
    const others = [stood('2026-03-10', {1: 50})];
    expect(told('2026-03-12', {lists, others})).toEqual([
      [3, '20 upvotes'],
      [2, '12 upvotes, listed 10 March, after that edition closed'],
    ]);
  });

  test('nothing that an edition of the last week had to choose from and left out', () => {
    const lists = [list('2026-03-10', {1: 50, 2: 12, 4: 8}), list('2026-03-12', {3: 20})];
    // 2 was dropped on its own day; 4 came late to the 11th and had no place there.
    const others = [stood('2026-03-10', {1: 50}, [2]), stood('2026-03-11', {9: 1}, [4])];
    expect(told('2026-03-12', {lists, others})).toEqual([[3, '20 upvotes']]);
  });

  test('nothing of a day without an edition, nor of one that did not keep what it was made from', () => {
    const lists = [list('2026-03-09', {1: 50}), list('2026-03-10', {2: 12}), list('2026-03-12', {3: 20})];
    const others = [stood('2026-03-10', {7: 50}, null)];
    expect(told('2026-03-12', {lists, others})).toEqual([[3, '20 upvotes']]);
  });

  test('no late paper that an edition had which did not keep what it was made from', () => {
    const lists = [list('2026-03-10', {2: 12}), list('2026-03-12', {3: 20})];
    const others = [stood('2026-03-10', {7: 50}), stood('2026-03-11', {2: 11}, null)];
    expect(told('2026-03-12', {lists, others})).toEqual([[3, '20 upvotes']]);
  });

  test('a paper of its own day rather than as one that came late', () => {
    const lists = [list('2026-03-10', {3: 20}), list('2026-03-12', {3: 20})];
    const others = [stood('2026-03-10', {1: 50})];
    expect(told('2026-03-12', {lists, others})).toEqual([[3, '20 upvotes']]);
  });

  test('a late paper in the place of its votes, which takes no place of the day’s own', () => {
    const lists = [list('2026-03-10', {2: 90}), list('2026-03-12', {3: 20})];
    expect(told('2026-03-12', {lists, others: [stood('2026-03-10', {1: 50})]})).toEqual([
      [2, '90 upvotes, listed 10 March, after that edition closed'],
      [3, '20 upvotes'],
    ]);
  });

  test('a paper that rose since an earlier edition, after ten new ones, in the place of its gain', () => {
    const fresh = Object.fromEntries(Array.from({length: 12}, (_, place) => [20 + place, 50 - place]));
    const lists = [list('2026-03-10', {1: 91, 2: 90}), list('2026-03-12', fresh)];
    const others = [stood('2026-03-10', {1: 50, 2: 51})];
    const papers = told('2026-03-12', {lists, others});
    expect(papers.map(([id]) => id)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 1, 30, 2, 31]);
    expect(papers[10]).toEqual([1, '91 upvotes, rising: 41 more upvotes since 10 March']);
  });

  test('one alone of the first ten of an edition, if its votes have doubled, after the others', () => {
    const before = Object.fromEntries(Array.from({length: 11}, (_, place) => [1 + place, 50]));
    const now = Object.fromEntries(Array.from({length: 11}, (_, place) => [1 + place, 150 + place]));
    const edition = stood('2026-03-10', before);
    const carries = new Map([...edition.carries].slice(TEN.length));
    const lists = [list('2026-03-10', now), list('2026-03-12', {40: 20})];
    const risenLess = [list('2026-03-10', {...now, 10: 99}), ...lists.slice(1)];
    expect(told('2026-03-12', {lists: risenLess, others: [{...edition, carries}]})).toContainEqual([
      9,
      '158 upvotes, rising: 108 more upvotes since 10 March',
    ]);
    expect(told('2026-03-12', {lists, others: [{...edition, carries}]})).toEqual([
      [40, '20 upvotes'],
      [11, '160 upvotes, rising: 110 more upvotes since 10 March'],
      [10, '159 upvotes, rising: 109 more upvotes since 10 March'],
    ]);
  });

  test('the same for a paper that its own day repeats', () => {
    const lists = [list('2026-03-10', {1: 91}), list('2026-03-12', {1: 91, 4: 20})];
    expect(told('2026-03-12', {lists, others: [stood('2026-03-10', {1: 50})]})).toEqual([
      [4, '20 upvotes'],
      [1, '91 upvotes, rising: 41 more upvotes since 10 March'],
    ]);
  });

  test('a rise that counts from the newest edition that told the votes', () => {
    const lists = [list('2026-03-09', {1: 120, 2: 120}), list('2026-03-12', {4: 20})];
    const others = [stood('2026-03-09', {1: 50, 2: 50}), stood('2026-03-11', {1: 100})];
    expect(told('2026-03-12', {lists, others})).toEqual([
      [4, '20 upvotes'],
      [2, '120 upvotes, rising: 70 more upvotes since 9 March'],
    ]);
  });

  test('a rise that is counted from nothing, where votes came only later', () => {
    const lists = [list('2026-03-10', {1: 91}), list('2026-03-12', {4: 20})];
    expect(told('2026-03-12', {lists, others: [stood('2026-03-10', {1: null})]})).toEqual([
      [4, '20 upvotes'],
      [1, '91 upvotes, rising: 91 more upvotes since 10 March'],
    ]);
  });

  test('no paper whose votes fell, or are not counted any more', () => {
    const lists = [list('2026-03-10', {1: 2, 2: null}), list('2026-03-12', {4: 20})];
    expect(told('2026-03-12', {lists, others: [stood('2026-03-10', {1: 50, 2: 50})]})).toEqual([
      [4, '20 upvotes'],
    ]);
  });

  test('no more than three that rose, those that gained the most', () => {
    const before = {1: 40, 2: 41, 3: 42, 5: 43, 6: 44};
    const lists = [list('2026-03-10', {1: 100, 2: 100, 3: 100, 5: 100, 6: 100}), list('2026-03-12', {4: 20})];
    expect(told('2026-03-12', {lists, others: [stood('2026-03-10', before)]}).map(([id]) => id)).toEqual([
      4, 1, 2, 3,
    ]);
  });

  test('no paper that rose since an edition of more than a week ago, or that a later edition has', () => {
    const lists = [list('2026-03-05', {2: 90}), list('2026-03-12', {1: 91, 3: 91, 4: 20})];
    const others = [
      stood('2026-03-04', {1: 50}),
      stood('2026-03-05', {2: 5, 3: 5}),
      stood('2026-03-13', {3: 40}),
    ];
    expect(told('2026-03-12', {lists, others})).toEqual([
      [4, '20 upvotes'],
      [2, '90 upvotes, rising: 85 more upvotes since 5 March'],
    ]);
  });
});

describe('there is no edition', () => {
  const friday = {1: 50, 2: 12, 3: 9};

  test('where a source repeats Friday’s list over the weekend, however its votes grew', () => {
    const lists = [list('2026-03-13', {...friday, 1: 500}), list('2026-03-14', {...friday, 1: 500})];
    expect(choose('2026-03-14', {lists, others: [stood('2026-03-13', friday)]})).toEqual({
      papers: [],
      listed: [1, 2, 3].map(paper),
      waiting: 0,
      recent: [],
    });
  });

  test('of a day without papers, and what came late waits', () => {
    const lists = [list('2026-03-13', {...friday, 4: 2})];
    expect(choose('2026-03-14', {lists, others: [stood('2026-03-13', friday)]})).toEqual({
      papers: [],
      listed: [],
      waiting: 1,
      recent: [],
    });
  });

  test('and what waited over the weekend is in Monday’s', () => {
    const lists = [list('2026-03-13', {...friday, 4: 2}), list('2026-03-16', {8: 1})];
    const others = [stood('2026-03-13', friday), skipped('2026-03-14'), skipped('2026-03-15')];
    expect(told('2026-03-16', {lists, others})).toEqual([
      [4, '2 upvotes, listed 13 March, after that edition closed'],
      [8, '1 upvote'],
    ]);
  });
});

test('papers of a day that was skipped come the next day, though it has none of its own', () => {
  const lists = [list('2026-03-13', {1: 50, 2: 12})];
  expect(told('2026-03-14', {lists, others: [skipped('2026-03-13')]})).toEqual([
    [1, '50 upvotes, listed 13 March, after that edition closed'],
    [2, '12 upvotes, listed 13 March, after that edition closed'],
  ]);
  expect(choose('2026-03-14', {lists, others: [skipped('2026-03-13', [1, 2])]}).papers).toEqual([]);
});

describe('a weekly edition is made from', () => {
  const lists = [list('2026-03-09', {1: 91, 2: 40}), list('2026-03-15', {3: 60, 2: 40})];

  test('all papers of its days by votes, each with its first day, and says which rose since', () => {
    const dailies = [stood('2026-03-09', {1: 50, 2: 39}), stood('2026-03-11', {1: 90})];
    const {papers} = composeEdition({
      id: idOf('2026-W11'),
      candidates: choose('2026-W11', {lists, dailies}).papers,
    });
    expect(
      papers.map(({id, day, reasons}) => [Number(id.slice(-5)), day, inEnglish(reasons).join(', ')]),
    ).toEqual([
      [1, '2026-03-09', '91 upvotes, most upvoted of the week, rising: 41 more upvotes since 9 March'],
      [3, '2026-03-15', '60 upvotes, 2nd most upvoted of the week'],
      [2, '2026-03-09', '40 upvotes, 3rd most upvoted of the week'],
    ]);
  });

  test('what the editions of its days told of votes, and how many papers each day had', () => {
    const dailies = [stood('2026-03-09', {1: 50, 2: null}), skipped('2026-03-12')];
    const withThursday = [...lists, list('2026-03-12', {4: 1})];
    const {papers, days} = choose('2026-W11', {lists: withThursday, dailies});
    expect(papers.map(({paper: {id}, votesThen}) => [Number(id.slice(-5)), votesThen])).toEqual([
      ...[
        [1, 50],
        [2, undefined],
        [4, undefined],
        [3, undefined],
      ],
    ]);
    expect(days).toEqual([
      {day: '2026-03-09', papers: 12, isEdition: true},
      {day: '2026-03-12', papers: 1, isEdition: false},
      {day: '2026-03-15', papers: 2, isEdition: false},
    ]);
  });

  test('nothing that the week before had, but what rose or came late since', () => {
    const before = [stood('2026-W10', {1: 50, 2: 39})];
    const withLate = [...lists, list('2026-03-06', {7: 8})];
    expect(told('2026-W11', {lists: withLate, others: before})).toEqual([
      [3, '60 upvotes'],
      [7, '8 upvotes, listed 6 March, after that edition closed'],
      [1, '91 upvotes, rising: 41 more upvotes since Week 10'],
    ]);
  });

  test('at most a hundred papers', () => {
    const many = Object.fromEntries(Array.from({length: 300}, (_, at) => [at + 1, 300 - at]));
    const {papers} = choose('2026-W11', {lists: [list('2026-03-10', many)]});
    expect(papers).toHaveLength(300);
    expect(composeEdition({id: idOf('2026-W11'), candidates: papers}).papers).toHaveLength(100);
  });
});

test('a paper that an edition knew by its title alone is the arXiv paper that took its place', async () => {
  const titleOnlyId = parsePaperId('title-0123456789abcdef');
  if (!titleOnlyId) throw new Error('no id');
  const other = stood('2026-03-11', {}, null);
  const asked: PaperId[] = [];
  const [edition] = await withCurrentPapers(
    [{...other, carries: new Map([[titleOnlyId, 3]]), considered: new Set([titleOnlyId, paper(5)])}],
    async id => {
      asked.push(id);
      return paper(4);
    },
  );
  expect(edition?.carries).toEqual(new Map([[paper(4), 3]]));
  expect(edition?.considered).toEqual(new Set([paper(4), paper(5)]));
  expect(asked).toEqual([titleOnlyId]);
});
