import {describe, expect, test} from 'vitest';
import type {MailSoFar} from '../../../src/delivery/ledger/resends.ts';
import {
  checkEligibility,
  parseScope,
  type Scope,
  scopeNames,
} from '../../../src/delivery/resend/resend-scope.ts';
import {
  defaultPreferences,
  noOpinions,
  type Preferences,
  type Subscriber,
  type SubscriberState,
} from '../../../src/subscribers/subscriber.ts';

const reader = (state: SubscriberState, preferences: Partial<Preferences> = {}): Subscriber => ({
  number: 7,
  id: 'AAAAAAAAAAA',
  address: 'reader@example.org',
  name: null,
  state,
  stateReason: '',
  stateAt: 0,
  preferences: {...defaultPreferences, ...preferences},
  opinions: noOpinions,
  epoch: 0,
  createdAt: 0,
  consent: null,
});

const ask = (
  scopes: Scope[],
  state: MailSoFar['state'],
  subscriber: Subscriber | null = reader('active'),
  hadIt = state === 'accepted' || state === 'uncertain',
) => {
  const judgement = checkEligibility({
    scopes,
    mail: {number: 7, state, hadIt},
    subscriber,
    frequencies: ['daily', 'weekdays'],
    now: Date.parse('2026-03-13T08:00:00Z'),
  });
  return judgement?.kind === 'left-out' ? judgement.reason : (judgement?.kind ?? 'not meant');
};

const FAILED: Scope = {kind: 'failed'};
const UNSENT: Scope = {kind: 'unsent'};
const UNCERTAIN: Scope = {kind: 'uncertain'};
const ALL: Scope = {kind: 'all'};
const TOPIC: Scope = {kind: 'topic', topic: 'folding'};
const NAMED: Scope = {kind: 'subscriber', number: 7};

test('who made a pause is left out of a re-send while it lasts', () => {
  for (const scope of [UNSENT, ALL, NAMED]) {
    expect(ask([scope], 'excluded', reader('active', {pausedUntil: '2026-03-14'}))).toBe('paused');
    expect(ask([scope], 'excluded', reader('active', {pausedUntil: '2026-03-13'}))).toBe('eligible');
  }
});

describe('an active reader', () => {
  test.each([
    ['failed', FAILED, 'not meant', 'not meant', 'not meant', 'eligible', 'not meant', 'not meant'],
    ['unsent', UNSENT, 'eligible', 'not meant', 'not meant', 'not meant', 'eligible', 'not meant'],
    ['uncertain', UNCERTAIN, 'not meant', 'not meant', 'not meant', 'not meant', 'not meant', 'eligible'],
    ['all', ALL, 'eligible', 'on its way', 'eligible', 'eligible', 'eligible', 'uncertain'],
    ['an address', NAMED, 'eligible', 'on its way', 'eligible', 'eligible', 'eligible', 'uncertain'],
  ] as const)('%s', (_, scope, none, pending, accepted, failed, excluded, uncertain) => {
    expect({
      none: ask([scope], 'none'),
      pending: ask([scope], 'pending'),
      accepted: ask([scope], 'accepted'),
      failed: ask([scope], 'failed'),
      excluded: ask([scope], 'excluded'),
      uncertain: ask([scope], 'uncertain'),
    }).toEqual({none, pending, accepted, failed, excluded, uncertain});
  });

  test('of another rhythm is in no audience, unless they are named or had it before', () => {
    const weekly = reader('active', {frequency: 'weekly', topics: ['folding']});
    expect(ask([UNSENT], 'none', weekly)).toBe('not meant');
    expect(ask([ALL], 'none', weekly)).toBe('not in the audience');
    expect(ask([TOPIC], 'none', weekly)).toBe('not in the audience');
    expect(ask([NAMED], 'none', weekly)).toBe('eligible');
    expect(ask([ALL], 'accepted', weekly)).toBe('eligible');
  });

  test('is of a topic when they follow it', () => {
    expect(ask([TOPIC], 'accepted', reader('active', {topics: ['folding', 'paper']}))).toBe('eligible');
    expect(ask([TOPIC], 'accepted', reader('active', {topics: ['paper']}))).toBe('not meant');
  });

  test('who was left out of a re-send and had the mail before is not unsent', () => {
    expect(ask([UNSENT], 'excluded', reader('active'), true)).toBe('already accepted');
  });
});

describe('who left, is suppressed or never confirmed', () => {
  const scopes: [string, Scope, MailSoFar['state']][] = [
    ['failed', FAILED, 'failed'],
    ['unsent', UNSENT, 'excluded'],
    ['uncertain', UNCERTAIN, 'uncertain'],
    ['all', ALL, 'accepted'],
    ['an address', NAMED, 'none'],
  ];

  test.each(scopes)('is never eligible: %s', (_, scope, state) => {
    for (const left of ['unsubscribed', 'suppressed', 'pending'] as const)
      expect(ask([scope], state, reader(left))).toBe(left);
    expect(ask([scope], state, null)).toBe('erased');
  });

  test('and whom the edition never had is not even counted', () => {
    expect(ask([ALL], 'none', reader('unsubscribed'))).toBe('not meant');
    expect(ask([UNSENT], 'none', null)).toBe('not meant');
  });
});

test('of several scopes one that lets them is enough', () => {
  expect(ask([ALL, UNCERTAIN], 'uncertain')).toBe('eligible');
  expect(ask([UNCERTAIN, ALL], 'uncertain')).toBe('eligible');
  expect(ask([ALL, NAMED], 'uncertain')).toBe('uncertain');
});

describe('a scope is read as it is written', () => {
  test.each([
    ['failed', {kind: 'failed'}],
    ['topic:  Diffusion   Models', {kind: 'topic', topic: 'diffusion models'}],
    ['Reader@Example.ORG', {kind: 'address', address: 'Reader@example.org'}],
  ])('%s', (text, scope) => {
    expect(parseScope(text)).toEqual({kind: 'scope', scope});
  });

  test.each([
    ['Failed', '"Failed" is not a scope: failed, unsent, uncertain, all, topic:T, or an address'],
    ['topic: ', '"topic: " names no topic'],
    ['a@b@example.org', 'the address "a@b@example.org" has more than one @'],
  ])('%s is refused', (text, reason) => {
    expect(parseScope(text)).toEqual({kind: 'refused', reason});
  });

  test('and kept without an address, in one order', () => {
    expect(scopeNames([TOPIC, NAMED, ALL])).toEqual(['all', 'subscriber:7', 'topic:folding']);
  });
});
