import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {seededChance} from '../../bench/evaluate/measures.ts';
import {SEARCH_LIMITS} from '../../src/search/budget.ts';
import {MAX_SCANNED, matchWords} from '../../src/search/match-words.ts';
import {MAX_WORDS, parseQuery} from '../../src/search/query.ts';
import {openWordIndex} from '../../src/search/word-index.ts';
import {textOf} from './texts.ts';

const WORDS = 'the of and to in a is for we that with on as by be this are from or an not it what'.split(' ');
const PAPERS = 400;
const TITLE = 6;
const ABSTRACT = 150;

/** Papers of nothing but words that nearly all of them have: what costs a search the most. */
const chance = seededChance(5);
const wordsOf = (count: number) =>
  Array.from({length: count}, () => WORDS[Math.floor(chance() * WORDS.length)]).join(' ');
const papers = Array.from({length: PAPERS}, (_, nth) =>
  textOf(nth, {
    title: wordsOf(TITLE),
    abstract: wordsOf(ABSTRACT),
    authors: ['A. The', 'Of B. And', 'To In'],
  }),
);
const index = openWordIndex();
for (const paper of papers) index.put(paper, '2026-03-12');

const search = (typed: string, limits = SEARCH_LIMITS) => {
  const query = parseQuery(typed);
  return matchWords(index, query.kind === 'terms' ? query.terms : [], limits);
};

describe('a search', () => {
  const limits = {othersPerPaper: 1, phrases: 20_000, order: 5_000};
  const longest = 1 + TITLE + ABSTRACT + 10;
  /** What is asked for is read once; each of the parts that share a limit may overrun it by one step. */
  const mostSteps =
    PAPERS * (MAX_WORDS + limits.othersPerPaper) +
    (1.25 * limits.phrases + 40 * (2 * PAPERS + longest)) +
    (limits.order + PAPERS * 9 * (TITLE + 10) + 9 * longest);

  test.each([
    'the of and',
    'a',
    'to be or not to be',
    'what is a',
    WORDS.join(' '),
    'A. B. C. D. E. F. the of',
    '"the of" "and to" "in a" "is for" "we that" "with on" "as by" "be this" "are from" "or an" "not it"',
    'the-of-and to-in-a is-for-we that-with-on as-by-be this-are-from or-an-not',
    'the-of-and-to-in-a-is-for-we-that-with-on-as-by-be-this-are-from-or-an',
    'theofand toina isforwe thatwith onasby',
    'th in fo wi th fr wh no it',
  ])('for %s reads no more than its limits', typed => {
    expect(search(typed, limits).steps).toBeLessThanOrEqual(mostSteps);
  });

  test.each(['the of and', '"the of"', 'the-of-and in-a'])('for %s would read more without them', typed => {
    expect(search(typed).steps).toBeGreaterThan(search(typed, limits).steps);
  });

  test('reads no more than its limits, whatever is typed', () => {
    const piece = fc
      .tuple(fc.array(fc.constantFrom(...WORDS), {minLength: 1, maxLength: 6}), fc.constantFrom(' ', '-', ''))
      .map(([words, sign]) => words.join(sign));
    const typed = fc.array(
      fc.oneof(
        piece,
        piece.map(one => `"${one}"`),
        fc.constantFrom('A.', 'T.'),
      ),
      {maxLength: 20},
    );
    fc.assert(
      fc.property(typed, pieces => {
        expect(search(pieces.join(' ').slice(0, 200), limits).steps).toBeLessThanOrEqual(mostSteps);
      }),
      {numRuns: 60},
    );
  });

  test('finds titles of such words first, in quotes and without, however little it may read', () => {
    const narrow = {...SEARCH_LIMITS, phrases: 100 * PAPERS, order: 1_000};
    for (const {title, id} of papers.slice(0, 40))
      for (const typed of [title, `"${title}"`])
        expect([typed, index.at(search(typed, narrow).places[0] ?? -1)?.id]).toEqual([typed, id]);
    expect(MAX_SCANNED).toBeGreaterThan(PAPERS);
  });
});
