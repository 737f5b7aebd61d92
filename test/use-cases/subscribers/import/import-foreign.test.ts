import {afterAll, beforeEach, expect, test} from 'vitest';
import {everybody, openTestStore} from '../../../support/open-store.ts';
import {importInto, lines} from '../import-text.ts';

/** Exports as their services' own pages describe them, and as people make them of one. */

const store = await openTestStore();
const {subscribers} = store;
const importText = importInto(subscribers);

beforeEach(store.empty);
afterAll(store.close);

const active = async () =>
  (await everybody(subscribers)).filter(({state}) => state === 'active').map(({address}) => address);

test.each([
  [
    'phpList, where an account may be disabled',
    lines(
      'id\temail\tconfirmed\tblacklisted\tdisabled\tentered',
      '1\tyes@example.org\t1\t0\t0\t2024-05-01 10:00:00',
      '2\tno@example.org\t1\t0\t1\t2024-05-01 10:00:00',
    ),
  ],
  [
    'an export of another service whose state is empty',
    lines('Email address,Email status,First name', 'yes@example.org,Active,A', 'no@example.org,,B'),
  ],
  [
    'Spanish',
    lines('Correo electrónico;Nombre;Estado', 'yes@example.org;A;Suscrito', 'no@example.org;B;No suscrito'),
  ],
  ['French', lines('Adresse e-mail;Statut', 'yes@example.org;Abonné', 'no@example.org;Non abonné')],
  ['German', lines('E-Mail-Adresse;Status', 'yes@example.org;Angemeldet', 'no@example.org;Abgemeldet')],
  ['a yes or no by tab', lines('Email\tSubscribed', 'yes@example.org\t1', 'no@example.org\t0')],
  ['CRLF and capitals', 'EMAIL,STATUS\r\nyes@example.org,ACTIVE\r\nno@example.org,UNSUBSCRIBED\r\n'],
  [
    'Mailcoach',
    lines(
      'email,first_name,subscribed_at,unsubscribed_at',
      'yes@example.org,A,2024-05-01 10:00:00,',
      'no@example.org,B,2024-05-01 10:00:00,2024-06-01 10:00:00',
    ),
  ],
  [
    'HubSpot',
    lines('Record ID,Email,Unsubscribed from all email', '1,yes@example.org,', '2,no@example.org,true'),
  ],
])('who said yes is active, and who said no is not: %s', async (_, text) => {
  expect(await importText(text)).toMatchObject({kind: 'imported'});
  expect(await active()).toEqual(['yes@example.org']);
});

test.each([
  [
    'a date of leaving in a language',
    lines('email;Austragungsdatum', 'a@example.org;', 'b@example.org;01.06.2024'),
  ],
  ['a date of leaving by another name', lines('email,bye', 'a@example.org,', 'b@example.org,2024-06-01')],
  ['UTF-16 without its mark', Buffer.from('Email,Status\na@example.org,active\n', 'utf16le')],
  [
    'Constant Contact',
    lines(
      'Email address,Email status,Email permission status,Confirmed Opt-Out Date',
      'a@example.org,Active,Express,',
      'b@example.org,Unsubscribed,Express,2024-06-01',
    ),
  ],
  ['GetResponse', lines('email,name,removed_on', 'a@example.org,A,', 'b@example.org,B,2024-06-01')],
])('a file that may say no in a way that is not understood is refused whole: %s', async (_, text) => {
  expect(await importText(text)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/--column|UTF-8/),
  });
  expect(await everybody(subscribers)).toEqual([]);
});
