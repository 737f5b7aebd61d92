import {mkdtemp, rm, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import type {PaperFileEntry} from '../../../../src/papers/sources/files/paper-file-entries.ts';
import {dailyItem} from '../../../support/paper-source.ts';
import {anyText} from '../../../support/texts/any-text.ts';
import {itemsOf, now, readAt, rejectionsOf} from './paper-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'paperboy-papers-'));
afterAll(() => rm(folder, {recursive: true}));

const megabyte = 1024 * 1024;

const read = async (name: string, content: string | Uint8Array, date: string | null = null) => {
  await writeFile(join(folder, name), content);
  return readAt(join(folder, name), date);
};

const items = [dailyItem({id: '2603.00001'}), dailyItem({id: '2603.00002'})];
const line = (more: Record<string, unknown> = {}, id = '2603.00001') =>
  JSON.stringify({...dailyItem({id}), ...more});

describe('a JSON answer', () => {
  test('gives its papers under the day that the operator gave, else that in its name', async () => {
    const text = JSON.stringify(items, null, 4);
    expect(itemsOf(await read('2026-03-12.json', text)).map(({day}) => day)).toEqual([
      '2026-03-12',
      '2026-03-12',
    ]);
    expect(itemsOf(await read('2026-03-12.json', text, '2026-03-11'))[0]?.day).toBe('2026-03-11');
    expect(itemsOf(await read('2026-03-12.json', text))[0]?.snapshot.at).toBe(now);
  });

  test('without a day in its name has that on which most of its items were listed', async () => {
    const listed = ['2026-03-12', '2026-03-11', '2026-03-12'].map((listedOn, n) =>
      dailyItem({id: `2603.0000${n + 1}`, listedOn}),
    );
    const file = await read('answer.json', JSON.stringify(listed));
    expect(new Set(itemsOf(file).map(({day}) => day))).toEqual(new Set(['2026-03-12']));
  });

  test('whose items name their own days has those, but for what the operator says', async () => {
    const dated = [
      {...dailyItem({id: '2603.00001'}), date: '2026-03-10', capturedAt: '2026-03-10T08:00:00Z'},
      {...dailyItem({id: '2603.00002'}), date: '2026-03-11'},
    ];
    const daysIn = (file: {entries: PaperFileEntry[]}) => itemsOf(file).map(({day}) => day);
    expect(daysIn(await read('answers.json', JSON.stringify(dated)))).toEqual(['2026-03-10', '2026-03-11']);
    expect(daysIn(await read('answers.json', JSON.stringify(dated), '2026-03-12'))).toEqual([
      '2026-03-12',
      '2026-03-12',
    ]);
  });

  test('without any day is refused and says what to do', async () => {
    expect(await read('answer.json', JSON.stringify(items))).toMatchObject({
      kind: 'refused',
      reason: '"answer.json" names no day, in its name or its items: give --date',
    });
  });

  test('with a bad item gives the others and the place of the bad one', async () => {
    const file = await read('2026-03-12.json', JSON.stringify([...items, {}, 7]));
    expect(itemsOf(file)).toHaveLength(2);
    expect(rejectionsOf(file)).toEqual([
      {line: 3, reason: 'an object is not a paper: it has no "paper" object'},
      {line: 4, reason: '7 is not a paper: it has no "paper" object'},
    ]);
  });

  test('that is an empty list is no mistake', async () => {
    expect(await read('2026-03-14.json', '[]')).toMatchObject({
      kind: 'file',
      entries: [],
      notes: ['its list is empty'],
      day: '2026-03-14',
    });
  });

  test('may begin with a byte order mark', async () => {
    expect(itemsOf(await read('2026-03-12.json', `\uFEFF${JSON.stringify(items)}`))).toHaveLength(2);
  });
});

describe('JSON lines', () => {
  test('give each paper the day and the instant of its line', async () => {
    const text = [
      line({date: '2026-03-12', capturedAt: '2026-03-12T08:34:58+00:00'}),
      line({date: '2026-03-13'}, '2603.00002'),
    ].join('\n');
    const items = itemsOf(await read('papers.jsonl', text));
    expect(items.map(({day, snapshot}) => [day, snapshot.at])).toEqual([
      ['2026-03-12', Date.parse('2026-03-12T08:34:58Z')],
      ['2026-03-13', now],
    ]);
  });

  test('are known without their name, by the first line', async () => {
    expect(itemsOf(await read('papers.txt', `${line({date: '2026-03-12'})}\r\n\r\n`))).toHaveLength(1);
  });

  test('give way to the day of the operator', async () => {
    expect(itemsOf(await read('papers.jsonl', line({date: '2026-03-12'}), '2026-03-10'))[0]?.day).toBe(
      '2026-03-10',
    );
  });

  test('with bad ones among them give the others, each bad one with its line', async () => {
    const text = [
      line({date: '2026-03-12'}),
      '{"half": ',
      '',
      line({date: '2026-02-30'}),
      line({}, '2603.00002'),
      line({date: '2026-03-12', capturedAt: 'yesterday'}),
      '"a text"',
      line({date: '2026-03-12'}, '2603.00003').slice(0, -9),
    ].join('\n');
    const file = await read('papers.jsonl', text);
    expect(itemsOf(file)).toHaveLength(1);
    expect(rejectionsOf(file)).toEqual([
      {
        line: 2,
        reason: '"{\\"half\\":" is not a complete JSON document: it ends in the middle, after 8 characters',
      },
      {line: 4, reason: 'date "2026-02-30" is not a day such as 2026-03-12'},
      {line: 5, reason: 'paper 2603.00002 names no day: give --date'},
      {line: 6, reason: 'capturedAt "yesterday" is no instant such as 2026-03-12T08:00:00Z'},
      {line: 7, reason: '"a text" is not a paper: it has no "paper" object'},
      {line: 8, reason: expect.stringMatching(/is not a complete JSON document: it ends in the middle/)},
    ]);
  });

  test('from the future are filed as of now', async () => {
    const text = line({date: '2026-03-12', capturedAt: '2199-01-01T00:00:00Z'});
    expect(itemsOf(await read('papers.jsonl', text))[0]?.snapshot.at).toBe(now);
  });

  test('with one longer than a megabyte give the others', async () => {
    const long = JSON.stringify({...dailyItem({id: '2603.00002'}), padding: 'x'.repeat(1024 * 1024)});
    const file = await read(
      'papers.jsonl',
      [line({date: '2026-03-12'}), long, line({date: '2026-03-12'})].join('\n'),
    );
    expect(itemsOf(file)).toHaveLength(2);
    expect(rejectionsOf(file)).toEqual([{line: 2, reason: 'the line is longer than 1 MB'}]);
  });

  test('of which a thousand are bad and none good are refused before the rest is read', async () => {
    const text = `${'nothing\n'.repeat(5000)}${line({date: '2026-03-12'})}`;
    const file = await read('papers.jsonl', text);
    expect(file.kind === 'refused' && file.reason).toMatch(
      /^"papers\.jsonl" holds no paper: line 1: "nothing" is not a complete JSON document/,
    );
  });
});

describe('the text of a page', () => {
  const abstract = `We study cats. ${'It is known that they are hard. '.repeat(12)}It works.`;

  test('is read with the day in the name of the file', async () => {
    const file = await read('page-2025-03-12.txt', `Mar 12\n\nOn Cats\n\n${abstract}\n`);
    expect(itemsOf(file)[0]).toMatchObject({day: '2025-03-12', paper: {title: 'On Cats', source: 'page'}});
  });

  test('may be in Windows-1252, which is said', async () => {
    const text = Buffer.from(`Mar 12\n\nCaf\xe9 \x93Cats\x94\n\n${abstract}\n`, 'latin1');
    const file = await read('page.txt', text);
    expect(itemsOf(file)[0]?.paper.title).toBe('Café “Cats”');
    expect(file.kind === 'file' && file.notes[0]).toBe('it is not UTF-8: read as Windows-1252');
  });

  test('may be in UTF-16 or begin with a byte order mark', async () => {
    const text = `\uFEFFMar 12\n\nOn Cats\n\n${abstract}\n`;
    expect(itemsOf(await read('page.txt', Buffer.from(text, 'utf16le')))).toHaveLength(1);
    expect(itemsOf(await read('page.txt', text))).toHaveLength(1);
  });
});

describe('a file as a whole', () => {
  test.each([
    ['empty', '', '"given.json" is empty'],
    ['white space', ' \n\n ', '"given.json" is empty'],
    [
      'half a document',
      '[{"paper": {"id": "26',
      '"given.json" is not a complete JSON document: it ends in the middle, after 21 characters',
    ],
    [
      'broken in the middle',
      `[\n${'1,\n'.repeat(50)}}]`,
      expect.stringMatching(/^"given\.json" is not a complete JSON document: Unexpected token '}', /),
    ],
    [
      'an object',
      JSON.stringify({status: 'no_data', message: 'No papers found'}),
      '"given.json" is not a list of papers but an object with "status", "message", saying "No papers found"',
    ],
    ['a text in quotes', '"hello"', '"given.json" is not a list of papers but "hello"'],
    ['nested without end', '['.repeat(1_000_000), '"given.json" is nested more than 50 levels deep'],
    [
      'a web page',
      '<!doctype html><html>',
      '"given.json" is XML or HTML: give a JSON answer, JSON lines or the plain text of a page',
    ],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', '"given.json" is not text'],
    ['other text', 'milk\nbread\n', '"given.json" holds no title with an abstract below it'],
  ])('that is %s is refused in one line', async (_, content, reason) => {
    expect(await read('given.json', content)).toMatchObject({kind: 'refused', reason});
  });

  test('that is not there, or a folder, is refused', async () => {
    expect(await readAt(join(folder, 'nowhere.json'))).toMatchObject({
      reason: '"nowhere.json" cannot be opened: no such file',
    });
    expect(await readAt(folder)).toMatchObject({reason: expect.stringMatching(/ is a folder, not a file$/)});
    expect(await readAt('/')).toMatchObject({reason: '"/" is a folder, not a file'});
  });

  /** A file whose rest is a hole: it takes no room on the disk. */
  const writeLong = async (name: string, beginning: Buffer, sizeBytes: number) => {
    const path = join(folder, name);
    await writeFile(path, beginning);
    await truncate(path, sizeBytes);
    return path;
  };

  test.each([
    ['long.json', '['],
    ['long.txt', 'a'],
  ])('of a terabyte, %s, is refused by its size alone: nobody could hold it', async (name, sign) => {
    const path = await writeLong(name, Buffer.alloc(megabyte, sign), 1024 * 1024 * megabyte);
    expect(await readAt(path)).toMatchObject({
      kind: 'refused',
      reason: `"${name}" has 1048576 MB; a document may have 64 MB`,
    });
  });

  test('of one line of 250 MB of JSON lines is refused without being held in memory', async () => {
    const path = await writeLong('long.jsonl', Buffer.alloc(megabyte, '['), 250 * megabyte);
    const before = process.resourceUsage().maxRSS;
    expect((await readAt(path)).kind).toBe('refused');
    // Node frees buffers that nobody holds when it likes: some 40 to 70 MB later, which this leaves room for.
    expect((process.resourceUsage().maxRSS - before) * 1024).toBeLessThan(170 * megabyte);
  });

  test('is never a reason to throw, and every reason is one line', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '{',
        '}',
        '"paper":',
        ',',
        '\n',
        'Mar 12\n\n',
        'A Title\n\nA text.\n\n',
        '\uFEFF',
        line(),
      ),
      anyText({maxLength: 50}),
    );
    const content = fc.array(piece, {maxLength: 20}).map(parts => Buffer.from(parts.join('')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(content, fc.uint8Array({maxLength: 200})), async bytes => {
        const file = await read('2026-03-12.txt', bytes);
        const reasons =
          file.kind === 'refused' ? [file.reason] : rejectionsOf(file).map(({reason}) => reason);
        for (const reason of reasons) expect(reason).toMatch(/^[^\n\r]{1,300}$/);
      }),
      {numRuns: 200},
    );
  });
});
