import {expect, test} from 'vitest';
import {DAY} from '../../../../src/clock.ts';
import type {EditionEntry} from '../../../../src/editions/edition-store.ts';
import type {Subscriber} from '../../../../src/subscribers/subscriber.ts';
import {whyNone} from '../../../../src/use-cases/subscribers/data/load-fates.ts';
import {built} from '../../../editions/entries.ts';

const at = (text: string) => Date.parse(text);

const builtAt = (text: string, when: string): EditionEntry => {
  const entry = built(text);
  return entry.kind === 'edition' ? {...entry, builtAt: at(when)} : entry;
};

type Told = Pick<Subscriber, 'state' | 'stateReason' | 'stateAt' | 'createdAt' | 'preferences'>;

const suppressed = {
  ...{state: 'suppressed', stateReason: 'a hard bounce'},
  ...{createdAt: at('2026-03-20T10:00Z'), stateAt: at('2026-03-20T10:00Z') + DAY},
  preferences: {frequency: 'daily'},
} as Told as Subscriber;

test.each([
  ['2026-03-12', '2026-03-13T00:30Z', 'subscribed later'],
  ['2026-03-12', '2026-03-25T00:30Z', 'suppressed: a hard bounce'],
  ['2026-03-24', '2026-03-25T00:30Z', 'suppressed: a hard bounce'],
])('of the edition %s, built at %s, a reader of 20 March has none: %s', (day, when, why) => {
  expect(whyNone(builtAt(day, when), suppressed, null)).toBe(why);
});
