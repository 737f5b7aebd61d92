import fc from 'fast-check';
import {expect, test} from 'vitest';
import {MAX_RESULTS} from '../../src/search/top-results.ts';
import {find, indexOf, others} from './finding.ts';
import {anyTyped, textOf} from './texts.ts';

test('gives the same papers in the same order, in whatever order they came', () => {
  const words = ['fold', 'paper', 'token', 'tokens', 'ink', 'langauge', 'language', 'map'];
  const paper = fc.record({
    title: fc.array(fc.constantFrom(...words), {maxLength: 4}).map(chosen => chosen.join(' ')),
    abstract: fc.array(fc.constantFrom(...words), {maxLength: 8}).map(chosen => chosen.join(' ')),
  });
  const orders = fc
    .array(paper, {maxLength: 12})
    .map(papers => papers.map((changes, nth) => textOf(nth, changes)))
    .chain(papers => fc.tuple(fc.constant(papers), fc.shuffledSubarray(papers, {minLength: papers.length})));
  const query = fc.array(fc.constantFrom(...words, 'tok', 'lanuage'), {minLength: 1, maxLength: 3});
  fc.assert(
    fc.property(orders, query, ([papers, otherwise], typed) => {
      expect(find(indexOf(otherwise), typed.join(' '))).toEqual(find(indexOf(papers), typed.join(' ')));
    }),
    {numRuns: 40},
  );
});

test('puts the best thousand in order and counts the rest', () => {
  const many = Array.from({length: 2600}, (_, at) =>
    textOf(at, {title: at % 100 === 7 ? 'paper paper' : 'paper and more'}),
  );
  const {papers, total} = find(indexOf(many), 'paper');
  expect([papers.length, total]).toEqual([MAX_RESULTS, 2600]);
  const best = papers.slice(0, 26);
  expect(best.filter(nth => nth % 100 === 7)).toHaveLength(26);
});

test('gives what any query finds without failing, each paper once', () => {
  const index = indexOf([textOf(1, {title: 'constructor __proto__ toString'}), ...others]);
  fc.assert(
    fc.property(anyTyped(200), typed => {
      const {papers, total} = find(index, typed);
      expect(new Set(papers).size).toBe(papers.length);
      expect(papers.length).toBe(total);
    }),
  );
  expect(find(index, '__proto__ constructor').papers).toEqual([1]);
});
