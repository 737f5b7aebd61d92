import {afterAll, beforeEach, expect, test} from 'vitest';
import {NO_ORDERS} from '../../../src/subscribers/csv/csv-rows.ts';
import {previewImport} from '../../../src/use-cases/subscribers/import/preview-import.ts';
import {draftOf, everybody, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {importInto, lines} from './import-text.ts';

const store = await openTestStore();
const {subscribers} = store;
const importText = importInto(subscribers);

beforeEach(store.empty);
afterAll(store.close);

const withReader = () =>
  subscribers.addMany([draftOf('reader@example.org'), draftOf('left@example.org', {state: 'unsubscribed'})]);
const states = async () => (await everybody(subscribers)).map(({address, state}) => `${address} ${state}`);
const word = (...words: [string, string][]) => ({orders: {...NO_ORDERS, words: new Map(words)}});

/** The row in question is the last, and another before it would be imported. */
const FILE = lines('email,status', 'new@example.org,active', 'Reader@example.org,zombie');

test.each([
  ['our own columns', FILE],
  ['a yes or no', lines('email,subscribed', 'new@example.org,yes', 'reader@example.org,zombie')],
  [
    'a service, which names a state in every row',
    lines(
      'email_address,first_name,state,created_at',
      'new@example.org,N,active,2024-05-01',
      'reader@example.org,R,,2024-05-01',
    ),
  ],
  ['another cell that cannot be read', lines('email,status,timezone', 'reader@example.org,zombie,Mars/Base')],
  ['a row that is too long', lines('email,status', 'reader@example.org,R,cancelled')],
])(
  'what may be the no of an active reader stops the file before anything is written: %s',
  async (_, text) => {
    await withReader();
    const before = await states();
    const result = await importText(text);
    expect(result).toMatchObject({
      kind: 'refused',
      isUnclear: true,
      reason: expect.stringContaining('--word'),
    });
    expect(
      await previewImport(
        {...depsAt(subscribers, noon), subscribers},
        {
          open: async function* () {
            yield text;
          },
          ...{confirmed: true, consentText: 'They agreed.'},
        },
      ),
    ).toEqual(result);
    expect(await states()).toEqual(before);
  },
);

test('the line says which words, of how many active readers, and where the first one is', async () => {
  await subscribers.addMany(['a', 'b', 'c'].map(name => draftOf(`${name}@example.org`)));
  const result = await importText(
    lines(
      'email,status',
      ...['a@example.org,zombie', 'b@example.org,zombie', 'c@example.org,ghosted', 'd@example.org,lurking'],
    ),
  );
  expect(result).toMatchObject({
    reason:
      'line 2 has a word of state that is not known, of somebody who is active here (3 in all): ' +
      '"zombie" (2), "ghosted" (1); say what each means with --word "zombie=STATE" ' +
      '(active, pending, unsubscribed, suppressed, bounced, complained)',
  });
});

test.each([
  ['unsubscribed', 'unsubscribed'],
  ['suppressed', 'suppressed'],
  ['bounced', 'suppressed'],
  ['complained', 'suppressed'],
  ['active', 'active'],
  ['pending', 'active'],
])('a word that the operator says means %s leaves an active reader %s', async (name, state) => {
  await withReader();
  expect(await importText(FILE, word(['ZOMBIE ', name]))).toMatchObject({kind: 'imported', rejected: []});
  expect(await states()).toContain(`reader@example.org ${state}`);
});

test('a word of nobody who is active here rejects its row alone, as before', async () => {
  await withReader();
  const result = await importText(lines('email,status', 'new@example.org,active', 'left@example.org,zombie'));
  expect(result).toMatchObject({kind: 'imported', imported: 1, rejected: [{line: 3}]});
});

test('a word that is known keeps its meaning, and a state must be one', async () => {
  expect(await importText(FILE, word(['Cancelled', 'active']))).toMatchObject({
    ...{kind: 'refused', isUnclear: true},
    reason: 'line 1 --word "Cancelled=active": the word is known to mean unsubscribed',
  });
  expect(await importText(FILE, word(['zombie', 'dead']))).toMatchObject({
    reason: expect.stringContaining('a state is one of active, pending'),
  });
});
