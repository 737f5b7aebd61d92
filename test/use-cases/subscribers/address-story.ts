import {afterAll, beforeAll, beforeEach} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import type {EndedLetter} from '../../../src/delivery/letters/open-letter-request.ts';
import {openSignUpLimits, type SignUpLimits} from '../../../src/subscribers/sign-up/sign-up-limits.ts';
import {mintToken, parseToken, type TokenScope} from '../../../src/subscribers/tokens.ts';
import {completeAddressChanges} from '../../../src/use-cases/subscribers/move/complete-address-changes.ts';
import {
  agreeToAddressChange,
  confirmAddressChange,
} from '../../../src/use-cases/subscribers/move/confirm-address-change.ts';
import {requestAddressChange} from '../../../src/use-cases/subscribers/move/request-address-change.ts';
import {undoAddressChange} from '../../../src/use-cases/subscribers/move/undo-address-change.ts';
import {draftOf, noon, openTestStore, type TestStore, testPepper} from '../../support/open-store.ts';
import {depsAt, TEST_KEYS} from '../../support/subscription-deps.ts';

export let store: TestStore;
export let subscribers: TestStore['subscribers'];
let limits: SignUpLimits;
const keys = TEST_KEYS;

/** A store with one subscriber for each test of the file that calls this. */
export const openAddressStory = () => {
  beforeAll(async () => {
    store = await openTestStore();
    subscribers = store.subscribers;
    limits = openSignUpLimits({redis: store.redis, prefix: store.prefix, pepper: testPepper});
  });
  beforeEach(async () => {
    await store.empty();
    await subscribers.add(draftOf('old@example.org', {preferences: {topics: ['agents']}}));
  });
  afterAll(() => store.close());
};

export const askFor = async (address = 'New@example.org', {number = 1, now = noon} = {}) => {
  const deps = depsAt(subscribers, now, {limits});
  const result = await requestAddressChange(deps, {number, address, visitor: null});
  return result.kind === 'requested' ? {...result, letters: deps.letters.map(({letter}) => letter)} : result;
};

type Press = {address?: string; number?: number; epoch?: number; now?: number};

export const markOf = (
  scope: TokenScope,
  {address = 'new@example.org', number = 1, epoch = 0, now = noon}: Press,
) => {
  const token = mintToken({
    ...{keys, scope, reader: {id: null, number}, epoch},
    ...{expiresAt: now + 7 * DAY, address},
  });
  const link = parseToken({keys, scope, token, now});
  if (link.kind === 'refused' || !link.addressMark) throw new Error('no link');
  return {number, epoch, addressMark: link.addressMark};
};

/** Presses the link of the letter to the new address. */
export const confirm = (press: Press = {}) =>
  confirmAddressChange(depsAt(subscribers, press.now ?? noon), markOf('change-address', press));

/** Presses the link of the letter to the old one. */
export const agree = (press: Press = {}) =>
  agreeToAddressChange(depsAt(subscribers, press.now ?? noon), markOf('agree-change', press));

/** Both inboxes. */
export const press = async (press: Press = {}) => {
  await agree(press);
  return confirm(press);
};

export const undo = (press: Press = {}) =>
  undoAddressChange(
    depsAt(subscribers, press.now ?? noon),
    markOf('undo-change', {address: 'old@example.org', ...press}),
  );

/** What the scheduler does each minute; `notice` is what became of the letter to the old address. */
export const sweep = async (now: number, notice: EndedLetter | null = null) => {
  const deps = depsAt(subscribers, now, {letterRequests: {result: async () => notice}});
  return {...(await completeAddressChanges(deps)), letters: deps.letters.map(({letter}) => letter)};
};

export const sentAt = (endedAt: number): EndedLetter => ({kind: 'accepted', endedAt});

export const addressOf = async (number = 1) => (await subscribers.read([number]))[0]?.address;
