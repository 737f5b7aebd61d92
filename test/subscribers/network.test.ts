import {expect, test} from 'vitest';
import {networkOf} from '../../src/subscribers/network.ts';

test.each([
  ['192.0.2.1', {address: '192.0.2.1', block: null}],
  ['::ffff:192.0.2.1', {address: '192.0.2.1', block: null}],
  ['::FFFF:c000:201', {address: '192.0.2.1', block: null}],
  ['2001:db8::1', {address: '2001:db8:0:0:0:0:0:1', block: '2001:db8:0:0'}],
  ['2001:0DB8:0:0::0:1', {address: '2001:db8:0:0:0:0:0:1', block: '2001:db8:0:0'}],
  ['2001:db8:1:2:3:4:5:6', {address: '2001:db8:1:2:3:4:5:6', block: '2001:db8:1:2'}],
  ['fe80::1%eth0', {address: 'fe80:0:0:0:0:0:0:1', block: 'fe80:0:0:0'}],
  ['::', {address: '0:0:0:0:0:0:0:0', block: '0:0:0:0'}],
  ['64:ff9b::192.0.2.1', {address: '64:ff9b:0:0:0:0:c000:201', block: '64:ff9b:0:0'}],
])('%s', (visitor, network) => {
  expect(networkOf(visitor)).toEqual(network);
});

test('what is no IP is counted as it is, and no more than 64 characters of it', () => {
  expect(networkOf('unknown')).toEqual({address: 'unknown', block: null});
  expect(networkOf('x'.repeat(10_000)).address).toHaveLength(64);
});
