import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {composeEdition, hashContent} from '../../../src/editions/compose.ts';
import {choosePool, type PoolQuestion} from '../../../src/editions/pool/pool.ts';
import {shuffled} from '../../ranking/candidates.ts';
import {idOf} from '../entries.ts';
import {list, stood} from './pool-questions.ts';

describe('whatever was listed and stood before', () => {
  const votes = fc.option(fc.nat(120));
  const days = ['2026-03-08', '2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'];
  const anyDay = fc.constantFrom(...days);
  const anyVotes = fc.dictionary(fc.integer({min: 1, max: 12}).map(String), votes, {maxKeys: 8});
  const anyQuestion: fc.Arbitrary<PoolQuestion> = fc
    .record({
      lists: fc.uniqueArray(fc.tuple(anyDay, anyVotes), {selector: ([day]) => day}),
      others: fc.uniqueArray(fc.tuple(anyDay, anyVotes, fc.option(fc.array(fc.integer({min: 1, max: 12})))), {
        selector: ([day]) => day,
      }),
    })
    .map(({lists, others}) => ({
      id: idOf('2026-03-12'),
      lists: lists.map(([day, listed]) => list(day, listed)),
      others: others
        .filter(([day]) => day !== '2026-03-12')
        .map(([day, carried, considered]) => stood(day, carried, considered)),
      dailies: [],
    }));

  const hashOf = (question: PoolQuestion) =>
    hashContent(composeEdition({id: question.id, candidates: choosePool(question).papers}));

  test('the same question has the same hash, in any order of lists, papers and editions', () => {
    const both = anyQuestion.chain(question =>
      fc.record({
        question: fc.constant(question),
        lists: shuffled(question.lists),
        others: shuffled(question.others),
      }),
    );
    fc.assert(
      fc.property(both, ({question, lists, others}) => {
        const reversed = lists.map(({day, candidates}) => ({day, candidates: [...candidates].reverse()}));
        expect(hashOf({...question, lists: reversed, others})).toBe(hashOf(question));
      }),
    );
  });

  test('nobody gets a paper twice unless it rose by 25 votes or more, and no more than three rose', () => {
    fc.assert(
      fc.property(anyQuestion, question => {
        const {papers} = choosePool(question);
        expect(new Set(papers.map(one => one.paper.id)).size).toBe(papers.length);
        for (const one of papers) {
          const before = question.others.filter(({carries}) => carries.has(one.paper.id));
          expect(before.length > 0).toBe(one.carried === 'again');
          if (one.carried === 'again') expect(one.rise?.gained ?? 0).toBeGreaterThanOrEqual(25);
        }
        expect(papers.filter(({carried}) => carried === 'again').length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
