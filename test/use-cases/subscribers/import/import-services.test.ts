import {afterAll, beforeEach, expect, test} from 'vitest';
import {everybody, openTestStore} from '../../../support/open-store.ts';
import {importInto, lines} from '../import-text.ts';

const store = await openTestStore();
const {subscribers} = store;
const importText = importInto(subscribers);

beforeEach(store.empty);
afterAll(store.close);

const states = async () =>
  Object.fromEntries(
    (await everybody(subscribers)).map(({address, state}) => [address.split('@')[0], state]),
  );

const createdOf = async (address: string) => {
  const subscriber = await subscribers.find(address);
  return subscriber && new Date(subscriber.createdAt).toISOString();
};

test("listmonk's export", async () => {
  const result = await importText(
    lines(
      'uuid,email,name,attributes,status,created_at,updated_at',
      'u1,a@example.org,Ada A.,"{""city"": ""Exampleton""}",enabled,2024-05-01 10:20:30.123456 +0200 ' +
        'CEST,2024-05-01 08:20:30 +0000 UTC',
      'u2,b@example.org,,{},disabled,2024-05-01 08:20:30 +0000 UTC,x',
      'u3,c@example.org,,{},blocklisted,2024-05-01 08:20:30 +0000 +0000,x',
    ),
  );
  expect(result).toMatchObject({kind: 'imported', imported: 3, rejected: [], service: 'listmonk'});
  expect(await states()).toEqual({a: 'active', b: 'unsubscribed', c: 'suppressed'});
  expect(await createdOf('a@example.org')).toBe('2024-05-01T08:20:30.123Z');
  expect(await subscribers.find('a@example.org')).toMatchObject({name: 'Ada A.'});
});

const mailchimpColumns =
  'OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION';
const mailchimpCells = (zone: string) =>
  `2024-05-01 08:20:30,192.0.2.1,2024-05-01 08:21:00,192.0.2.1,0,0,0,0,${zone},US,NY`;

test.each([
  ['subscribed', '', '', 'active'],
  ['unsubscribed', ',UNSUB_TIME,UNSUB_REASON', ',2025-01-01 00:00:00,N/A', 'unsubscribed'],
  ['cleaned', ',CLEAN_TIME,CLEAN_CAMPAIGN_TITLE', ',2025-01-01 00:00:00,x', 'suppressed'],
])("Mailchimp's file of %s members", async (_, columns, cells, state) => {
  const result = await importText(
    lines(
      '"Email Address","First Name","Last ' +
        `Name",MEMBER_RATING,${mailchimpColumns}${columns},LEID,EUID,NOTES,TAGS`,
      `a@example.org,Ada,Example,2,${mailchimpCells('America/New_York')}${cells},1,2,,`,
      `b@example.org,,,2,${mailchimpCells('Nowhere/Else')}${cells},1,2,,`,
    ),
  );
  expect(result).toMatchObject({kind: 'imported', imported: 2, rejected: [], service: 'mailchimp'});
  expect(await states()).toEqual({a: state, b: state});
  expect(await subscribers.find('a@example.org')).toMatchObject({
    name: 'Ada Example',
    preferences: {timezone: 'America/New_York'},
    createdAt: Date.UTC(2024, 4, 1, 8, 20, 30),
  });
  expect(await subscribers.find('b@example.org')).toMatchObject({name: null, preferences: {timezone: 'UTC'}});
});

test("Buttondown's export", async () => {
  const types = [
    'regular',
    'premium',
    'unactivated',
    'unsubscribed',
    'removed',
    'spammy',
    'complained',
    'undeliverable',
  ];
  const result = await importText(
    lines(
      'email_address,creation_date,notes,metadata,tags,type',
      ...types.map(type => `${type}@example.org,2024-05-01T08:20:30.123456Z,,{},[],${type}`),
    ),
  );
  expect(result).toMatchObject({kind: 'imported', imported: 8, rejected: [], service: 'buttondown'});
  expect(await states()).toEqual({
    regular: 'active',
    premium: 'active',
    unactivated: 'pending',
    unsubscribed: 'unsubscribed',
    removed: 'unsubscribed',
    spammy: 'suppressed',
    complained: 'suppressed',
    undeliverable: 'suppressed',
  });
});

test("Substack's export: who does not pay is active, who turned the mail off is not", async () => {
  const result = await importText(
    lines(
      'email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at',
      'free@example.org,false,,other,false,2024-05-01T08:20:30.000Z,',
      'paid@example.org,true,2027-01-01T00:00:00.000Z,yearly,false,2024-05-01T08:20:30.000Z,' +
        '2024-05-02T00:00:00.000Z',
      'gone@example.org,true,,other,true,2024-05-01T08:20:30.000Z,',
    ),
  );
  expect(result).toMatchObject({
    kind: 'imported',
    imported: 3,
    service: 'substack',
    ignored: ['active_subscription', 'expiry', 'plan', 'first_payment_at'],
  });
  expect(await states()).toEqual({free: 'active', paid: 'active', gone: 'unsubscribed'});
});

test.each([
  'uuid,email,name,attributes,status,created_at,updated_at\nu,a@example.org,,{},enabled,,',
  'Email Address,First Name\na@example.org,Ada',
  'email_address,type\na@example.org,regular',
  'email,active_subscription,email_disabled\na@example.org,true,false',
])('without an attested consent nobody of them is active: %j', async text => {
  await importText(text, {confirmed: false, consentText: null});
  expect(await states()).toEqual({a: 'pending'});
});

test('a state that nobody knows is refused with its line, not guessed', async () => {
  expect(
    await importText('email_address,creation_date,type\na@example.org,2024-05-01,hibernating\n'),
  ).toMatchObject({
    imported: 0,
    rejected: [{line: 2, reason: expect.stringContaining('type "hibernating" is not a known state')}],
  });
});
