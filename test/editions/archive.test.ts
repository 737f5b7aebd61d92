import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {type Archive, openArchive} from '../../src/editions/archive.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {openEditions} from '../../src/editions/edition-store.ts';
import {parseMonth} from '../../src/editions/month.ts';
import {samplePaper} from '../mail/sample-edition.ts';
import {openTestRedis} from '../support/redis.ts';
import {idOf} from './entries.ts';

const store = await openTestRedis();
const editions = openEditions(store);
let archive: Archive;

beforeEach(async () => {
  await store.empty();
  archive = openArchive({...store, editions});
});
afterAll(store.close);

const freeze = async (...ids: string[]) => {
  for (const text of ids) {
    const papers = [1, 2, 3, 4].map(rank => ({...samplePaper(rank), title: `Paper ${rank} of ${text}`}));
    const edition = {content: {id: idOf(text), papers}, hash: `hash of ${text}`, builtAt: 7};
    await editions.freeze({edition, compiled: {hash: 'a', json: '{}'}, curationRevision: 0, considered: []});
  }
};

const skip = (text: string) => editions.skip(idOf(text), {reason: 'no papers', at: 7, considered: []});

const inMonth = async (text: string) => {
  const month = parseMonth(text);
  if (month === null) throw new Error(`the test has no month: ${text}`);
  return archive.ofMonth(month);
};

describe('a month', () => {
  test('has its days and the weeks that end in it, newest first, without what was skipped', async () => {
    await freeze('2026-02-28', '2026-03-01', '2026-W09', '2026-W13', '2026-W14', '2026-03-31', '2026-04-01');
    await skip('2026-03-15');
    const ids = (await inMonth('2026-03')).map(({id}) => id);
    expect(ids).toEqual(['2026-03-31', '2026-W13', '2026-W09', '2026-03-01']);
  });

  test('tells the first three titles of each, with its number of papers, also when asked again', async () => {
    await freeze('2026-03-12');
    const titles = ['Paper 1 of 2026-03-12', 'Paper 2 of 2026-03-12', 'Paper 3 of 2026-03-12'];
    const told = [{id: '2026-03-12', papers: 4, builtAt: 7, titles}];
    expect(await inMonth('2026-03')).toEqual(told);
    expect(await inMonth('2026-03')).toEqual(told);
  });

  test('reads each edition once, however often it is asked', async () => {
    await freeze('2026-03-11', '2026-03-12');
    const read: EditionId[] = [];
    const find = (id: EditionId) => {
      read.push(id);
      return editions.find(id);
    };
    archive = openArchive({...store, editions: {...editions, find}});
    await inMonth('2026-03');
    await inMonth('2026-03');
    expect(read.sort()).toEqual(['2026-03-11', '2026-03-12']);
  });

  test('without any edition has none', async () => {
    await skip('2026-03-12');
    expect(await inMonth('2026-03')).toEqual([]);
  });
});

describe('the months', () => {
  test('are those with an edition, newest first, each once', async () => {
    await freeze('2025-12-30', '2026-W01', '2026-03-11', '2026-03-12');
    await skip('2026-02-01');
    await skip('2026-03-13');
    expect(await archive.months()).toEqual(['2026-03', '2026-01', '2025-12']);
  });

  test('are none before the first edition', async () => {
    expect(await archive.months()).toEqual([]);
  });
});

describe('beside an edition', () => {
  test('stand the nearest of its rhythm, over weekends, weeks and long gaps', async () => {
    await freeze('2026-03-06', '2026-W10', '2026-03-09', '2026-W11', '2026-05-01');
    for (let day = 10; day <= 31; day++) await skip(`2026-03-${day}`);
    expect(await archive.adjacent(idOf('2026-03-09'))).toEqual({before: '2026-03-06', after: '2026-05-01'});
    expect(await archive.adjacent(idOf('2026-05-01'))).toEqual({before: '2026-03-09', after: null});
    expect(await archive.adjacent(idOf('2026-W10'))).toEqual({before: null, after: '2026-W11'});
  });
});
