import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {HOUR, MINUTE} from '../../../src/clock.ts';
import {silentLog} from '../../../src/log.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {parseToken} from '../../../src/subscribers/tokens.ts';
import {addOrAskAgain} from '../../../src/use-cases/subscribers/add-subscriber.ts';
import {loadStats} from '../../../src/use-cases/subscribers/load-stats.ts';
import {recordLeaveReason} from '../../../src/use-cases/subscribers/record-leave-reason.ts';
import {canUndo, mintUndo, undoUnsubscribe} from '../../../src/use-cases/subscribers/undo-unsubscribe.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {collect, draftOf, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt, TEST_KEYS} from '../../support/subscription-deps.ts';
import {importInto, lines} from './import-text.ts';

const store = await openTestStore();
const {subscribers} = store;
const keys = TEST_KEYS;

beforeEach(async () => {
  await store.empty();
  await subscribers.add(draftOf('reader@example.org', {preferences: {hour: 6, topics: ['agents']}}));
});
afterAll(store.close);

const leaveAt = (now: number, number = 1) => unsubscribe(depsAt(subscribers, now), {number, via: 'link'});

const leftAt = async (now: number): Promise<Subscriber> => {
  const result = await leaveAt(now);
  if (result.kind !== 'unsubscribed') throw new Error(result.kind);
  return result.subscriber;
};

const press = async (token: string, now: number) => {
  const link = parseToken({keys, scope: 'undo', token, now});
  if (link.kind === 'refused') return link;
  return undoUnsubscribe(depsAt(subscribers, now), {
    number: 1,
    epoch: link.epoch,
    expiresAt: link.expiresAt ?? 0,
  });
};

const read = async () => (await subscribers.read([1]))[0];

describe('who left by mistake', () => {
  test('is back by one press on that page, with all that was chosen, and is due again', async () => {
    const before = await read();
    const token = mintUndo({keys, unsubscribed: await leftAt(noon)});
    await recordLeaveReason(depsAt(subscribers, noon), {number: 1, reason: 'too-many'});
    expect(await press(token, noon + MINUTE)).toMatchObject({
      kind: 'subscribed',
      subscriber: {state: 'active'},
    });
    expect(await read()).toEqual({
      ...before,
      stateReason: 'left by mistake and came back at once',
      stateAt: noon + MINUTE,
    });
    const [plan] = await subscribers.duePlans();
    expect(plan && (await collect(subscribers.membersOf(plan)))).toEqual([1]);
    expect(await press(token, noon + MINUTE)).toMatchObject({kind: 'already-active'});
  });

  test('has half an hour for it', async () => {
    const token = mintUndo({keys, unsubscribed: await leftAt(noon)});
    expect(await press(token, noon + 30 * MINUTE)).toEqual({kind: 'refused', because: 'expired'});
    expect(await press(token, noon + 30 * MINUTE - 1)).toMatchObject({kind: 'subscribed'});
  });
});

describe('a link brings back nobody against their will', () => {
  test('pressing the link of a forwarded mail, after its owner has left, gives no way back', async () => {
    await leaveAt(noon);
    expect((await leaveAt(noon + HOUR)).kind).toBe('already-unsubscribed');
  });

  test('the press that undid one leaving does not undo the next', async () => {
    const token = mintUndo({keys, unsubscribed: await leftAt(noon)});
    await press(token, noon + MINUTE);
    await leaveAt(noon + 2 * MINUTE);
    expect(await press(token, noon + 3 * MINUTE)).toEqual({kind: 'refused', because: 'over'});
    expect((await read())?.state).toBe('unsubscribed');
  });

  test.each(['unsubscribe', 'manage', 'confirm', 'change-address'] as const)(
    'a token of scope %s is none to come back',
    async scope => {
      const token = mintUndo({keys, unsubscribed: await leftAt(noon)});
      expect(parseToken({keys, scope, token, now: noon})).toMatchObject({kind: 'refused'});
    },
  );

  test('who never confirmed, or was suppressed since, has nothing to come back to', async () => {
    const {subscriber} = await subscribers.add(draftOf('b@example.org', {state: 'pending', consent: null}));
    const outcome = await leaveAt(noon, subscriber.number);
    expect(outcome.kind === 'unsubscribed' && canUndo(outcome.subscriber)).toBe(false);
    const token = mintUndo({keys, unsubscribed: await leftAt(noon)});
    await subscribers.update(1, current => ({...current, state: 'suppressed'}));
    expect(await press(token, noon + MINUTE)).toEqual({kind: 'refused', because: 'over'});
  });
});

describe('what somebody says about leaving', () => {
  const say = (reason: string, words?: string) =>
    recordLeaveReason(depsAt(subscribers, noon + 1), {
      number: 1,
      reason,
      ...(words === undefined ? {} : {words}),
    });

  test('is kept with the record and counted', async () => {
    await leaveAt(noon);
    expect(await say('too-many', ' One a week\r\nwould do. ')).toEqual({kind: 'recorded'});
    expect((await read())?.leaveReason).toEqual({
      reason: 'too-many',
      words: 'One a week would do.',
      saidAt: noon + 1,
    });
    expect((await loadStats({subscribers, log: silentLog})).leaveReasons).toEqual({
      'too-many': 1,
      'not-for-me': 0,
      'never-asked': 0,
      'found-elsewhere': 0,
      other: 0,
    });
    await say('other');
    expect((await loadStats({subscribers, log: silentLog})).leaveReasons).toMatchObject({
      'too-many': 0,
      other: 1,
    });
  });

  test.each([
    ['because', undefined, 'a reason must be one of too-many, '],
    ['__proto__', undefined, 'a reason must be one of'],
    ['other', 'x'.repeat(201), 'the words have more than 200 characters'],
    ['other', ' '.repeat(1_000_000), 'the words have more than 200 characters'],
  ])('is refused where it is none: %s', async (reason, words, problem) => {
    await leaveAt(noon);
    expect(await say(reason, words)).toEqual({kind: 'refused', problem: expect.stringContaining(problem)});
  });

  test('is asked of nobody who has not left', async () => {
    expect(await say('other')).toEqual({kind: 'not-unsubscribed', state: 'active'});
    expect(await recordLeaveReason(depsAt(subscribers, noon), {number: 9, reason: 'other'})).toEqual({
      kind: 'unknown',
    });
  });

  test('is deleted when they ask again, and an import changes nothing of it', async () => {
    await leaveAt(noon);
    await say('other', 'No time.');
    await importInto(subscribers)(lines('email', 'reader@example.org'));
    expect(await read()).toMatchObject({state: 'unsubscribed', leaveReason: {reason: 'other'}});
    await addOrAskAgain(
      {subscribers, now: noon + HOUR},
      {address: 'reader@example.org', confirmed: false, consentText: 'Yes.', via: 'form'},
    );
    const again = await read();
    expect(again).toMatchObject({state: 'pending'});
    expect(again).not.toHaveProperty('leaveReason');
  });
});
