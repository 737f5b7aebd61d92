import {expect, test} from 'vitest';
import type {DeliveryRates} from '../../../src/delivery/ledger/receipts.ts';
import {whyToPause} from '../../../src/delivery/orders/why-to-pause.ts';

const rates = (known: Partial<DeliveryRates>): DeliveryRates => ({
  ...{accepted: 1000, bounced: 0, complained: 0, failuresInARow: 0, refusalsAlike: 0, refusal: 'no'},
  ...known,
});

test.each<[string, Partial<DeliveryRates>, boolean]>([
  ['nine failures in a row', {failuresInARow: 9}, false],
  ['ten failures in a row', {failuresInARow: 10}, true],
  ['19 refusals alike', {refusalsAlike: 19}, false],
  ['20 refusals alike', {refusalsAlike: 20}, true],
  ['bounces of 99 accepted mails', {accepted: 99, bounced: 50}, false],
  ['5 bounces of 100', {accepted: 100, bounced: 5}, true],
  ['49 bounces of 1,000', {bounced: 49}, false],
  ['one complaint of 100', {accepted: 100, complained: 1}, false],
  ['two complaints of 100', {accepted: 100, complained: 2}, true],
  ['two complaints of 1,000', {complained: 2}, false],
  ['three complaints of 1,000', {complained: 3}, true],
])('%s: an edition pauses by itself where it must', (_, known, isPaused) => {
  expect(whyToPause(rates(known)) !== null).toBe(isPaused);
});

test.each<[Partial<DeliveryRates>, string]>([
  [{refusalsAlike: 20, refusal: 'quota'}, '20 calls were refused alike: quota'],
  [{failuresInARow: 10}, '10 definite failures in a row'],
  [{complained: 4}, '4 of 1000 mails were complained about (0.4 %; the limit is 0.3 %)'],
  [{bounced: 60}, '60 of 1000 mails bounced (6.0 %; the limit is 5 %)'],
])('of %j it says why', (known, why) => {
  expect(whyToPause(rates(known))).toBe(why);
});
