import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseRedisAddress, withRedisSettings} from '../../src/redis/address.ts';

const found = (text: string) => {
  const parsed = parseRedisAddress(text);
  return parsed.kind === 'address' ? parsed.address : parsed.reason;
};

const host = (name: string, port: number) => ({host: name, port});

test.each([
  ['redis://localhost', {kind: 'single', hosts: [host('localhost', 6379)], database: 0, isTls: false}],
  ['rediss://u%40x:p%3Aw@r.example.org:7000/3', {isTls: true, username: 'u@x', password: 'p:w', database: 3}],
  ['redis://:secret@127.0.0.1:6399/', {username: null, password: 'secret', database: 0}],
  ['redis://[::1]:6399', {hosts: [host('::1', 6399)]}],
  ['unix:///run/redis.sock?db=2', {kind: 'single', path: '/run/redis.sock', hosts: [], database: 2}],
  ['/run/redis.sock', {path: '/run/redis.sock'}],
  ['unix://user:word@/run/redis.sock', {path: '/run/redis.sock', username: 'user', password: 'word'}],
  [
    'redis+sentinel://:word@a,b:1,c/mymaster/4',
    {
      kind: 'sentinel',
      hosts: [host('a', 26_379), host('b', 1), host('c', 26_379)],
      name: 'mymaster',
      database: 4,
    },
  ],
  [
    'rediss+cluster://a:7000,b:7001',
    {kind: 'cluster', isTls: true, hosts: [host('a', 7000), host('b', 7001)]},
  ],
  ['redis+cluster://a/0', {kind: 'cluster', database: 0}],
])('%s is read', (text, address) => {
  expect(found(text)).toMatchObject(address);
});

test.each([
  ['http://localhost', 'must begin with redis://, rediss://, unix://, redis+sentinel:// or redis+cluster://'],
  ['localhost:6379', 'must begin with redis://, rediss://, unix://, redis+sentinel:// or redis+cluster://'],
  ['redis://a,b', 'names several hosts: begin it with redis+sentinel:// or redis+cluster://'],
  ['redis://', 'names no host'],
  ['redis+cluster://a,,b', 'names "", which is no host'],
  ['redis://a:0', 'names the port "0" of a, which is none from 1 to 65535'],
  ['redis://a:x', 'names the port "x" of a, which is none from 1 to 65535'],
  ['redis://a/x', 'names the database "x", which is no number'],
  ['redis+cluster://a/2', 'names "2", and a cluster has no databases'],
  ['redis+sentinel://a,b', 'must end with the name that Sentinel has for the primary, such as /mymaster'],
  ['redis+sentinel://a/', 'must end with the name that Sentinel has for the primary, such as /mymaster'],
  ['unix://', 'must name the path of the socket: unix:///run/redis.sock'],
  ['redis://u:%zz@a', 'has a user name or password that is not percent-encoded'],
])('%s is refused with one line', (text, reason) => {
  expect(found(text)).toBe(reason);
});

describe('whatever is given', () => {
  test('it is read or refused, and no reason quotes a password', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const reading = parseRedisAddress(`redis://u:hunter2${encodeURIComponent(text)}@${text}`);
        if (reading.kind === 'refused') expect(reading.reason).not.toContain('hunter2');
      }),
    );
    fc.assert(fc.property(fc.string(), text => void parseRedisAddress(text)));
  });

  test.each(['/%', 'unix:///run/%E0%A4%A', 'redis+sentinel://a/%', 'redis://%:p@a'])(
    '%s is refused in one line',
    text => {
      expect(parseRedisAddress(text)).toMatchObject({reason: expect.stringContaining('percent-encoded')});
    },
  );

  test('what other settings say comes along', () => {
    const text = withRedisSettings('rediss+sentinel://a/m', {caFile: '/etc/ca.pem', sentinelPassword: 'p&w'});
    expect(found(text)).toMatchObject({name: 'm', caFile: '/etc/ca.pem', sentinelPassword: 'p&w'});
    expect(withRedisSettings('redis://a', {caFile: undefined, sentinelPassword: undefined})).toBe(
      'redis://a',
    );
  });
});
