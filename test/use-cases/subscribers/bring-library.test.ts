import {expect, test} from 'vitest';
import type {Paper, PaperId} from '../../../src/papers/paper.ts';
import {learnedIndex} from '../../../src/ranking/library/learned-index.ts';
import {compileInterest} from '../../../src/ranking/library/learned-interest.ts';
import {keepLibrary, understandLibrary} from '../../../src/use-cases/subscribers/bring-library.ts';
import {catalogueOf, openSpaceOf} from '../../ranking/space/made-up-catalogue.ts';

const catalogue = catalogueOf(450).map((paper, at) => ({...paper, id: `2601.${10_000 + at}` as PaperId}));
const space = openSpaceOf(catalogue);
const glass = catalogue.filter((_, at) => at % 4 === 0);
const texts = glass.slice(0, 6).map(text => ({...text, addedAt: null}));
const ids = glass.slice(0, 6).map(({id}) => id);
const clock = {now: () => 7};

test('a library is understood by its words and topics, with papers that go with it and are not in it', async () => {
  const asked: number[] = [];
  const search = {
    goingWith: async (_: unknown, most: number) => {
      asked.push(most);
      return {space, papers: glass as unknown as Paper[]};
    },
  };
  const result = await understandLibrary({search, clock}, {texts, ids, hash: 'h'});
  if (result.kind !== 'understood') throw new Error('not understood');
  expect(asked).toEqual([60 + ids.length]);
  expect(result.words.join()).toContain('glass');
  expect(result.topics.length).toBeLessThanOrEqual(8);
  expect(result.library).toMatchObject({ids, broughtAt: 7, hash: 'h'});
  const day = learnedIndex(catalogue.slice(100, 104), space);
  const scores = day.scoresOf(compileInterest(result.library.profile, space));
  expect(scores && Math.max(...scores)).toBe(scores?.[0]);
});

test('where there is no space yet nothing is understood, and what is taken back is removed', async () => {
  const search = {goingWith: async () => null};
  expect(await understandLibrary({search, clock}, {texts, ids, hash: 'h'})).toEqual({kind: 'no-space'});
  const removed: number[] = [];
  const libraries = {
    keep: async () => undefined,
    remove: async (number: number) => void removed.push(number),
  };
  await keepLibrary({libraries}, {number: 3, library: null});
  expect(removed).toEqual([3]);
});
