import {describe, expect, test} from 'vitest';
import {composeEdition} from '../../../src/editions/compose.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';
import {idOf} from '../entries.ts';
import {choose, list, stood, suggestedPapers, told} from './pool-questions.ts';

describe('what readers suggested', () => {
  const lists = [list('2026-03-12', {3: 20})];

  test('rides along in the place of its votes, which takes no place of the day’s own', () => {
    expect(told('2026-03-12', {lists, suggested: suggestedPapers({1: 50, 2: null})})).toEqual([
      [1, '50 upvotes, suggested by a reader'],
      [3, '20 upvotes'],
      [2, 'new on Hugging Face, suggested by a reader'],
    ]);
  });

  test('is marked where the paper is of the day, or came late', () => {
    expect(
      told('2026-03-12', {
        lists: [list('2026-03-10', {2: 9}), ...lists],
        others: [stood('2026-03-10', {1: 50})],
        suggested: suggestedPapers({2: 9, 3: 20}),
      }),
    ).toEqual([
      [3, '20 upvotes, suggested by a reader'],
      [2, '9 upvotes, listed 10 March, after that edition closed, suggested by a reader'],
    ]);
  });

  test('waits where there is no edition, and makes none by itself', () => {
    expect(choose('2026-03-14', {suggested: suggestedPapers({1: 50})}).papers).toEqual([]);
  });

  test('is not told to readers who had it', () => {
    const others = [stood('2026-03-10', {1: 50})];
    expect(told('2026-03-12', {lists, others, suggested: suggestedPapers({1: 50})})).toHaveLength(1);
  });

  test('is left out where its authors withdrew it since', () => {
    const suggested = suggestedPapers({1: 50}).map(({candidate, acceptedAt}) => ({
      candidate: {...candidate, paper: {...candidate.paper, isWithdrawn: true as const}},
      acceptedAt,
    }));
    expect(told('2026-03-12', {lists, suggested})).toHaveLength(1);
  });

  test('does not come back once an edition was made from it and left it out', () => {
    const since = {...stood('2026-03-11', {7: 1}, [1]), at: Date.parse('2026-03-12T00:10:00Z')};
    const before = {...since, at: Date.parse('2026-03-11T00:10:00Z')};
    const suggested = suggestedPapers({1: 50});
    expect(told('2026-03-12', {lists, others: [since], suggested})).toHaveLength(1);
    expect(told('2026-03-12', {lists, others: [before], suggested})).toHaveLength(2);
  });

  test('is in the week that a daily edition of it carried it in, with that day', () => {
    const suggested = suggestedPapers({1: 50, 2: 40});
    const week = choose('2026-W11', {lists, dailies: [stood('2026-03-12', {1: 50, 3: 20})], suggested});
    expect(composeEdition({id: idOf('2026-W11'), candidates: week.papers}).papers).toMatchObject([
      {day: '2026-03-12', reasons: reasonsIn('50 upvotes', 'suggested by a reader')},
      {day: '2026-03-12', reasons: reasonsIn('20 upvotes')},
    ]);
  });
});
