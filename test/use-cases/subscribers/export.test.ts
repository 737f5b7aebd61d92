import {parse} from 'csv-parse/sync';
import fc from 'fast-check';
import {afterAll, beforeEach, expect, test} from 'vitest';
import {silentLog} from '../../../src/log.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {guardCell, unguardCell} from '../../../src/subscribers/csv/guard-cell.ts';
import {suppressedBy} from '../../../src/subscribers/states.ts';
import {exportSubscribers} from '../../../src/use-cases/subscribers/export-subscribers.ts';
import {importSubscribers} from '../../../src/use-cases/subscribers/import/import-subscribers.ts';
import {anyText, draftOf, everybody, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt, noLibraries} from '../../support/subscription-deps.ts';

const store = await openTestStore();
const {subscribers} = store;

beforeEach(store.empty);
afterAll(store.close);

const paperId = (text: string) => parsePaperId(text) ?? expect.fail(text);

const exported = async () => {
  let text = '';
  const deps = {subscribers, libraries: noLibraries, instanceId: 'tests1', log: silentLog};
  for await (const lines of exportSubscribers(deps, {format: 'csv'})) text += lines;
  return text;
};

async function* inPieces(text: string) {
  yield Buffer.from(text);
}

test('everybody stands in the file once, with what they chose', async () => {
  await subscribers.add(
    draftOf('Reader@example.org', {
      id: 'cmVhZGVyLjE',
      name: 'Eader, "R."',
      preferences: {
        timezone: 'Asia/Tokyo',
        hour: 7,
        frequency: 'weekly',
        weekday: 2,
        topics: ['a b', 'c'],
        avoid: ['d', 'e f'],
        authors: ['Ada Example', 'B'],
        labs: ['Orchard Lab'],
        codeHosts: ['github.com/orchard'],
        papers: 3,
        form: 'short',
        arxivShare: 25,
        news: false,
        language: 'zh-Hans',
        pausedUntil: '2026-04-01',
      },
      opinions: {more: [paperId('2603.10001'), paperId('astro-ph/0601001')], less: [paperId('2603.10002')]},
    }),
  );
  await subscribers.add(
    draftOf('left@example.org', {state: 'unsubscribed', id: 'bGVmdC0xMjM', madeBy: 'other1'}),
  );
  expect(await exported()).toBe(
    [
      '"email","name","timezone","hour","frequency","weekday","topics","avoid","authors","labs",' +
        '"code_hosts","papers","mail_form","arxiv_share","library_news","language","paused_until",' +
        '"more_like","less_like","library","status","created","id","instance"',
      '"Reader@example.org","Eader, ""R.""","Asia/Tokyo","7","weekly","2","a b;c","d;e f","Ada ' +
        'Example;B","Orchard ' +
        'Lab","github.com/orchard","3","short","25","no","zh-Hans","2026-04-01",' +
        '"2603.10001;astro-ph/0601001","2603.10002","","active","2026-03-12T12:00:00.000Z","cmVhZGVyLjE","tests1"',
      '"left@example.org","","UTC","8","daily","1","","","","","","15","full","","","","","","","",' +
        '"unsubscribed","2026-03-12T12:00:00.000Z","bGVmdC0xMjM","other1"',
      '',
    ].join('\r\n'),
  );
});

test('an empty store exports the header alone', async () => {
  expect((await exported()).split('\r\n')).toHaveLength(2);
});

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  "'=1",
  "'x",
  '＝1',
  '=cmd|"/c calc"!A0',
  '=HYPERLINK("http://x")',
];

test('no cell is one that a spreadsheet would run', async () => {
  for (const [place, text] of formulas.entries())
    await subscribers.add(draftOf(`r${place}@example.org`, {name: text, preferences: {topics: [text]}}));
  await subscribers.add(draftOf('=cmd@example.org'));
  await subscribers.add(draftOf('+tag@example.org'));
  const rows: string[][] = parse(await exported());
  expect(rows).toHaveLength(formulas.length + 3);
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
});

test('an export imports again into the same subscribers', async () => {
  for (const [place, text] of formulas.entries())
    await subscribers.add(
      draftOf(`r${place}@example.org`, {
        name: text,
        preferences: {
          topics: [text.toLowerCase(), 'x'],
          authors: [`${text} Ada`],
          codeHosts: ['example.org/x'],
        },
        opinions: {more: [paperId('2603.10001')], less: [paperId('0704.0001')]},
      }),
    );
  for (const address of ['=cmd@example.org', '+tag@example.org', "'+o@example.org", "'o@example.org"])
    await subscribers.add(draftOf(address));
  for (const state of ['pending', 'unsubscribed', 'suppressed'] as const)
    await subscribers.add(draftOf(`${state}@example.org`, {state}));
  const essence = async () =>
    (await everybody(subscribers)).map(({address, name, state, preferences, opinions, createdAt}) => ({
      address,
      name,
      state,
      preferences,
      opinions,
      createdAt,
    }));
  const before = await essence();
  const file = await exported();
  await store.empty();
  const result = await importSubscribers(depsAt(subscribers, noon), {
    open: () => inPieces(file),
    confirmed: true,
    consentText: 'They agreed.',
  });
  expect(result).toMatchObject({imported: before.length, rejected: [], ignored: []});
  expect(await essence()).toEqual(before);
});

test('bounce and complaint stay apart in a file for another instance, one word in the JSON', async () => {
  const reasons = [
    'bounced',
    'complained',
    'suppressed by Resend',
    'imported as bounced',
    'imported as complained',
  ];
  for (const [place, stateReason] of reasons.entries())
    await subscribers.add(draftOf(`r${place}@example.org`, {state: 'suppressed', stateReason}));
  let json = '';
  for await (const text of exportSubscribers(
    {subscribers, libraries: noLibraries, instanceId: 'bcdefghijklm', log: silentLog},
    {format: 'json'},
  ))
    json += text;
  expect(JSON.parse(json)).toMatchObject(reasons.map(() => ({status: 'suppressed'})));
  const kinds = async () => (await everybody(subscribers)).map(suppressedBy);
  const before = await kinds();
  expect(before).toEqual(['bounce', 'complaint', 'other', 'bounce', 'complaint']);
  const file = await exported();
  await store.empty();
  const asked = {open: () => inPieces(file), confirmed: true, consentText: 'They agreed.'};
  expect(await importSubscribers(depsAt(subscribers, noon), asked)).toMatchObject({
    imported: 5,
    rejected: [],
  });
  expect(await kinds()).toEqual(before);
});

test('taking the guard of a cell away gives back what was there', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(5), fc.string({unit: fc.constantFrom("'", '=', '+', 'a')})), text => {
      expect(unguardCell(guardCell(text))).toBe(text);
    }),
  );
});
