import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {openSignUpLimits} from '../../../src/subscribers/sign-up/sign-up-limits.ts';
import {suppress} from '../../../src/subscribers/suppress.ts';
import {confirmSubscription} from '../../../src/use-cases/subscribers/confirm-subscription.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {expireUnconfirmed} from '../../../src/use-cases/subscribers/keeping/expire-unconfirmed.ts';
import {subscribe} from '../../../src/use-cases/subscribers/subscribe.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {draftOf, noon, openTestStore, testPepper} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {importInto, lines} from './import-text.ts';

const store = await openTestStore();
const {subscribers, redis, prefix} = store;
const limits = openSignUpLimits({redis, prefix, pepper: testPepper});
const address = 'reader@example.org';

beforeEach(store.empty);
afterAll(store.close);

const suppressedAs = (stateReason: string) =>
  subscribers.add(draftOf(address, {state: 'suppressed', stateReason, stateAt: noon}));

/** The letter that asking by the form leads to; null for none. */
const askAfter = async (days: number) => {
  const deps = depsAt(subscribers, noon + days * DAY, {limits});
  const result = await subscribe(deps, {address, consentText: 'Yes.', via: 'form', visitor: null});
  expect(result.kind).toBe('taken');
  return deps.letters[0]?.letter ?? null;
};

const press = ({number = 1, epoch = 1, afterDays = 1} = {}) =>
  confirmSubscription(depsAt(subscribers, noon + afterDays * DAY), {number, epoch});

const stateOf = async (number = 1) => (await subscribers.read([number]))[0]?.state;

describe.each(['bounced', 'imported as bounced'])('who is suppressed as %s', stateReason => {
  test('is asked by one letter, and stays suppressed until its link is pressed', async () => {
    await suppressedAs(stateReason);
    expect(await askAfter(1)).toBe('confirm');
    expect(await stateOf()).toBe('suppressed');
    expect(await importInto(subscribers)(lines('email', address))).toMatchObject({skipped: 1});
    expect(await stateOf()).toBe('suppressed');
    expect(await press()).toMatchObject({kind: 'confirmed'});
    expect(await subscribers.find(address)).toMatchObject({state: 'active', consent: {text: 'Yes.'}});
  });

  test('gets one such letter a month, and only the newest has a link that counts', async () => {
    await suppressedAs(stateReason);
    expect(await askAfter(1)).toBe('confirm');
    for (const days of [2, 15, 30]) expect(await askAfter(days)).toBeNull();
    expect(await askAfter(31)).toBe('confirm');
    expect(await press({epoch: 1})).toMatchObject({kind: 'refused'});
    expect(await press({epoch: 2})).toMatchObject({kind: 'confirmed'});
  });

  test('stays out for good once there is a complaint, whatever was asked before', async () => {
    await suppressedAs(stateReason);
    await askAfter(1);
    await suppress({subscribers, number: 1, now: noon + DAY, why: 'complained'});
    expect(await press()).toMatchObject({kind: 'refused', because: 'suppressed'});
    expect(await askAfter(60)).toBeNull();
  });
});

test('a link from before the bounce lifts nothing', async () => {
  await subscribers.add(
    draftOf(address, {
      state: 'pending',
      consent: {text: 'Yes.', via: 'form', askedAt: noon, confirmedAt: null},
    }),
  );
  await suppress({subscribers, number: 1, now: noon, why: 'bounced'});
  expect(await press({epoch: 0})).toMatchObject({kind: 'refused', because: 'suppressed'});
});

test.each(['complained', 'imported as complained', 'imported as suppressed', 'suppressed by Resend'])(
  'who is suppressed as %s is asked by no letter',
  async stateReason => {
    await suppressedAs(stateReason);
    expect(await askAfter(60)).toBeNull();
  },
);

test.each(['complained', 'blocked'])('a file that says %s of who bounced is final', async status => {
  await suppressedAs('bounced');
  await importInto(subscribers)(lines('email,status', `${address},${status}`));
  expect(await askAfter(60)).toBeNull();
});

describe('who bounced and was erased', () => {
  const eraseAfterBounce = async () => {
    await suppressedAs('bounced');
    await eraseSubscriber(depsAt(subscribers, noon), 1);
  };

  test('is asked by one letter a month until its link is pressed, then as anybody', async () => {
    await eraseAfterBounce();
    expect(await askAfter(1)).toBe('confirm');
    expect(await askAfter(3)).toBeNull();
    expect(await press({number: 2})).toMatchObject({kind: 'confirmed'});
    await unsubscribe(depsAt(subscribers, noon + 4 * DAY), {number: 2, via: 'link'});
    expect(await askAfter(5)).toBe('confirm');
  });

  test('is still known to have bounced when nobody confirms and when it is erased again', async () => {
    await eraseAfterBounce();
    expect(await askAfter(1)).toBe('confirm');
    await expireUnconfirmed(depsAt(subscribers, noon + 20 * DAY));
    expect(await subscribers.importBlocks([address])).toEqual(['bounced']);
    expect(await askAfter(20)).toBeNull();
    expect(await askAfter(31)).toBe('confirm');
    await eraseSubscriber(depsAt(subscribers, noon + 32 * DAY), 3);
    expect(await subscribers.importBlocks([address])).toEqual(['bounced']);
  });

  test('is out for good after a complaint, which no weaker word takes back', async () => {
    await subscribers.blockImport(address, 'bounced');
    await subscribers.blockImport(address, 'suppressed');
    for (const as of ['unsubscribed', 'bounced'] as const) await subscribers.blockImport(address, as);
    await subscribers.liftBounce(address);
    expect(await subscribers.importBlocks([address])).toEqual(['suppressed']);
    expect(await askAfter(60)).toBeNull();
  });
});
