import {createHmac} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {openMacWriter} from '../../src/subscribers/hmac.ts';
import {
  hasKey,
  isAddressMark,
  keyIdOf,
  type LinkKeys,
  mintToken,
  parseToken,
  type TokenScope,
} from '../../src/subscribers/tokens.ts';

const oldSecret = 'the old secret of the tests, long enough';
const newSecret = 'the new secret of the tests, long enough';
const instance = 'tests1';
const signing = (...secrets: string[]): LinkKeys => ({secrets, instance});
const keys = signing(newSecret, oldSecret);
const id = 'c3Vic2NyaWI';
const reader = {id, number: 42};
const now = Date.UTC(2026, 2, 12);
const scopes: TokenScope[] = ['unsubscribe', 'confirm', 'manage', 'opinion', 'change-address', 'undo'];

const mint = (over: Partial<Parameters<typeof mintToken>[0]> = {}) =>
  mintToken({keys, scope: 'unsubscribe', reader, epoch: 0, expiresAt: null, ...over});

describe('a minted token', () => {
  test('says whom it is for, and is the same every time', () => {
    expect(parseToken({keys, scope: 'unsubscribe', token: mint(), now})).toEqual({
      kind: 'token',
      owner: {id},
      epoch: 0,
    });
    expect(mint()).toBe(mint());
  });

  test('fits a URL and has at most 40 characters for any subscriber', () => {
    for (const number of [1, 127, 128, 1_000_000, 2 ** 31, Number.MAX_SAFE_INTEGER])
      for (const named of [
        {id, number},
        {id: null, number},
      ])
        expect(mint({reader: named})).toMatch(/^[A-Za-z0-9_-]{20,40}$/);
  });

  test('differs by subscriber, epoch, scope, secret and expiry', () => {
    const all = [
      mint(),
      mint({reader: {id: 'c3Vic2NyaWE', number: 42}}),
      mint({reader: {id: null, number: 42}}),
      mint({epoch: 1}),
      mint({scope: 'manage'}),
      mint({keys: signing(oldSecret)}),
      mint({expiresAt: now}),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

test('a token opens its own scope only', () => {
  for (const minted of scopes)
    for (const scope of scopes)
      expect(parseToken({keys, scope, token: mint({scope: minted}), now}).kind).toBe(
        scope === minted ? 'token' : 'refused',
      );
});

test('a token without an id names the number, as all did until 0.1.0', () => {
  for (const scope of scopes) {
    const token = mint({scope, reader: {id: null, number: 300}});
    expect(parseToken({keys, scope, token, now})).toMatchObject({kind: 'token', owner: {number: 300}});
  }
  // What 0.1.0 minted for subscriber 300.
  const token = 'AZ_CPKwCAAC975spEZw0vtV4C0JJZ730';
  expect(parseToken({keys, scope: 'unsubscribe', token, now})).toEqual({
    kind: 'token',
    owner: {number: 300},
    epoch: 0,
  });
});

test('with the secrets of both, an instance understands of another the links to leave alone', () => {
  const other = {...keys, instance: 'tests2'};
  for (const scope of scopes)
    expect(parseToken({keys: other, scope, token: mint({scope}), now}).kind).toBe(
      scope === 'unsubscribe' ? 'token' : 'refused',
    );
});

describe('a token to change an address', () => {
  const expiresAt = now + 7 * 24 * 3_600_000;
  const mintFor = (address: string, over = {}) =>
    mint({scope: 'change-address', epoch: 3, expiresAt, address, ...over});
  const read = (token: string) => parseToken({keys, scope: 'change-address', token, now});
  const markOf = (token: string) => {
    const reading = read(token);
    return (reading.kind === 'token' && reading.addressMark) || '';
  };

  test('is for its address alone, in any case, and says nothing of it', () => {
    const token = mintFor('Reader@example.org');
    expect(read(token)).toEqual({
      kind: 'token',
      owner: {id},
      epoch: 3,
      expiresAt,
      addressMark: expect.stringMatching(/^[\w-]{12}$/),
    });
    expect(mintFor('reader@EXAMPLE.org')).toBe(token);
    const mark = markOf(token);
    expect(isAddressMark({secrets: keys.secrets, mark, address: 'READER@example.org'})).toBe(true);
    for (const address of ['reader@example.net', 'reade@example.org', ''])
      expect(isAddressMark({secrets: keys.secrets, mark, address})).toBe(false);
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/reader|example/i);
  });

  test('still is after a rotation of the secrets', () => {
    const mark = markOf(mintFor('reader@example.org', {keys: signing(oldSecret)}));
    expect(isAddressMark({secrets: keys.secrets, mark, address: 'reader@example.org'})).toBe(true);
    expect(isAddressMark({secrets: [newSecret], mark, address: 'reader@example.org'})).toBe(false);
  });

  test.each(['', 'AAAA', 'A'.repeat(12), 'A'.repeat(1000)])('the mark "%s" is of no address', mark => {
    expect(isAddressMark({secrets: keys.secrets, mark, address: 'reader@example.org'})).toBe(false);
  });
});

test('an unsubscribe token still works after ten years', () => {
  const later = now + 3652 * 24 * 3_600_000;
  expect(parseToken({keys, scope: 'unsubscribe', token: mint(), now: later}).kind).toBe('token');
});

test('a token with an expiry works until then', () => {
  const token = mint({scope: 'confirm', expiresAt: now + 1000});
  expect(parseToken({keys, scope: 'confirm', token, now: now + 999}).kind).toBe('token');
  expect(parseToken({keys, scope: 'confirm', token, now: now + 1000})).toEqual({
    kind: 'refused',
    because: 'expired',
  });
  expect(parseToken({keys, scope: 'manage', token, now: now + 1000})).toMatchObject({because: 'forged'});
  expect(parseToken({keys, scope: 'confirm', token: mint({scope: 'confirm', expiresAt: 0}), now})).toEqual({
    kind: 'refused',
    because: 'expired',
  });
});

describe('after a rotation', () => {
  test('links of the old secret work until it is removed', () => {
    const token = mint({keys: signing(oldSecret)});
    expect(parseToken({keys, scope: 'unsubscribe', token, now}).kind).toBe('token');
    expect(parseToken({keys: signing(newSecret), scope: 'unsubscribe', token, now}).kind).toBe('refused');
  });

  test('a noted key id mints the same bytes as before', () => {
    const before = mint({keys: signing(oldSecret)});
    expect(mint({keyId: keyIdOf(oldSecret)})).toBe(before);
    expect(mint()).not.toBe(before);
  });

  test('a key id whose secret is gone is known to be gone', () => {
    expect(hasKey({secrets: keys.secrets, keyId: keyIdOf(oldSecret)})).toBe(true);
    expect(hasKey({secrets: [newSecret], keyId: keyIdOf(oldSecret)})).toBe(false);
    expect(() => mint({keys: signing(newSecret), keyId: keyIdOf(oldSecret)})).toThrow(/no secret/);
    expect(() => mint({keys: signing()})).toThrow(/no secret/);
  });
});

test('a withdrawn secret still unsubscribes and does nothing else', () => {
  const withdrawn = {...signing(newSecret), unsubscribeSecrets: [oldSecret]};
  for (const scope of scopes)
    for (const named of [reader, {id: null, number: 42}]) {
      const token = mint({scope, reader: named, keys: signing(oldSecret)});
      expect(parseToken({keys: withdrawn, scope, token, now}).kind).toBe(
        scope === 'unsubscribe' ? 'token' : 'refused',
      );
    }
  expect(mint({keys: withdrawn})).toBe(mint({keys: signing(newSecret)}));
  expect(() => mint({keys: withdrawn, keyId: keyIdOf(oldSecret)})).toThrow(/no secret/);
});

describe('what was not minted is refused', () => {
  const token = mint({epoch: 2, expiresAt: now + 1000});
  const isRefused = (forged: string): void => {
    expect(parseToken({keys, scope: 'unsubscribe', token: forged, now})).toEqual({
      kind: 'refused',
      because: 'forged',
    });
  };

  test('with any bit flipped', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      isRefused(forged.toString('base64url'));
    }
  });

  test('with any character replaced, dropped or added', () => {
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'A' ? 'B' : 'A';
      isRefused(token.slice(0, place) + other + token.slice(place + 1));
      isRefused(token.slice(0, place) + token.slice(place + 1));
      isRefused(`${token.slice(0, place)}A${token.slice(place)}`);
      isRefused(token.slice(0, place));
    }
  });

  test('in another spelling of the same bytes', () => {
    isRefused(`${token}=`);
    isRefused(`${token} `);
    isRefused(`${token}\n`);
    isRefused(Buffer.from(token, 'base64url').toString('hex'));
  });

  test.each([[''], ['__proto__'], ['AAAA'], ['A'.repeat(10_000)], ['%00'], ['\ud800'], ['../../etc']])(
    '%#: no token',
    isRefused,
  );

  test('whatever it is', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String()), isRefused));
  });

  test('and without any secret', () => {
    expect(parseToken({keys: signing(), scope: 'unsubscribe', token, now}).kind).toBe('refused');
  });
});

test.each([1, 63, 64, 65, 200])('what signs tokens is HMAC-SHA256 for a secret of %i letters', letters => {
  const secret = 'é1"'.repeat(letters).slice(0, letters);
  for (const length of [0, 20, 55, 56, 64, 96]) {
    const signed = Buffer.alloc(length, `${letters} are signed`);
    const room = Buffer.concat([signed], length + 32);
    const end = openMacWriter(secret)(room, {before: 'for what\n', end: length, macBytes: 32});
    const mac = createHmac('sha256', secret).update('for what\n').update(signed).digest('hex');
    expect([end, room.toString('hex', length)]).toEqual([room.length, mac]);
  }
});
