import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {suppress} from '../../../../src/subscribers/suppress.ts';
import {unsubscribe} from '../../../../src/use-cases/subscribers/unsubscribe.ts';
import {draftOf, dump, everybody, noon, openTestStore} from '../../../support/open-store.ts';
import {depsAt} from '../../../support/subscription-deps.ts';
import {importInto, lines} from '../import-text.ts';

const store = await openTestStore();
const {subscribers} = store;
const importText = importInto(subscribers);

beforeEach(store.empty);
afterAll(store.close);

describe('who is known already', () => {
  test('gets the row’s preferences when active, and nothing that the row does not name', async () => {
    await subscribers.add(draftOf('a@example.org', {name: 'A', preferences: {hour: 6, topics: ['agents']}}));
    expect(await importText(lines('email,hour', 'A@example.org,9'))).toMatchObject({imported: 0, updated: 1});
    expect(await everybody(subscribers)).toMatchObject([
      {name: 'A', preferences: {hour: 9, topics: ['agents']}, stateReason: 'put there by a test'},
    ]);
  });

  test('is skipped when the row changes nothing: the same file twice changes nothing', async () => {
    const file = lines('email,hour,created', 'a@example.org,9,2024-01-01', 'b@example.org,,', 'c@example,,');
    await importText(file);
    const before = await dump(store);
    expect(await importInto(subscribers, noon + 1)(file)).toMatchObject({
      imported: 0,
      updated: 0,
      skipped: 2,
      rejected: [{line: 4}],
    });
    expect(await dump(store)).toBe(before);
  });

  test('is never brought back after leaving, a bounce or a complaint', async () => {
    await importText(lines('email', 'left@example.org', 'bounced@example.org', 'complained@example.org'));
    await unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'});
    await suppress({subscribers, number: 2, now: noon, why: 'bounced'});
    await suppress({subscribers, number: 3, now: noon, why: 'complained'});
    const before = await dump(store);
    const file = lines(
      'email,hour,status',
      'LEFT@example.org,9,active',
      'bounced@example.org,9,active',
      'complained@example.org,9,',
    );
    for (const confirmed of [true, false])
      expect(await importText(file, {confirmed})).toMatchObject({imported: 0, updated: 0, skipped: 3});
    expect(await dump(store)).toBe(before);
  });

  test('leaves when the row says so', async () => {
    await importText(lines('email', 'a@example.org', 'b@example.org'));
    const result = await importText(
      lines('email,status', 'a@example.org,unsubscribed', 'b@example.org,bounced'),
    );
    expect(result).toMatchObject({updated: 2});
    expect((await everybody(subscribers)).map(({state}) => state)).toEqual(['unsubscribed', 'suppressed']);
  });

  test('becomes active from pending only with an attested consent', async () => {
    await subscribers.add(draftOf('a@example.org', {state: 'pending', consent: null}));
    expect(await importText(lines('email', 'a@example.org'), {confirmed: false})).toMatchObject({skipped: 1});
    expect(await everybody(subscribers)).toMatchObject([{state: 'pending'}]);
    expect(await importText(lines('email,hour', 'a@example.org,9'))).toMatchObject({updated: 1});
    expect(await everybody(subscribers)).toMatchObject([
      {state: 'active', preferences: {hour: 9}, consent: {text: 'They agreed.', confirmedAt: noon}},
    ]);
  });
});

describe('a row that is repeated in the file', () => {
  test('is skipped, in another case and far away as well', async () => {
    const rows = Array.from({length: 700}, (_, place) => `r${place}@example.org,8`);
    const result = await importText(
      lines('email,hour', 'a@example.org,8', 'A@EXAMPLE.ORG,9', ...rows, 'a@example.org,10'),
    );
    expect(result).toMatchObject({imported: 701, updated: 0, skipped: 2});
    expect((await subscribers.find('a@example.org'))?.preferences.hour).toBe(8);
  });

  test('still ends the subscription if it says so', async () => {
    const rows = Array.from({length: 700}, (_, place) => `r${place}@example.org,`);
    await importText(
      lines(
        'email,status',
        'a@example.org,active',
        'b@example.org,active',
        'A@example.org,unsubscribed',
        ...rows,
        'b@example.org,bounced',
        'b@example.org,active',
      ),
    );
    expect((await subscribers.find('a@example.org'))?.state).toBe('unsubscribed');
    expect((await subscribers.find('b@example.org'))?.state).toBe('suppressed');
  });
});
