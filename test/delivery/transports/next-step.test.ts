import {describe, expect, test} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {type AnsweredCall, type NextStep, nextStep} from '../../../src/delivery/transports/next-step.ts';
import type {Answer} from '../../../src/delivery/transports/transport.ts';

const call = (answer: Answer, more: Partial<AnsweredCall> = {}): AnsweredCall => ({
  answer,
  mails: 100,
  losses: 0,
  replaySafeMs: 23 * HOUR,
  random: 0.5,
  ...more,
});

const reason = 'why';
const wait = (because: 'rate-limit' | 'quota' | 'concurrent' | 'unreachable'): Answer => ({
  kind: 'wait',
  waitMs: 700,
  because,
  reason,
});

const table: [string, AnsweredCall, NextStep][] = [
  [
    'taken: accepted, with the ids in order',
    call({kind: 'accepted', messageIds: ['a', 'b']}),
    {kind: 'accept', messageIds: ['a', 'b']},
  ],
  ['a no to several mails: split', call({kind: 'refused', reason}), {kind: 'split', reason}],
  ['a no to two mails: split', call({kind: 'refused', reason}, {mails: 2}), {kind: 'split', reason}],
  [
    'a no to one mail: failed',
    call({kind: 'refused', reason}, {mails: 1}),
    {kind: 'end', outcome: 'failed', reason},
  ],
  [
    'a known key with another body: uncertain',
    call({kind: 'conflict', reason}),
    {kind: 'end', outcome: 'uncertain', reason},
  ],
  ['a rate limit: every call waits', call(wait('rate-limit')), {kind: 'back-off', waitMs: 700, reason}],
  [
    'no connection: every call waits, and no doubt comes of it',
    call(wait('unreachable')),
    {kind: 'back-off', waitMs: 700, reason},
  ],
  ['a quota: every call waits', call(wait('quota')), {kind: 'back-off', waitMs: 700, reason}],
  [
    'an earlier call of the same mails: this one waits, and the doubt stays',
    call(wait('concurrent')),
    {kind: 'repeat', waitMs: 700, reason, call: 'none'},
  ],
  [
    'a first lost answer: the same call after a second',
    call({kind: 'lost', reason}),
    {kind: 'repeat', waitMs: 1000, reason, call: 'lost'},
  ],
  [
    'a fifth lost answer: the pause grows',
    call({kind: 'lost', reason}, {losses: 4}),
    {kind: 'repeat', waitMs: 16_000, reason, call: 'lost'},
  ],
  [
    'many lost answers: at most ten minutes, apart by chance',
    call({kind: 'lost', reason}, {losses: 1000, random: 0}),
    {kind: 'repeat', waitMs: 450_000, reason, call: 'lost'},
  ],
  [
    'a lost answer where no repeat is safe: uncertain',
    call({kind: 'lost', reason}, {replaySafeMs: 0}),
    {kind: 'end', outcome: 'uncertain', reason},
  ],
  ['a blocked account: until a person acts', call({kind: 'blocked', reason}), {kind: 'blocked', reason}],
];

describe('what an answer means for the next step of a chunk or letter', () => {
  test.each(table)('%s', (_, answered, step) => {
    expect(nextStep(answered)).toEqual(step);
  });

  test('a letter, which is one mail, is never split', () => {
    for (const [, answered] of table) expect(nextStep({...answered, mails: 1}).kind).not.toBe('split');
  });
});
