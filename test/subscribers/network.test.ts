import {expect, test} from 'vitest';
import {networkOf} from '../../src/subscribers/network.ts';

test.each([
  ['192.0.2.1', {address: '192.0.2.1', blocks: null}],
  ['::ffff:192.0.2.1', {address: '192.0.2.1', blocks: null}],
  ['::FFFF:c000:201', {address: '192.0.2.1', blocks: null}],
  [
    '2001:db8::1',
    {
      address: '2001:db8:0:0:0:0:0:1',
      blocks: {of64: '2001:db8:0:0', of56: '2001:db8:0:0', of48: '2001:db8:0'},
    },
  ],
  [
    '2001:0DB8:0:0::0:1',
    {
      address: '2001:db8:0:0:0:0:0:1',
      blocks: {of64: '2001:db8:0:0', of56: '2001:db8:0:0', of48: '2001:db8:0'},
    },
  ],
  [
    '2001:db8:1:2:3:4:5:6',
    {
      address: '2001:db8:1:2:3:4:5:6',
      blocks: {of64: '2001:db8:1:2', of56: '2001:db8:1:0', of48: '2001:db8:1'},
    },
  ],
  [
    '2001:db8:1:abcd::6',
    {
      address: '2001:db8:1:abcd:0:0:0:6',
      blocks: {of64: '2001:db8:1:abcd', of56: '2001:db8:1:ab00', of48: '2001:db8:1'},
    },
  ],
  [
    'fe80::1%eth0',
    {address: 'fe80:0:0:0:0:0:0:1', blocks: {of64: 'fe80:0:0:0', of56: 'fe80:0:0:0', of48: 'fe80:0:0'}},
  ],
  ['::', {address: '0:0:0:0:0:0:0:0', blocks: {of64: '0:0:0:0', of56: '0:0:0:0', of48: '0:0:0'}}],
  [
    '64:ff9b::192.0.2.1',
    {
      address: '64:ff9b:0:0:0:0:c000:201',
      blocks: {of64: '64:ff9b:0:0', of56: '64:ff9b:0:0', of48: '64:ff9b:0'},
    },
  ],
])('%s', (visitor, network) => {
  expect(networkOf(visitor)).toEqual(network);
});

test('what is no IP is counted as it is, and no more than 64 characters of it', () => {
  expect(networkOf('unknown')).toEqual({address: 'unknown', blocks: null});
  expect(networkOf('x'.repeat(10_000)).address).toHaveLength(64);
});
