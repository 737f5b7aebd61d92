import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseEvent} from '../../../src/delivery/receipts/event.ts';
import {parseReceipt} from '../../../src/delivery/receipts/parse-receipt.ts';
import {whySuppress} from '../../../src/delivery/receipts/receipt.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {digestTags} from '../../../src/mail/body/headers.ts';
import {bounce, eventOf} from '../../support/webhook-events.ts';

const NOW = Date.UTC(2026, 2, 13, 9);
const senders = ['Papers <digest@example.org>', 'letters@example.org'];
const tags = digestTags({
  edition: dailyEdition('2026-03-12'),
  run: 1,
  chunk: '42.1.2',
  number: 7,
  instanceId: 'i7k2mn',
});
const mail = {id: 'an-id', from: 'Papers <digest@example.org>', to: 'Reader@example.org', tags};

const read = (body: unknown) => parseEvent({id: 'msg_1', body, senders, instanceId: 'i7k2mn', now: NOW});

const receiptOf = (body: unknown) => {
  const reading = read(body);
  if (reading.kind !== 'receipt') throw new Error(reading.because);
  return reading.receipt;
};

test('the tags of a digest come back as the place of the mail', () => {
  expect(read(eventOf(mail, 'email.delivered'))).toEqual({
    kind: 'receipt',
    to: ['reader@example.org'],
    receipt: {
      of: 'digest',
      eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
      kind: 'delivered',
      bounceType: null,
      at: Date.parse('2026-03-13T08:00:05.000Z'),
      edition: '2026-03-12',
      run: 1,
      chunk: '42.1.2',
      number: 7,
    },
  });
});

test('a mail of another instance on the same account is none of ours; one that names no instance is', () => {
  const other = {...mail, tags: {...tags, instance: 'another'}};
  expect(read(eventOf(other, 'email.bounced'))).toEqual({
    kind: 'ignored',
    because: 'it is about another instance',
  });
  const {instance: _, ...before} = tags;
  expect(read(eventOf({...mail, tags: before}, 'email.bounced')).kind).toBe('receipt');
});

test('tags in the list form that mails are sent with are read as well', () => {
  const list = Object.entries(tags).map(([name, value]) => ({name, value}));
  expect(receiptOf(eventOf(mail, 'email.delivered', {tags: list}))).toEqual(
    receiptOf(eventOf(mail, 'email.delivered')),
  );
});

test.each([
  ['email.sent', 'sent'],
  ['email.delivery_delayed', 'delayed'],
  ['email.delivered', 'delivered'],
  ['email.failed', 'failed'],
  ['email.suppressed', 'suppressed'],
  ['email.bounced', 'bounced'],
  ['email.complained', 'complained'],
])('%s says that the mail is %s', (type, kind) => {
  expect(receiptOf(eventOf(mail, type)).kind).toBe(kind);
});

test.each(['email.opened', 'email.clicked'])('%s proves no more than that the mail arrived', type => {
  const told = {click: {ipAddress: '192.0.2.1', link: 'https://papers.example.org/x', userAgent: 'x'}};
  const receipt = receiptOf(eventOf(mail, type, told));
  expect(receipt.kind).toBe('delivered');
  expect(JSON.stringify(receipt)).not.toMatch(/192|papers|open|click/);
});

describe('who may not be written to any more', () => {
  test.each([
    ['email.bounced', bounce('Permanent'), 'bounced'],
    ['email.bounced', bounce('Transient'), null],
    ['email.bounced', bounce('Undetermined'), null],
    ['email.bounced', {}, null],
    ['email.bounced', {bounce: 'Permanent'}, null],
    ['email.complained', {}, 'complained'],
    ['email.suppressed', {suppressed: {type: 'OnAccountSuppressionList'}}, 'suppressed by Resend'],
    ['email.delivery_delayed', {}, null],
    ['email.failed', {failed: {reason: 'reached_daily_quota'}}, null],
  ])('after %s with %j: %s', (type, more, why) => {
    expect(whySuppress(receiptOf(eventOf(mail, type, more)))).toBe(why);
  });
});

describe('what is not for us is ignored', () => {
  const cases: [string, unknown][] = [
    ['another sender on the same account', eventOf({...mail, from: 'shop@example.org'}, 'email.bounced')],
    [
      'our address as another sender’s name',
      eventOf({...mail, from: 'digest@example.org <shop@example.org>'}, 'email.bounced'),
    ],
    ['a mail without tags', eventOf(mail, 'email.bounced', {tags: {}})],
    ['no tags at all', eventOf(mail, 'email.bounced', {tags: undefined})],
    ['tags of another program', eventOf(mail, 'email.bounced', {tags: {category: 'invoice'}})],
    ['a day that is none', eventOf(mail, 'email.bounced', {tags: {...tags, edition: '2026-02-30'}})],
    ['run 0, which is a preview', eventOf(mail, 'email.bounced', {tags: {...tags, run: '0'}})],
    ['a run past the last', eventOf(mail, 'email.bounced', {tags: {...tags, run: '256'}})],
    ['a number with a sign', eventOf(mail, 'email.bounced', {tags: {...tags, subscriber: '-7'}})],
    ['a number past all', eventOf(mail, 'email.bounced', {tags: {...tags, subscriber: '9'.repeat(13)}})],
    ['a chunk with a path', eventOf(mail, 'email.bounced', {tags: {...tags, chunk: '../1'}})],
    ['an unknown type', eventOf(mail, 'email.invented')],
    ['a type of Object’s own', eventOf(mail, 'constructor')],
    ['another kind of event', {type: 'contact.created', data: {email: 'reader@example.org'}}],
    ['no event', ['email.bounced']],
    ['nothing', null],
  ];
  test.each(cases)('%s', (_, body) => {
    expect(read(body).kind).toBe('ignored');
  });
});

test('a letter’s receipt names the subscriber', () => {
  const letter = {...mail, from: 'Papers <LETTERS@example.org>', tags: {letter: 'confirm', subscriber: '7'}};
  expect(receiptOf(eventOf(letter, 'email.complained'))).toMatchObject({
    of: 'letter',
    number: 7,
    kind: 'complained',
  });
});

test('an event without a readable time is of now', () => {
  expect(receiptOf({...eventOf(mail, 'email.sent'), created_at: 'yesterday'}).at).toBe(NOW);
});

test('no address stands in a receipt, and what was kept is read again unchanged', () => {
  for (const type of ['email.sent', 'email.bounced', 'email.complained']) {
    const receipt = receiptOf(eventOf(mail, type, bounce('Permanent')));
    expect(JSON.stringify(receipt)).not.toContain('@');
    expect(parseReceipt(JSON.parse(JSON.stringify(receipt)))).toEqual(receipt);
  }
});

test('whatever JSON comes, the answer is a receipt or a reason', () => {
  const tag = fc.oneof(fc.string(), fc.constantFrom(...Object.values(tags)), fc.integer());
  const event = fc.record(
    {
      type: fc.constantFrom('email.bounced', 'email.sent', 'x'),
      created_at: fc.anything(),
      data: fc.oneof(
        fc.anything(),
        fc.record({
          from: fc.constantFrom(mail.from, ''),
          to: fc.anything(),
          tags: fc.record({edition: tag, run: tag, chunk: tag, subscriber: tag}),
          bounce: fc.anything(),
        }),
      ),
    },
    {requiredKeys: []},
  );
  fc.assert(
    fc.property(fc.oneof(event, fc.jsonValue()), body => {
      const reading = read(body);
      if (reading.kind === 'receipt') expect(parseReceipt(reading.receipt)).toEqual(reading.receipt);
      else expect(reading.because).not.toBe('');
    }),
  );
});
