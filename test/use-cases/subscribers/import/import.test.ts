import fc from 'fast-check';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {anyText, draftOf, everybody, named, noon, openTestStore} from '../../../support/open-store.ts';
import {depsAt} from '../../../support/subscription-deps.ts';
import {importInto, inPieces, lines} from '../import-text.ts';

const store = await openTestStore();
const {subscribers} = store;

beforeEach(store.empty);
afterAll(store.close);

const importText = importInto(subscribers);

const addresses = async () => (await everybody(subscribers)).map(({address}) => address);

describe('a file of subscribers', () => {
  test('is imported with all its columns', async () => {
    const result = await importText(
      lines(
        'Email,Name,Timezone,Hour,Frequency,Weekday,Topics,Avoid,Authors,Labs,' +
          'Code_Hosts,Papers,Mail_Form,Arxiv_Share,Language,Paused_Until,More_Like,Less_Like,Status,Created',
        'Reader@example.org,"Eader, R.",europe/berlin,8:00,weekly,friday,Agents; ' +
          'vision;agents,Survey,Zoë Sample,Orchard ' +
          'Lab,github.com/Orchard,5,Short,40%,zh-CN,2026-04-01,' +
          '2603.10001v2;2603.10002,astro-ph/0601001,active,2024-05-01',
        'b@example.org',
      ),
    );
    expect(result).toEqual({
      kind: 'imported',
      imported: 2,
      updated: 0,
      skipped: 0,
      rejected: [],
      service: null,
      asked: 0,
      notes: [],
      ignored: [],
    });
    const [reader, other] = await everybody(subscribers);
    expect(reader).toEqual({
      number: 1,
      id: expect.stringMatching(/^[\w-]{11}$/),
      address: 'Reader@example.org',
      name: 'Eader, R.',
      state: 'active',
      stateReason: 'imported, consent attested by the operator',
      stateAt: noon,
      preferences: {
        timezone: 'Europe/Berlin',
        hour: 8,
        frequency: 'weekly',
        weekday: 5,
        topics: ['agents', 'vision'],
        avoid: ['survey'],
        authors: ['Zoë Sample'],
        labs: ['Orchard Lab'],
        codeHosts: ['github.com/orchard'],
        papers: 5,
        form: 'short',
        arxivShare: 40,
        news: true,
        language: 'zh-Hans',
        pausedUntil: '2026-04-01',
      },
      opinions: {more: ['2603.10001', '2603.10002'], less: ['astro-ph/0601001']},
      epoch: 0,
      createdAt: Date.UTC(2024, 4, 1),
      consent: {text: 'They agreed.', via: 'import', askedAt: noon, confirmedAt: noon},
    });
    expect(other).toEqual(draftLike({number: 2, address: 'b@example.org'}));
  });

  test('with opinions changes those of who is known, and a row that names no paper is rejected', async () => {
    await importText(lines('email,more_like,less_like', 'a@example.org,2603.10001,2603.10002'));
    const again = lines(
      'email,authors,more_like',
      'a@example.org,,2603.10002',
      'b@example.org,!,cats;2603.10001',
    );
    expect(await importText(again)).toMatchObject({
      imported: 0,
      updated: 1,
      rejected: [{line: 3, reason: 'author "!" has no letter; more_like "cats" is not a paper ID'}],
    });
    const [known] = await everybody(subscribers);
    expect(known?.opinions).toEqual({more: ['2603.10002'], less: []});
    expect(await importText(again)).toMatchObject({updated: 0, skipped: 1});
  });

  test('without an attested consent leaves everybody pending, and asks each by letter', async () => {
    const deps = depsAt(subscribers, noon);
    const result = await importInto(
      subscribers,
      noon,
      deps,
    )(lines('email,status', 'a@example.org,active', 'b@example.org,unsubscribed'), {
      confirmed: false,
      consentText: null,
    });
    expect(result).toMatchObject({imported: 2, asked: 1});
    expect((await everybody(subscribers)).map(({state}) => state)).toEqual(['pending', 'unsubscribed']);
    expect(deps.letters).toEqual([{number: 1, letter: 'confirm'}]);
  });

  test.each([
    ['commas', 'email,name\na@example.org,"A; B"\n'],
    ['semicolons', 'email;name\na@example.org;"A; B"\n'],
    ['tabs', 'email\tname\na@example.org\tA; B\n'],
    ['a byte-order mark', '\ufeffemail,name\na@example.org,A; B\n'],
    ['Windows line ends', 'email,name\r\na@example.org,A; B\r\n'],
    ['old Mac line ends', 'email,name\ra@example.org,A; B\r'],
    ['no line end at the end', 'email,name\na@example.org,A; B'],
    ['empty lines', '\n\nemail,name\n\n \na@example.org,A; B\n\n'],
    ['capitals, spaces and quotes in the header', ' "EMAIL" ,Name \na@example.org,A; B\n'],
    ['spaces around cells', 'email,name\n a@example.org , A; B \n'],
    ['columns that nobody knows', 'id,email,name,score\n7,a@example.org,A; B,0.5\n'],
    ['a line break in a cell', 'email,name\na@example.org,"A;\n B"\n'],
    ['more commas at the end', 'email,name\na@example.org,A; B,,,\n'],
  ])('may have %s', async (_, text) => {
    expect(await importText(text)).toMatchObject({imported: 1, rejected: []});
    expect(await everybody(subscribers)).toMatchObject([{address: 'a@example.org', name: 'A; B'}]);
  });

  test('says which columns it read over', async () => {
    expect(await importText('email,score,timezon\na@example.org,1,UTC\n')).toMatchObject({
      ignored: ['score', 'timezon'],
    });
  });

  test('may be longer than any piece of it', async () => {
    const rows = Array.from({length: 1234}, (_, place) => `r${place}@example.org,Reader ${place}`);
    const done: number[] = [];
    const result = await importText(lines('email,name', ...rows), {onProgress: count => done.push(count)});
    expect(result).toMatchObject({imported: 1234, skipped: 0, rejected: []});
    expect(await addresses()).toHaveLength(1234);
    expect(done).toEqual([500, 1000, 1234]);
  });
});

describe('a file that cannot be one of subscribers is refused, and nothing is written', () => {
  test.each(
    named<string | Buffer, string>([
      ['', 'the file is empty'],
      ['\n\n', 'the file is empty'],
      [
        'a@example.org,Ada\n',
        'line 1 must name the columns, with "email" among them; say which it is with --column',
      ],
      ['\nname,post\nx,a@example.org\n', 'line 2 must name the columns'],
      ['email,name,EMAIL\n', 'line 1 names two columns for email, the second is "EMAIL"'],
      ['email,hour,Hour\n', 'line 1 names two columns for hour, the second is "Hour"'],
      [Buffer.from('email\na@example.org\n', 'utf16le'), 'line 1 is not UTF-8'],
      [Buffer.from([0xff, 0xfe, 0x65, 0]), 'must name the columns'],
      [`email${'x'.repeat(70_000)}`, 'line 1 is not UTF-8'],
    ]),
  )('$name', async ({input: text, expected: reason}) => {
    expect(await importText(text)).toMatchObject({kind: 'refused', reason: expect.stringContaining(reason)});
    expect(await store.redis.dbsize()).toBe(0);
  });

  test('and so is an attestation without its text', async () => {
    expect(await importText('email\na@example.org\n', {consentText: ' '})).toMatchObject({kind: 'refused'});
    expect(await store.redis.dbsize()).toBe(0);
  });
});

describe('a wrong row is rejected with its line, and the others are imported', () => {
  test.each(
    named([
      ['b@example', 'the address "b@example" has no dot in its domain'],
      ['', null],
      [',X', 'the address "" is empty'],
      ['b@example.org,B,24', 'hour "24" must be a whole hour from 0 to 23'],
      ['b@example,B,24', 'has no dot in its domain; hour "24" must'],
      ['b@example.org,Doe,John,8', 'has 4 cells where the header has 3'],
      ['b@example.org,B "the" Bee', 'has a quote in the middle of a cell'],
      ['b@example.org,"B', 'has an unclosed quote'],
      ['b@example.org,B"', 'has an unclosed quote'],
      ['"b@example.org', 'has an unclosed quote'],
      [`b@example.org,${'x'.repeat(101)}`, 'is longer than 100 characters'],
      [`b@example.org,${'x'.repeat(70_000)}`, 'is longer than 65536 characters'],
      ['b@example.org,\u0000', 'is not UTF-8'],
    ]),
  )('$name', async ({input: row, expected: reason}) => {
    const result = await importText(lines('email,name,hour', 'a@example.org,A,8', row, 'c@example.org,C,8'));
    const rejected = reason === null ? [] : [{line: 3, reason: expect.stringContaining(reason)}];
    expect(result).toMatchObject({kind: 'imported', imported: 2, rejected});
    expect(await addresses()).toEqual(['a@example.org', 'c@example.org']);
  });

  test('bytes that are not UTF-8 are rejected, not guessed', async () => {
    const bytes = Buffer.concat([
      Buffer.from('email,name\na@example.org,Andr'),
      Buffer.from([0xe9]),
      Buffer.from('\n'),
    ]);
    expect(await importText(bytes)).toMatchObject({
      imported: 0,
      rejected: [{line: 2, reason: expect.stringContaining('is not UTF-8')}],
    });
  });

  test('a stray quote swallows no row, however many follow', async () => {
    const rows = Array.from({length: 200}, (_, place) => `r${place}@example.org,Reader`);
    const result = await importText(
      lines('email,name', '"x@example.org,Slip', ...rows, '"y@example.org,Slip'),
    );
    expect(result).toMatchObject({imported: 200, rejected: [{line: 2}, {line: 203}]});
  });

  test('two stray quotes near each other swallow no row between them', async () => {
    const result = await importText(
      lines('email,name', 'x@example.org,"X', 'a@example.org,A', 'y@example.org,Y"', 'b@example.org,B'),
    );
    expect(await addresses()).toEqual(['a@example.org', 'b@example.org']);
    expect(result).toMatchObject({imported: 2, rejected: [{line: 2}, {line: 4}]});
  });

  test('the line of a row after a cell with line breaks is right', async () => {
    const result = await importText(lines('email,name', 'a@example.org,"A', 'B', 'C"', 'b@example'));
    expect(result).toMatchObject({imported: 1, rejected: [{line: 5}]});
  });

  test.each([
    ['2026-02-30x', 'must be a date such as'],
    ['yesterday', 'must be a date such as'],
    ['1/5/2024', 'could be day/month or month/day'],
    ['2024-02-30', 'must be a date such as'],
    ['2023-02-29T10:00:00Z', 'must be a date such as'],
    ['2999-01-01', 'is in the future'],
    ['1024-01-01', 'must be a date such as'],
  ])('created %j', async (created, reason) => {
    expect(await importText(lines('email,created', `a@example.org,${created}`))).toMatchObject({
      imported: 0,
      rejected: [{line: 2, reason: expect.stringContaining(reason)}],
    });
  });

  test('an unknown status is rejected: it may mean that somebody left', async () => {
    expect(
      await importText(lines('email,status', 'a@example.org,hibernating', 'b@example.org,__proto__')),
    ).toMatchObject({
      imported: 0,
      rejected: [
        {line: 2, reason: expect.stringContaining('status "hibernating" is not a known state')},
        {line: 3},
      ],
    });
  });

  test('of very many rejections the first thousand are listed and the rest counted', async () => {
    const result = await importText(lines('email', ...Array.from({length: 1500}, () => 'x')), {
      open: () => inPieces(Buffer.from(lines('email', ...Array.from({length: 1500}, () => 'x'))), 4096),
    });
    if (result.kind === 'refused') return expect.unreachable(result.reason);
    expect(result.rejected).toHaveLength(1001);
    expect(result.rejected.at(-1)).toEqual({line: 1501, reason: '500 more rows were rejected up to here'});
  });
});

describe('a status of another service', () => {
  test.each([
    ['active', 'active'],
    ['Subscribed', 'active'],
    ['', 'active'],
    ['pending', 'pending'],
    ['unsubscribed', 'unsubscribed'],
    ['bounced', 'suppressed'],
    ['complained', 'suppressed'],
    ['suppressed', 'suppressed'],
  ])('%j becomes %s', async (status, state) => {
    await importText(lines('email,status', `a@example.org,${status}`));
    expect(await everybody(subscribers)).toMatchObject([{state}]);
  });
});

test('an error of the stream itself is thrown, not taken for the end', async () => {
  const broken = async function* () {
    yield Buffer.from('email\na@example.org\n');
    throw new Error('the disk went away');
  };
  await expect(importText('', {open: () => broken()})).rejects.toThrow('the disk went away');
});

test('whatever stands in the cells, every row is accounted for and nothing unreadable is kept', async () => {
  const nasty = fc.constantFrom(
    '"',
    ',',
    ';',
    '\n',
    '\r',
    '""',
    "'",
    '=1+1',
    '\u0000',
    '\ud800',
    'a@example.org',
    'é',
  );
  const cell = fc.oneof(
    anyText(12),
    fc.array(nasty, {maxLength: 6}).map(parts => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, {minLength: 1, maxLength: 4}), {maxLength: 12}), async rows => {
      await store.empty();
      const text = lines('email,name,topics', ...rows.map(row => row.join(',')), 'last@example.org,"Last",x');
      const result = await importText(text);
      if (result.kind === 'refused') return expect.unreachable(result.reason);
      for (const {line, reason} of result.rejected) {
        expect(line).toBeGreaterThan(1);
        expect(reason).toMatch(/^[^\r\n]{1,400}$/);
      }
      const kept = await everybody(subscribers);
      expect(kept).toHaveLength(result.imported);
      for (const {name} of kept) expect(name ?? '').not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }),
    {numRuns: 150},
  );
});

const draftLike = (over: {number: number; address: string}) => ({
  ...draftOf(over.address, {
    stateReason: 'imported, consent attested by the operator',
    consent: {text: 'They agreed.', via: 'import', askedAt: noon, confirmedAt: noon},
  }),
  id: expect.stringMatching(/^[\w-]{11}$/),
  ...over,
});
