import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {cats, day, dogs, type Given, hour, item, nine, openCatalogueDesk} from './catalogue-desk.ts';

const {house, catalogue, idsOn} = await openCatalogueDesk();
afterAll(() => house.close());
beforeEach(() => house.empty());

describe('a withdrawn paper', () => {
  const paper = (given: Given = {}) =>
    item({
      id: cats,
      votes: 9,
      links: {
        page: 'https://arxiv.org/abs/2603.00001',
        pdf: 'https://arxiv.org/pdf/2603.00001',
        code: null,
        project: null,
      },
      ...given,
    });
  const ofArxiv = (given: Given = {}) => paper({source: 'arxiv', votes: null, ...given});

  test('is no candidate, and is found with its note and without a PDF', async () => {
    await catalogue.store(ofArxiv({isWithdrawn: true}));
    await catalogue.store(item({id: dogs, title: 'On Dogs'}));
    expect(await idsOn(day)).toEqual([dogs]);
    expect((await catalogue.find(cats))?.paper).toMatchObject({isWithdrawn: true, links: {pdf: null}});
  });

  test('is withdrawn whichever source says so', async () => {
    await catalogue.store(paper());
    await catalogue.store(ofArxiv({isWithdrawn: true, at: nine + hour}));
    expect((await catalogue.find(cats))?.paper).toMatchObject({
      source: 'hugging-face',
      isWithdrawn: true,
      links: {pdf: null},
    });
    expect(await idsOn(day)).toEqual([]);
  });

  test('that is known is marked by its newest version, and stands again by the next', async () => {
    await catalogue.store(paper());
    await catalogue.noteNewVersions([
      {id: cats, isWithdrawn: true},
      {id: dogs, isWithdrawn: true},
    ]);
    expect(await idsOn(day)).toEqual([]);
    expect(await catalogue.find(dogs)).toBe(null);
    await catalogue.noteNewVersions([{id: cats, isWithdrawn: false}]);
    expect(await idsOn(day)).toEqual([cats]);
    expect((await catalogue.find(cats))?.paper.isWithdrawn).toBeUndefined();
  });

  test('has its later versions, each with the day on which it first came', async () => {
    const second = {number: 2, at: nine};
    await catalogue.store(ofArxiv());
    expect(await catalogue.find(cats)).not.toHaveProperty('versions');
    await catalogue.noteNewVersions([{id: cats, isWithdrawn: false, version: {number: 10, at: nine + hour}}]);
    await catalogue.store({...ofArxiv({at: nine + hour}), version: second});
    await catalogue.noteNewVersions([
      {id: cats, isWithdrawn: false, version: {number: 2, at: nine + 9 * hour}},
      {id: dogs, isWithdrawn: false, version: second},
      {id: cats, isWithdrawn: false},
    ]);
    expect((await catalogue.find(cats))?.versions).toEqual([second, {number: 10, at: nine + hour}]);
    expect(await catalogue.find(dogs)).toBe(null);
  });

  test("is what arXiv's newest text says, whatever was noted before", async () => {
    await catalogue.store(ofArxiv());
    await catalogue.noteNewVersions([{id: cats, isWithdrawn: true}]);
    await catalogue.store(paper({at: nine + hour}));
    expect(await idsOn(day)).toEqual([]);
    await catalogue.store(ofArxiv({at: nine + hour}));
    expect(await idsOn(day)).toEqual([cats]);
  });
});
