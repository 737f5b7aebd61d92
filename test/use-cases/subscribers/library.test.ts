import {afterAll, afterEach, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {catalogueOf} from '../../ranking/space/made-up-catalogue.ts';
import {openNewsletter} from '../../support/newsletter.ts';

const newsletter = await openNewsletter();
const {paperboy} = newsletter;
afterAll(newsletter.close);
afterEach(newsletter.empty);

const DAY = '2026-03-12';
const ADA = 'ada@example.org';

/** Papers on glass, bread, ships and clocks in turn. */
const items = catalogueOf(440).map((text, at) => {
  const item = madeUpPaper(DAY, at);
  return {...item, paper: {...item.paper, ...text}};
});

beforeEach(async () => {
  await paperboy.stores.catalogue.storeAll(items);
  await newsletter.subscribe([ADA]);
});

const known = items[2]?.paper.id ?? expect.fail('no paper');

/** Ships: titles alone, one paper that the catalogue knows, and much that is nobody's business. */
const FILE = `
@article{mykey, title = {Hull and oak: keel}, note = {PRIVATE REMARK}, file = {/home/me/SECRET/x.pdf}}
@article{b, title = {Ship, hull and rudder UNPUBLISHEDWORD}, keywords = {for my review}}
@article{c, title = {A sail and an anchor in the harbour}, eprint = {${known}}}
@article{c2, title = {A sail and an anchor in the harbour}}
@article{d, title = {Ship hull: rudder}} @article{e, title = {Ship hull: keel of oak}}
@article{f, year = 1999}`;

const understand = async (...texts: string[]) => {
  const result = await paperboy.papers.understandLibrary({
    files: texts.map(text => new TextEncoder().encode(text)),
  });
  return result.kind === 'understood' ? result.library : expect.fail(result.reason);
};

const numberOf = async (): Promise<number> =>
  (await paperboy.subscribers.find(ADA))?.number ?? expect.fail('no subscriber');

describe('a library', () => {
  test('is understood: what was read, what is known, what was not read, what it is about', async () => {
    const library = await understand(FILE);
    expect(library).toMatchObject({read: 7, papers: 5, known: 1});
    expect(library.rejected).toEqual([{line: 7, key: 'f', reason: 'has neither a title nor an ID'}]);
    expect(library.words.join(' ')).toMatch(/ship|hull/);
  });

  test('ranks the day for its reader, with its words as the reason, and without a reader too', async () => {
    const library = await understand(FILE);
    const tried = await paperboy.papers.rank({
      date: DAY,
      reader: null,
      library: library.kept,
      top: 9,
    });
    await paperboy.subscribers.keepLibrary({number: await numberOf(), library});
    const kept = await paperboy.papers.rank({date: DAY, reader: ADA, top: 9});
    for (const result of [tried, kept]) {
      const papers = result.kind === 'ranked' ? result.papers : [];
      const own = papers.filter(({reasons}) => reasons.some(({kind}) => kind === 'library'));
      expect(own.length).toBeGreaterThan(3);
      for (const {title} of own) expect(title).toMatch(/ship/);
      expect(papers.map(({id}) => id)).not.toContain(known);
    }
  });

  test('twice, in another order or another format, changes nothing', async () => {
    const number = await numberOf();
    const library = await understand(FILE);
    expect(await paperboy.subscribers.keepLibrary({number, library})).toEqual({kind: 'kept'});
    const again = await understand(...FILE.trim().split('\n').reverse());
    expect(again.kept.hash).toBe(library.kept.hash);
    expect(await paperboy.subscribers.keepLibrary({number, library: again})).toEqual({kind: 'unchanged'});
  });

  test('leaves nothing of the file in Redis but ids and words of the catalogue', async () => {
    await paperboy.subscribers.keepLibrary({number: await numberOf(), library: await understand(FILE)});
    const {redis} = newsletter;
    const keys = await redis.keys('*library*');
    expect(keys).toHaveLength(1);
    const text = JSON.stringify(await redis.hgetall(keys[0] ?? ''));
    expect(text).toContain(known);
    expect(text).not.toMatch(/PRIVATE|SECRET|UNPUBLISHED|review|mykey|harbour:/i);
  });

  test('is part of the data export, and gone when it is forgotten or its reader erased', async () => {
    const number = await numberOf();
    const library = await understand(FILE);
    const shown = () => paperboy.subscribers.exportData(number);
    await paperboy.subscribers.keepLibrary({number, library});
    expect(await shown()).toMatchObject({library: {papers: 5, ids: [known]}});
    expect(await paperboy.subscribers.forgetLibrary(number)).toEqual({kind: 'forgotten'});
    expect(await shown()).toMatchObject({library: null});
    expect(await paperboy.subscribers.forgetLibrary(number)).toEqual({kind: 'none'});
    await paperboy.subscribers.keepLibrary({number, library});
    await paperboy.subscribers.erase(number);
    expect(await newsletter.redis.keys('*library*')).toEqual([]);
  });

  test('is not kept for a reader who left', async () => {
    const number = await numberOf();
    const library = await understand(FILE);
    await paperboy.subscribers.unsubscribe({number, via: 'command'});
    expect(await paperboy.subscribers.keepLibrary({number, library})).toMatchObject({kind: 'refused'});
    expect(await paperboy.subscribers.library(number)).toBeNull();
  });

  test.each([
    ['%PDF-1.7', 'it is a PDF; export BibTeX, RIS or CSL-JSON from your reference manager instead', 0],
    ['@misc{a, year = 1999}', 'no papers were found', null],
  ])('of %j is refused', async (text, reason, file) => {
    const files = [new TextEncoder().encode(text)];
    expect(await paperboy.papers.understandLibrary({files})).toEqual({kind: 'refused', reason, file});
  });
});

describe('a column of libraries', () => {
  const importRows = (...rows: string[]) =>
    paperboy.subscribers.import({
      open: async function* () {
        yield `${['email,library', ...rows].join('\n')}\n`;
      },
      ...{confirmed: true, consentText: 'They agreed.'},
    });
  const libraryOf = async (address: string) =>
    paperboy.subscribers.library((await paperboy.subscribers.find(address))?.number ?? 0);
  const ships = items.filter((_, at) => at % 4 === 2).map(({paper}) => paper.id);

  test('teaches what its papers say, comes back in an export, and leaves what a reader brought', async () => {
    await importRows(
      `berta@example.org,${ships.slice(0, 4).join(';')};https://arxiv.org/abs/${ships[4]}v2;10.1000/Xyz`,
      `${ADA},${ships[0]}`,
    );
    expect(await libraryOf('berta@example.org')).toMatchObject({papers: 6, ids: ships.slice(0, 5)});
    expect(await libraryOf(ADA)).toMatchObject({ids: [ships[0]]});
    await importRows(`${ADA},${ships[1]}`);
    expect(await libraryOf(ADA)).toMatchObject({ids: [ships[0]]});
    let csv = '';
    for await (const lines of paperboy.subscribers.export({format: 'csv'})) csv += lines;
    const renamed = csv.replaceAll('berta@', 'moved@').replace(ADA, 'other@example.org');
    await paperboy.subscribers.import({
      open: async function* () {
        yield renamed;
      },
      ...{confirmed: true, consentText: 'They agreed.'},
    });
    expect(await libraryOf('moved@example.org')).toMatchObject({ids: ships.slice(0, 5)});
  });

  test('of what is no paper rejects its row, and a no comes in without its library', async () => {
    const result = await importRows(
      'berta@example.org,my shelf',
      `carl@example.org,${Array.from({length: 501}, (_, at) => `2603.${10_000 + at}`).join(';')}`,
    );
    expect(result).toMatchObject({
      imported: 0,
      rejected: [
        {line: 2, reason: 'library "my shelf" must be an arXiv ID, DOI or link of a paper'},
        {line: 3, reason: 'library names 501 papers; at most 500'},
      ],
    });
    await paperboy.subscribers.import({
      open: async function* () {
        yield `email,status,library\ndora@example.org,unsubscribed,${ships[0]}\n`;
      },
      ...{confirmed: true, consentText: 'They agreed.'},
    });
    expect(await libraryOf('dora@example.org')).toBeNull();
  });

  test('without a catalogue to learn from is dropped with a note', async () => {
    await newsletter.empty();
    expect(await importRows('berta@example.org,2603.10001')).toMatchObject({
      imported: 1,
      notes: [{line: 2, reason: 'library not kept: there are too few papers yet to learn from a library'}],
    });
  });
});

test('a catalogue of a few papers says that it cannot learn yet', async () => {
  await newsletter.empty();
  const files = [new TextEncoder().encode(FILE)];
  expect(await paperboy.papers.understandLibrary({files})).toEqual({
    kind: 'refused',
    reason: 'there are too few papers yet to learn from a library',
    file: null,
  });
});
