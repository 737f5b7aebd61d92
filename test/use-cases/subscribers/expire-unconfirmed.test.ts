import {afterAll, beforeEach, expect, test} from 'vitest';
import {DAY, HOUR} from '../../../src/clock.ts';
import {addOrAskAgain} from '../../../src/use-cases/subscribers/add-subscriber.ts';
import {confirmSubscription} from '../../../src/use-cases/subscribers/confirm-subscription.ts';
import {expireUnconfirmed} from '../../../src/use-cases/subscribers/keeping/expire-unconfirmed.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {draftOf, dump, everybody, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {importInto, lines} from './import-text.ts';

const store = await openTestStore();
const {subscribers} = store;

beforeEach(store.empty);
afterAll(store.close);

const ask = (address: string, now: number) =>
  addOrAskAgain({subscribers, now}, {address, confirmed: false, consentText: 'Yes.', via: 'form'});

const forget = (now: number) => expireUnconfirmed(depsAt(subscribers, now));

test('who did not confirm within seven days is expired, record, address and all', async () => {
  await ask('late@example.org', noon);
  await ask('waiting@example.org', noon + DAY);
  expect(await forget(noon + 7 * DAY)).toEqual({expired: 0});
  expect(await forget(noon + 7 * DAY + HOUR)).toEqual({expired: 1});
  expect((await everybody(subscribers)).map(({address}) => address)).toEqual(['waiting@example.org']);
  expect(await subscribers.find('late@example.org')).toBeNull();
  expect(await dump(store)).not.toContain('late@');
  expect(await subscribers.stats()).toMatchObject({pending: 1});
});

test('who confirmed, left or was suppressed stays, however long ago that was', async () => {
  await subscribers.addMany(
    (['active', 'unsubscribed', 'suppressed'] as const).map(state =>
      draftOf(`${state}@example.org`, {state, stateAt: noon - 1000 * DAY}),
    ),
  );
  expect(await forget(noon)).toEqual({expired: 0});
  expect(await everybody(subscribers)).toHaveLength(3);
});

test('asking again counts from then on, and who is expired may ask again', async () => {
  await ask('reader@example.org', noon);
  await ask('reader@example.org', noon + 6 * DAY);
  expect(await forget(noon + 8 * DAY)).toEqual({expired: 0});
  expect(await forget(noon + 14 * DAY)).toEqual({expired: 1});
  expect(await ask('reader@example.org', noon + 20 * DAY)).toMatchObject({
    kind: 'added',
    subscriber: {number: 2, epoch: 0},
  });
});

test('a link of before brings nobody else in', async () => {
  await ask('reader@example.org', noon);
  await forget(noon + 8 * DAY);
  expect(await confirmSubscription(depsAt(subscribers, noon), {number: 1, epoch: 0})).toEqual({
    kind: 'refused',
    because: 'unknown',
  });
});

test('who is imported unconfirmed counts from the import, not from the sign-up elsewhere', async () => {
  await importInto(subscribers)(lines('email,created', 'reader@example.org,2020-01-01'), {
    confirmed: false,
    consentText: null,
  });
  expect(await forget(noon + 6 * DAY)).toEqual({expired: 0});
  expect(await forget(noon + 8 * DAY)).toEqual({expired: 1});
});

test('who had left and asks again unconfirmed is expired, and no import brings them back', async () => {
  await ask('reader@example.org', noon);
  await confirmSubscription(depsAt(subscribers, noon), {number: 1, epoch: 0});
  await unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'});
  await ask('reader@example.org', noon + DAY);
  expect(await importInto(subscribers)(lines('email', 'reader@example.org'))).toMatchObject({skipped: 1});
  expect(await forget(noon + 9 * DAY)).toEqual({expired: 1});
  expect(await dump(store)).not.toContain('reader@');
  expect(await importInto(subscribers)(lines('email', 'reader@example.org'))).toMatchObject({
    imported: 0,
    skipped: 1,
  });
  expect(await everybody(subscribers)).toEqual([]);
});

test('two sweeps and a thousand askings at once forget each once', async () => {
  await subscribers.addMany(
    Array.from({length: 1000}, (_, place) =>
      draftOf(`r${place}@example.org`, {state: 'pending', stateAt: place % 2 === 0 ? noon : noon + 5 * DAY}),
    ),
  );
  const [one, other] = await Promise.all([forget(noon + 8 * DAY), forget(noon + 8 * DAY)]);
  expect(one.expired + other.expired).toBe(500);
  expect(await subscribers.stats()).toMatchObject({pending: 500});
});
