import {expect, test} from 'vitest';
import {composeEdition} from '../../../src/editions/compose.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {silentLog} from '../../../src/log.ts';
import {readEdition} from '../../../src/use-cases/editions/read-edition.ts';
import {candidateOf} from '../../ranking/candidates.ts';

const id = dailyEdition('2026-03-12');
const candidates = [1, 2].map(nth => candidateOf({id: nth, votes: 9 - nth}));
const [first, second] = candidates;
if (!first || !second) throw new Error('two candidates');
const edition = {content: composeEdition({id, candidates}), hash: 'hash', builtAt: 0};

const read = (now: (typeof first | null)[]) =>
  readEdition(
    {editions: {find: async () => edition}, catalogue: {findAll: async () => now}, log: silentLog},
    id,
  );

test('an edition reads as it was frozen, also where the catalogue has lost a paper', async () => {
  expect(await read([first, null])).toEqual(edition);
});

test('a paper that was withdrawn since says so and has no PDF, and the others are as they were', async () => {
  const withdrawn = {...second, paper: {...second.paper, isWithdrawn: true as const}};
  const papers = (await read([first, withdrawn]))?.content.papers;
  expect(papers?.[0]).toEqual(edition.content.papers[0]);
  expect(papers?.[1]?.links).toEqual({...second.paper.links, pdf: null});
  expect(papers?.[1]?.reasons).toEqual([{kind: 'withdrawn'}, ...(edition.content.papers[1]?.reasons ?? [])]);
});

test('no edition is none', async () => {
  const deps = {editions: {find: async () => null}, catalogue: {findAll: async () => []}, log: silentLog};
  expect(await readEdition(deps, id)).toBeNull();
});
