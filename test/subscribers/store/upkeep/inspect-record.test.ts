import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseRecord} from '../../../../src/subscribers/store/record/subscriber-record.ts';
import {inspectRecord} from '../../../../src/subscribers/store/upkeep/inspect-record.ts';
import {idOfNumber} from '../../../../src/subscribers/subscriber-id.ts';

const oldId = (number: number) => idOfNumber({pepper: 'a pepper', number});

/** A record of today's form, with other values in some places. */
const record = (changes: Record<number, unknown> = {}): string => {
  const values: unknown[] = [
    3,
    'AAAAAAAAAAA',
    'reader@example.org',
    null,
    'a',
    'confirmed by link',
    1000,
    'Europe/Berlin',
    7,
    'd',
    1,
    ['folding'],
    15,
    0,
    900,
    ['textid', 'form', -10, 0],
    {avoid: ['tearing']},
  ];
  for (const [place, value] of Object.entries(changes)) values[Number(place)] = value;
  return JSON.stringify(values);
};

const inspect = (raw: string, address?: string) => inspectRecord({number: 7, raw, oldId}, address);

test('a sound record has nothing to mend', () => {
  expect(parseRecord({number: 7, raw: record(), oldId})).not.toBeNull();
  expect(inspect(record()).problems).toEqual([]);
});

describe('one broken field costs that field alone', () => {
  test.each([
    ['name', 3, 5, {name: null}],
    ['time zone', 7, 'Mars/Olympus', {preferences: {timezone: 'UTC', hour: 7}}],
    ['time zone', 7, {}, {preferences: {timezone: 'UTC'}}],
    ['hour', 8, 99, {preferences: {hour: 8, timezone: 'Europe/Berlin'}}],
    ['hour', 8, '7', {preferences: {hour: 8}}],
    ['frequency', 9, 'hourly', {preferences: {frequency: 'daily'}}],
    ['topics', 11, 'folding', {preferences: {topics: [], timezone: 'Europe/Berlin'}}],
    ['topics', 11, [1], {preferences: {topics: []}}],
    ['papers', 12, null, {preferences: {papers: 15}}],
    ['epoch', 13, 'x', {epoch: 0}],
    ['consent', 15, ['textid'], {consent: null}],
    // Without a state nobody can say that they still want mail.
    ['state', 4, 'x', {state: 'unsubscribed'}],
    ['avoid', 16, {avoid: 5, more: ['2503.08638']}, {opinions: {more: ['2503.08638'], less: []}}],
    ['further preferences', 16, 'gone', {preferences: {avoid: [], topics: ['folding']}}],
  ])('%s at %i as %j', (name, place, value, expected) => {
    const raw = record({[place]: value});
    expect(parseRecord({number: 7, raw, oldId})).toBeNull();
    const {problems, mended} = inspect(raw);
    expect(problems).toEqual([`its ${name} cannot be read`]);
    expect(mended?.subscriber).toMatchObject({address: 'reader@example.org', state: 'active', ...expected});
  });
});

describe('too little is left', () => {
  test.each([
    ['', 'it is no list of fields'],
    ['{"address": "reader@example.org"}', 'it is no list of fields'],
    ['[3,"AAAAAAAAAAA","reader@', 'it is no list of fields'],
    [record({2: 'no address'}), 'its address cannot be read'],
    [record({2: null}), 'its address cannot be read'],
  ])('of %j', (raw, problem) => {
    const {problems, mended} = inspect(raw);
    expect(problems).toContain(problem);
    expect(mended).toBeNull();
    expect(inspect(raw, 'said@example.org').mended?.subscriber.address).toBe('said@example.org');
  });

  test('a record of a newer form is not mended: what wrote it knows more', () => {
    const raw = record({0: 4});
    expect(inspect(raw, 'said@example.org')).toEqual({
      problems: ['its form is one that this version does not know'],
      mended: null,
    });
  });
});

test('no text makes it throw, and no problem tells a value of the record', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.array(fc.jsonValue()).map(values => JSON.stringify([3, ...values])),
  );
  fc.assert(
    fc.property(anything, raw => {
      const {problems, mended} = inspect(raw, 'said@example.org');
      expect(problems.join()).not.toMatch(/@/);
      if (mended) expect(mended.subscriber.number).toBe(7);
    }),
  );
});
