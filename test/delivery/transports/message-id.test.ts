import {expect, test} from 'vitest';
import {messageIdOf} from '../../../src/delivery/transports/message-id.ts';

const from = 'Paperboy <digest@example.org>';

test('the same key and place give the same message id under the domain of the sender', () => {
  const id = messageIdOf({key: '2026-03-12/1/0042', index: 3, from});
  expect(id).toMatch(/^<[0-9a-f]{32}@example\.org>$/);
  expect(messageIdOf({key: '2026-03-12/1/0042', index: 3, from})).toBe(id);
});

test('another place, key or run gives another message id', () => {
  const given = [
    {key: '2026-03-12/1/0042', index: 3},
    {key: '2026-03-12/1/0042', index: 4},
    {key: '2026-03-12/2/0042', index: 3},
    {key: '2/0042', index: 1},
    {key: '0042', index: 12},
  ];
  expect(new Set(given.map(place => messageIdOf({...place, from}))).size).toBe(given.length);
});

test('a sender without a usable domain lends none', () => {
  for (const odd of ['digest', 'a@b\r\nBcc: x', 'a@<', ''])
    expect(messageIdOf({key: 'k', index: 0, from: odd})).toMatch(/^<[0-9a-f]{32}@localhost>$/);
});
