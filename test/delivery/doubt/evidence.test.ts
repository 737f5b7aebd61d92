import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {HOUR, MINUTE} from '../../../src/clock.ts';
import {
  type CarriedMail,
  type Doubt,
  decideDoubt,
  type Evidence,
  type KnownCall,
  type LoggedCall,
} from '../../../src/delivery/doubt/evidence.ts';
import {callMark, mailMark} from '../../../src/delivery/doubt/marks.ts';

const AT = Date.parse('2026-03-13T08:00:00Z');
const NOW = AT + 25 * HOUR;

const doubt: Doubt = {mails: ['1/7', '1/8'], from: AT, to: AT + 10 * MINUTE};

type Marked = {run?: number; chunk?: string; messageId?: string | null};

const mail = (
  number: number,
  {run = 1, chunk = '2', messageId = `id-${number}`}: Marked = {},
): CarriedMail => ({mail: mailMark({run, number}), call: callMark({run, chunk}), messageId});

const call = (changes: Partial<LoggedCall> = {}): LoggedCall => ({
  ...{at: AT + MINUTE, status: 200, carried: [mail(7), mail(8)]},
  ...changes,
});

const whole: Evidence = {
  source: 'the log',
  calls: [],
  oldestAt: AT - HOUR,
  newestAt: AT + 2 * HOUR,
  skewMs: 1000,
  broken: null,
};

const known: KnownCall[] = [{call: '1/1', settledAt: AT + MINUTE}];

const ofKnown = call({carried: [mail(1, {chunk: '1'})]});

const decide = (evidence: Partial<Evidence>, more: {known?: KnownCall[]; now?: number} = {}) =>
  decideDoubt({doubt, evidence: {...whole, ...evidence}, known: [], now: NOW, ...more});

const unsent = {accepted: new Map(), unsent: ['1/7', '1/8'], uncertain: [], reason: null};

describe('what is found is accepted, with its ids', () => {
  test.each([
    ['all of it', {calls: [call()]}],
    ['after a repeat that was refused for its rate', {calls: [call({status: 429}), call()]}],
    ['in a log that is cut off', {calls: [call()], oldestAt: null, newestAt: null}],
    ['in a log that was not read to its end', {calls: [call()], broken: 'something'}],
    ['beside calls that cannot be read', {calls: [call({carried: 'unreadable'}), call()]}],
    [
      'in a half of its own name',
      {calls: [call({carried: [mail(7, {chunk: '2.1'}), mail(8, {chunk: '2.2'})]})]},
    ],
  ] as [string, Partial<Evidence>][])('%s', (_, evidence) => {
    expect(decide(evidence)).toEqual({
      accepted: new Map([
        ['1/7', 'id-7'],
        ['1/8', 'id-8'],
      ]),
      unsent: [],
      uncertain: [],
      reason: null,
    });
  });

  test('of another run it is another mail', () => {
    const carried = [mail(7, {run: 2}), mail(8, {run: 2})];
    expect(decide({calls: [call({carried})]})).toEqual(unsent);
  });

  test('only who was in the call, where the rest is proved absent', () => {
    expect(decide({calls: [call({carried: [mail(7)]})]})).toEqual({
      accepted: new Map([['1/7', 'id-7']]),
      unsent: ['1/8'],
      uncertain: [],
      reason: null,
    });
  });
});

describe('what is provably absent is unsent', () => {
  test.each([
    ['others of this edition were called', {calls: [ofKnown]}, {}],
    ['strangers were called too', {calls: [call({carried: 'foreign'}), ofKnown]}, {}],
    ['the list shows no email of that time', {source: 'the list of emails'}, {}],
    ['the call was refused', {calls: [call({status: 422, carried: [mail(7, {messageId: null})]})]}, {}],
    ['what the ledger knows of that time is there', {calls: [ofKnown]}, {known}],
    [
      'what the ledger knows is of another time',
      {calls: [ofKnown]},
      {known: [{call: '1/5', settledAt: AT - HOUR}]},
    ],
  ] as [string, Partial<Evidence>, {known?: KnownCall[]}][])('%s', (_, evidence, more) => {
    expect(decide(evidence, more)).toEqual(unsent);
  });
});

describe('anything less stays uncertain, with the reason', () => {
  test.each([
    ['the log was not read to its end', {broken: 'it broke off'}, {}, /^it broke off$/],
    ['the last call is a few minutes old', {}, {now: doubt.to + 30 * MINUTE}, /too recent/],
    ['the log is empty', {oldestAt: null, newestAt: null}, {}, /reach back/],
    ['the log begins after the call', {oldestAt: AT + MINUTE}, {}, /reach back/],
    ['the log begins just before the call', {oldestAt: AT - MINUTE}, {}, /reach back/],
    ['no later call is there', {newestAt: AT + MINUTE}, {}, /late/],
    ['the later call is within the clocks', {newestAt: doubt.to + MINUTE}, {}, /late/],
    ['one may be under way still', {newestAt: doubt.to + HOUR}, {}, /late/],
    [
      'the list begins after the call',
      {source: 'the list of emails', oldestAt: AT},
      {},
      /^the list .* reach back/,
    ],
    [
      'the list lacks an email that was accepted',
      {source: 'the list of emails'},
      {known},
      /^the list .* lacks/,
    ],
    ['the clocks differ', {skewMs: HOUR}, {}, /clocks/],
    ['nobody knows how the clocks stand', {skewMs: null}, {}, /clocks/],
    ['a call of that time cannot be read', {calls: [call({carried: 'unreadable'})]}, {}, /cannot be read/],
    [
      'a call for them has no ids',
      {calls: [call({carried: [mail(7, {messageId: null}), mail(8, {messageId: null})]})]},
      {},
      /whether it was taken/,
    ],
    ['a call for them ended in a 500', {calls: [call({status: 500})]}, {}, /whether it was taken/],
    ['a call for them ended in a 409', {calls: [call({status: 409})]}, {}, /whether it was taken/],
    ['the log lacks a call that was accepted', {}, {known}, /lacks a call/],
    ['the log shows no call of ours', {}, {}, /may lack more/],
    ['the log shows only strangers', {calls: [call({carried: 'foreign'})]}, {}, /may lack more/],
    [
      'the log lacks a call that was accepted just before',
      {},
      {known: [{call: '1/1', settledAt: AT - 1000}]},
      /lacks a call/,
    ],
  ] as [string, Partial<Evidence>, {known?: KnownCall[]; now?: number}, RegExp][])(
    '%s',
    (_, evidence, more, reason) => {
      const decision = decide(evidence, more);
      expect(decision).toMatchObject({
        unsent: [],
        uncertain: ['1/7', '1/8'],
        reason: expect.stringMatching(reason),
      });
      expect(decision.accepted.size).toBe(0);
    },
  );
});

test('nobody is both, nobody is left out, and who was taken is never called unsent', () => {
  const carried = fc.oneof(
    fc.constant('unreadable' as const),
    fc.constant('foreign' as const),
    fc.array(
      fc
        .record({
          run: fc.integer({min: 1, max: 2}),
          chunk: fc.constantFrom('1', '2', '2.1'),
          number: fc.integer({min: 6, max: 9}),
          messageId: fc.option(fc.uuid()),
        })
        .map(({number, ...marked}) => mail(number, marked)),
    ),
  );
  const calls = fc.array(
    fc.record({at: fc.constant(AT), status: fc.constantFrom(200, 409, 422, 429, 500), carried}),
  );
  fc.assert(
    fc.property(calls, fc.boolean(), (some, isCutOff) => {
      const decision = decide({calls: some, ...(isCutOff ? {oldestAt: AT} : {})});
      const named = [...decision.accepted.keys(), ...decision.unsent, ...decision.uncertain];
      expect(named.sort()).toEqual(['1/7', '1/8']);
      const taken = some.flatMap(({status, carried: mails}) =>
        status < 300 && typeof mails !== 'string' ? mails : [],
      );
      for (const one of taken) expect(decision.unsent).not.toContain(one.mail);
      expect(decision.reason === null).toBe(decision.uncertain.length === 0);
    }),
  );
});
