import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseNo} from '../../../src/subscribers/noes/parse-no.ts';

const AT = Date.parse('2026-03-12T08:00:00Z');
const TIME = '"time":"2026-03-12T08:00:00.000Z"';
const LEFT = {what: 'ended', state: 'unsubscribed', why: 'left by one click'};

test.each([
  [
    'a line of the record',
    `{"instance":"abc234","at":${AT},"number":7,"id":"AAAAAAAAAAA","what":"removed"}`,
    {instance: 'abc234', at: AT, number: 7, id: 'AAAAAAAAAAA', what: 'removed'},
  ],
  [
    'a line of the log',
    `{"level":30,${TIME},"event":"subscriber.unsubscribed","outcome":"unsubscribed","via":"link","subscriber":7}`,
    {at: AT, number: 7, ...LEFT},
  ],
  [
    'a suppression in the log',
    `{"level":30,${TIME},"event":"subscriber.suppressed","number":7,"why":"complained","outcome":"suppressed"}`,
    {at: AT, number: 7, what: 'ended', state: 'suppressed', why: 'complained'},
  ],
  [
    'an erasure in the log of a journal',
    `Mar 12 08:00 host paperboy[1]: {${TIME},"event":"subscriber.erased","outcome":"erased","subscriber":7}`,
    {at: AT, number: 7, what: 'removed'},
  ],
  [
    'a change of address within a line of Docker',
    JSON.stringify({
      log: `{${TIME},"event":"address.changed","outcome":"changed","subscriber":7}\n`,
      stream: 'stderr',
    }),
    {at: AT, number: 7, what: 'moved', to: null},
  ],
  [
    'what EVENTS_URL got',
    '{"type":"subscriber.left","timestamp":"2026-03-12T08:00:00.000Z",' +
      '"data":{"subscriber":"AAAAAAAAAAA","instance":"abc234"}}',
    {at: AT, id: 'AAAAAAAAAAA', instance: 'abc234', ...LEFT},
  ],
])('%s tells who said no', (_, line, no) => {
  expect(parseNo(line)).toEqual(no);
});

test.each([
  `{${TIME},"event":"subscriber.unsubscribed","outcome":"already-unsubscribed","subscriber":7}`,
  `{${TIME},"event":"subscriber.unsubscribed","outcome":"unsubscribed","subscriber":"7"}`,
  `{"time":"soon","event":"subscriber.erased","outcome":"erased","subscriber":7}`,
  `{${TIME},"event":"constructor","subscriber":7}`,
  `{"at":${AT},"what":"ended","state":"active","why":"a made up yes","number":7}`,
  `{"at":${AT},"what":"blocked","as":"never-again","place":"too short"}`,
  '{"log":{}}',
  '[{"at":1}]',
])('%s tells of none', line => {
  expect(parseNo(line)).toBeNull();
});

test('whatever a line is, it is read or passed over', () => {
  fc.assert(fc.property(fc.string(), text => void parseNo(text)));
  fc.assert(fc.property(fc.json(), text => void parseNo(text)));
});
