import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem} from '../support/paper-source.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const DAY = '2026-03-12';
const HUNDRED_MB = 100 * 1024 * 1024;

const list = (...ids: string[]): string => JSON.stringify(ids.map(id => dailyItem({id})));

const papersOfDay = async (): Promise<unknown> =>
  (await desk.paperboy('papers', 'rank', '--date', DAY, '--json')).json();

const stats = async (): Promise<unknown> => (await desk.paperboy('subscribers', 'stats', '--json')).json();

const unsaid = {'too-many': 0, 'not-for-me': 0, 'never-asked': 0, 'found-elsewhere': 0, other: 0};

const nobody = {pending: 0, active: 0, unsubscribed: 0, suppressed: 0, leave_reasons: unsaid, forgotten: 0};

describe('papers import: what is no list of papers is refused with one line, and nothing is written', () => {
  const refused: [string, string, string][] = [
    ['an empty file', '', 'is empty'],
    ['an answer without papers', '{"status":"no_data","message":"No papers"}', 'saying "No papers"'],
    ['half a document', list('2603.00001', '2603.00002').slice(0, 400), 'ends in the middle'],
    ['noise', '\u0000\u0001\u0002', 'is not text'],
  ];

  test.each(refused)('%s', async (_, content, reason) => {
    const path = await desk.file('papers.json', content);
    const {exit, out, err} = await desk.paperboy('papers', 'import', path, '--date', DAY);
    expect({exit, out}).toEqual({exit: 1, out: ''});
    expect(err).toContain('papers.json');
    expect(err).toContain(reason);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(await papersOfDay()).toEqual([]);
  });

  test('100 MB of one line', async () => {
    const path = await desk.file('papers.json', Buffer.alloc(HUNDRED_MB, 'x'));
    const {exit, err} = await desk.paperboy('papers', 'import', path, '--date', DAY);
    expect(exit).toBe(1);
    expect(err).toBe('"papers.json" has 100 MB; a document may have 64 MB\n');
  });

  test('a file that is not there, beside one that is: neither is read', async () => {
    const path = await desk.file('papers.json', list('2603.00001'));
    const {exit, err} = await desk.paperboy('papers', 'import', path, `${desk.folder}/none`, '--date', DAY);
    expect(exit).toBe(1);
    expect(err).toBe('"none" cannot be opened: no such file\n');
    expect(await papersOfDay()).toEqual([]);
  });

  test('one bad paper costs only itself: exit code 4, with its place and reason', async () => {
    const path = await desk.file('papers.json', list('2603.00001', 'no id', '2603.00002'));
    const {exit, json} = await desk.paperboy('papers', 'import', path, '--date', DAY, '--json');
    expect(exit).toBe(4);
    expect(json()).toEqual({
      imported: 2,
      updated: 0,
      rejected: [{line: 2, reason: expect.stringContaining('no id')}],
      date: DAY,
    });
    expect(await papersOfDay()).toHaveLength(2);
  });

  test('nothing but bad papers is a failure: exit code 1', async () => {
    const path = await desk.file('papers.json', list('no id'));
    const {exit} = await desk.paperboy('papers', 'import', path, '--date', DAY);
    expect(exit).toBe(1);
  });
});

const attested = ['--confirmed', '--consent', 'agreed on paper'];

describe('subscribers import: what is no list of subscribers is refused, and nothing is written', () => {
  const refused: [string, string | Buffer, string][] = [
    ['an empty file', '', 'the file is empty'],
    [
      'other columns',
      'post,nom\nada@example.org,Ada\n',
      'line 1 must name the columns, with "email" among them',
    ],
    ['a list of papers', list('2603.00001'), 'line 1 must name the columns'],
    ['bytes that are no text', Buffer.from([0x65, 0xff, 0xfe, 0x0a]), 'line 1 is not UTF-8'],
  ];

  test.each(refused)('%s', async (_, content, reason) => {
    const path = await desk.file('readers.csv', content);
    const {exit, out, err} = await desk.paperboy('subscribers', 'import', path, ...attested);
    expect({exit, out}).toEqual({exit: 1, out: ''});
    expect(err).toContain(`${path}: ${reason}`);
    expect(await stats()).toEqual(nobody);
  });

  test('100 MB of one line', async () => {
    const path = await desk.file('readers.csv', Buffer.alloc(HUNDRED_MB, 'x'));
    const {exit, err} = await desk.paperboy('subscribers', 'import', path, ...attested);
    expect(exit).toBe(1);
    expect(err.length).toBeLessThan(1000);
    expect(await stats()).toEqual(nobody);
  });

  test('a file that is not there, and a folder: what the system says, in words', async () => {
    const missing = await desk.paperboy('subscribers', 'import', `${desk.folder}/none.csv`, ...attested);
    expect(missing).toMatchObject({
      exit: 1,
      err: `${desk.folder}/none.csv cannot be read: no such file or directory\n`,
    });
    const folder = await desk.paperboy('subscribers', 'import', desk.folder, ...attested, '--json');
    expect(folder.exit).toBe(1);
    expect(folder.json()).toEqual({error: `${desk.folder} cannot be read: it is a folder, not a file`});
  });

  test('repeated and malformed addresses: the good are in, the rest told by line; exit code 4', async () => {
    const path = await desk.file(
      'readers.csv',
      'email\nada@example.org\nADA@example.org\nno-address\n\nben@example.org\n',
    );
    const {exit, json} = await desk.paperboy('subscribers', 'import', path, ...attested, '--json');
    expect(exit).toBe(4);
    expect(json()).toEqual({
      imported: 2,
      updated: 0,
      skipped: 1,
      rejected: [{line: 4, reason: 'the address "no-address" has no @'}],
    });
    expect(await stats()).toEqual({...nobody, active: 2});
  });

  test('nothing but malformed addresses is a failure: exit code 1', async () => {
    const path = await desk.file('readers.csv', 'email\nno-address\n');
    const {exit} = await desk.paperboy('subscribers', 'import', path, ...attested);
    expect(exit).toBe(1);
  });

  test('many rejections do not bury the terminal, and --json has them all', async () => {
    const rows = Array.from({length: 25}, (_, at) => `bad-${at}`);
    const path = await desk.file('readers.csv', ['email', ...rows].join('\n'));
    const {err} = await desk.paperboy('subscribers', 'import', path, ...attested);
    expect(err.trimEnd().split('\n')).toHaveLength(21);
    expect(err).toContain('and 5 more (see --json)');
    const {json} = await desk.paperboy('subscribers', 'import', path, ...attested, '--json');
    expect(json()).toMatchObject({rejected: {length: 25}});
  });
});

describe('what comes from outside does not steer the terminal', () => {
  const controls = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

  test('neither a title nor a file name, nor a cell', async () => {
    const title = 'Red \u001b[31malert\u0007 \u009b2J \u202e!';
    const path = await desk.file('papers.json', JSON.stringify([dailyItem({id: '2603.00001', title})]));
    const told = [
      await desk.paperboy('papers', 'import', path, '--date', DAY),
      await desk.paperboy('papers', 'rank', '--date', DAY),
      await desk.paperboy('papers', 'rank', '--date', DAY, '--json'),
      await desk.paperboy('editions', 'build', DAY),
      await desk.paperboy('editions', 'preview', DAY),
      await desk.paperboy('papers', 'import', `${desk.folder}/\u001b[31m.json`),
      await desk.paperboy('subscribers', 'import', `${desk.folder}/\u001b]0;x\u0007.csv`, ...attested),
      await desk.paperboy(
        'subscribers',
        'import',
        await desk.file('a.csv', 'email\n\u001b[2Jx\n'),
        ...attested,
      ),
    ];
    for (const {out, err} of told) expect(`${out}${err}`).not.toMatch(controls);
    expect(told[1]?.out).toContain('alert');
  });
});

describe('what cannot be written', () => {
  test('a preview into a folder that is not there is told in words', async () => {
    const path = await desk.file('papers.json', list('2603.00001'));
    await desk.paperboy('papers', 'import', path, '--date', DAY);
    await desk.paperboy('editions', 'build', DAY);
    const out = `${desk.folder}/none/mail.html`;
    const {exit, err} = await desk.paperboy('editions', 'preview', DAY, '--out', out);
    expect(exit).toBe(1);
    expect(err).toBe(`--out "${out}" cannot be written: no such file or directory\n`);
  });
});
