import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {encodeRecord, parseRecord} from '../../../src/subscribers/store/record/subscriber-record.ts';
import {defaultPreferences, noOpinions, type Subscriber} from '../../../src/subscribers/subscriber.ts';
import {anyText, draftOf, noon} from '../../support/open-store.ts';

const oldId = (number: number) => `old-${number}`;
const decode = (number: number, raw: string) => {
  const stored = parseRecord({number, raw, oldId});
  if (!stored) throw new Error(`the record of subscriber ${number} cannot be read`);
  return stored;
};

const oldRecord = JSON.stringify([
  1,
  'Reader@example.org',
  null,
  'a',
  'confirmed by link',
  noon,
  'Asia/Tokyo',
  7,
  'w',
  2,
  ['agents'],
  3,
  1,
  noon,
  ['textId', 'form', noon, noon],
]);

test('a record of the first form is still read, with nothing avoided, followed or said, and no pause', () => {
  const {subscriber, consent} = decode(5, oldRecord);
  expect(subscriber).toEqual({
    number: 5,
    id: 'old-5',
    address: 'Reader@example.org',
    name: null,
    state: 'active',
    stateReason: 'confirmed by link',
    stateAt: noon,
    preferences: {
      ...defaultPreferences,
      timezone: 'Asia/Tokyo',
      hour: 7,
      frequency: 'weekly',
      weekday: 2,
      topics: ['agents'],
      papers: 3,
    },
    opinions: noOpinions,
    epoch: 1,
    createdAt: noon,
    consent: null,
  });
  expect(consent).toEqual({textId: 'textId', via: 'form', askedAt: noon, confirmedAt: noon});
});

test('the reason for leaving is read under its former name, and written under its own', () => {
  const saidAt = noon + 1;
  const former = JSON.stringify([
    2,
    ...JSON.parse(oldRecord).slice(1),
    {farewell: ['too-many', 'a', saidAt]},
  ]);
  const {subscriber, consent} = decode(5, former);
  expect(subscriber.leaveReason).toEqual({reason: 'too-many', words: 'a', saidAt});
  const written = encodeRecord(subscriber, consent?.textId ?? null);
  expect(written).toContain('"leaveReason":["too-many"');
  expect(written).not.toContain('farewell');
});

const words = fc.array(anyText(60), {maxLength: 50});
const papers = fc.array(
  fc
    .constantFrom('2603.10001', '0704.0001', 'astro-ph/0601001', 'title-0123456789abcdef')
    .map(text => parsePaperId(text) ?? expect.fail(text)),
  {maxLength: 50},
);

test('whatever was chosen and said, a record reads back as it was written', () => {
  const preferences = fc.record({
    avoid: words,
    authors: words,
    labs: words,
    codeHosts: words,
    frequency: fc.constantFrom('daily' as const, 'weekdays' as const, 'matches' as const, 'weekly' as const),
    form: fc.constantFrom('full' as const, 'short' as const),
    arxivShare: fc.option(fc.nat(100)),
    news: fc.boolean(),
    pausedUntil: fc.option(fc.constantFrom('2026-04-01', '2999-12-31')),
  });
  fc.assert(
    fc.property(preferences, fc.record({more: papers, less: papers}), (chosen, opinions) => {
      const id = 'AAAAAAAAAAA';
      const draft = {...draftOf('reader@example.org', {preferences: chosen, opinions, consent: null}), id};
      const {subscriber} = decode(1, encodeRecord(draft, null));
      expect(subscriber).toEqual({...draft, number: 1});
    }),
  );
});

test('opinions on papers of arXiv take six characters each, and are read as a list of ids too', () => {
  const opinions = {more: ['2503.08638', '1501.00001'], less: ['9912.99999']} as Subscriber['opinions'];
  const draft = {...draftOf('reader@example.org', {opinions, consent: null}), id: 'AAAAAAAAAAA'};
  const raw = encodeRecord(draft, null);
  expect(raw).toMatch(/,\{"more":"[0-9a-z]{12}","less":"[0-9a-z]{6}"\}\]$/);
  const asLists = raw.replace(/\{[^{]*\]$/, `${JSON.stringify(opinions)}]`);
  for (const written of [raw, asLists]) expect(decode(1, written).subscriber).toEqual({...draft, number: 1});
});

test.each(['zzzzzz', '12345', 'AAAAAA', '000001', ' 45abc', ''])('%j is no packed id of a paper', packed => {
  const raw = encodeRecord({...draftOf('reader@example.org', {consent: null}), id: 'AAAAAAAAAAA'}, null);
  const changed = raw.replace(/\{\}\]$/, `{"more":${JSON.stringify(packed)}}]`);
  expect(parseRecord({number: 1, raw: changed, oldId: () => 'AAAAAAAAAAA'})).toBeNull();
});

test('the times of a consent are kept as what they differ from the time of the state', () => {
  const consent = {text: 'I agree.', via: 'form', askedAt: noon - 60_000, confirmedAt: noon};
  const draft = {...draftOf('reader@example.org', {consent}), id: 'AAAAAAAAAAA', madeBy: 'other1'};
  const raw = encodeRecord(draft, 'textId');
  expect(raw).toContain('["textId","form",-60000,0]');
  const {subscriber, consent: kept} = decode(1, raw);
  expect(subscriber).toEqual({...draft, number: 1, consent: null});
  expect(kept).toEqual({textId: 'textId', via: 'form', askedAt: noon - 60_000, confirmedAt: noon});
});

test('who said nothing costs not a byte more than before there was anything to say, but for the id', () => {
  const [, address, name, state, , stateAt, ...fields] = JSON.parse(oldRecord);
  const {subscriber} = decode(5, oldRecord);
  const {number: _, ...draft} = subscriber;
  const consent = {text: 'I agree.', via: 'form', askedAt: noon, confirmedAt: noon};
  const chosen = fields.slice(0, -2);
  const raw = encodeRecord({...draft, consent}, 'textId');
  expect(raw).toBe(
    JSON.stringify([
      ...[3, 'old-5', address, name, state, '=c', stateAt, ...chosen, 0],
      ...[['textId', 'form', 0, 0], {}],
    ]),
  );
});

test('reasons and times that were written out are read as they were', () => {
  const {number: _, ...draft} = decode(5, oldRecord).subscriber;
  const raw = encodeRecord(draft, null);
  const fields: unknown[] = JSON.parse(raw);
  const writtenOut = JSON.stringify(fields.with(5, draft.stateReason).with(14, draft.createdAt));
  expect(writtenOut.length).toBeGreaterThan(raw.length);
  expect(decode(5, writtenOut).subscriber).toEqual(decode(5, raw).subscriber);
});

test.each(['imported, consent attested by the operator', 'confirmed by link', 'left by one click', '=', ''])(
  'a reason is kept, short or not: "%s"',
  stateReason => {
    for (const createdAt of [noon, noon - 1, noon + 1]) {
      const draft = {
        ...draftOf('reader@example.org', {stateReason, createdAt, consent: null}),
        id: 'AAAAAAAAAAA',
      };
      expect(decode(1, encodeRecord(draft, null)).subscriber).toEqual({...draft, number: 1});
    }
  },
);

test.each([
  ['no JSON', 'x'],
  ['another version', oldRecord.replace('[1,', '[4,')],
  ['a first form that is too long', oldRecord.replace(/]$/, ',{}]')],
  ['an opinion on no paper', oldRecord.replace('[1,', '[2,').replace(/]$/, ',{"more":["cats"]}]')],
  ['a second form without its last entry', oldRecord.replace('[1,', '[2,')],
])('%s is no record', (_, raw) => {
  expect(parseRecord({number: 5, raw, oldId})).toBeNull();
});

test('a record without anything rare is read as the schema reads it, whatever stands in its fields', () => {
  const usual: unknown[] = JSON.parse(encodeRecord({...draftOf('a@example.org'), id: 'AAAAAAAAAAA'}, 'text'));
  const anything = fc.oneof(
    fc.constantFrom<unknown>(null, '', 'a', 'u', 'k', 'x', 'constructor', 'UTC', 'No/Zone', 'b@example.net'),
    fc.constantFrom<unknown>(0, -1, 7, 24, 0.5, 1e300, [], [1], ['agents'], {}, true),
    fc.constantFrom<unknown>(['t', 'form', 0, null], ['t', 'form', 0, 1], ['t', 1, 0, 1], ['t', 'form', 0]),
    fc.jsonValue(),
  );
  const changes = fc.array(fc.tuple(fc.integer({min: 1, max: usual.length - 2}), anything), {maxLength: 2});
  fc.assert(
    fc.property(changes, changed => {
      const fields = usual.slice(0, -1);
      for (const [place, value] of changed) fields[place] = value;
      const plain = parseRecord({number: 1, raw: JSON.stringify([...fields, {}]), oldId});
      // What is rare is read by the schema alone.
      const rare = parseRecord({number: 1, raw: JSON.stringify([...fields, {arxivShare: 5}]), oldId});
      if (rare) rare.subscriber.preferences.arxivShare = null;
      expect(plain).toEqual(rare);
    }),
    {numRuns: 1000},
  );
});
