import {expect, test} from 'vitest';
import {matchWords} from '../../src/search/match-words.ts';
import {parseQuery} from '../../src/search/query.ts';
import {openScratch} from '../../src/search/scratch.ts';
import {openWordIndex} from '../../src/search/word-index.ts';
import {textOf} from './texts.ts';

test('an array is lent again as zeros, and a longer one when more is asked for', () => {
  const scratch = openScratch();
  const first = scratch.bytes('hits', 100);
  first.fill(7);
  const second = scratch.bytes('hits', 90);
  expect(second).toBe(first);
  expect(second.every(cell => cell === 0)).toBe(true);
  expect(scratch.bytes('turns', 90)).not.toBe(first);
  expect(scratch.floats('hits', 500).length).toBeGreaterThanOrEqual(500);
  expect(scratch.bytes('hits', 500).length).toBeGreaterThanOrEqual(500);
});

test('what one search found stays while others search the same papers', () => {
  const index = openWordIndex();
  for (let nth = 0; nth < 50; nth++) index.put(textOf(nth, {title: `Folding boat ${nth}`}), '2026-03-12');
  const find = (typed: string) => {
    const query = parseQuery(typed);
    return matchWords(index, query.kind === 'terms' ? query.terms : []);
  };
  const first = find('folding boat 7');
  const kept = structuredClone(first);
  find('"boat 9"');
  for (let nth = 50; nth < 200; nth++) index.put(textOf(nth, {title: `Other ship ${nth}`}), '2026-03-12');
  find('ship');
  expect(first).toEqual(kept);
  expect(find('folding boat 7').places).toEqual(first.places);
});
