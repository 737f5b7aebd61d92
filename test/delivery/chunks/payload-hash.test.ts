import {expect, test} from 'vitest';
import {isPayload, payloadHash} from '../../../src/delivery/chunks/payload-hash.ts';
import {batchOf} from '../../../src/mail/body/batch.ts';
import {mailTo} from '../transports/mails.ts';

const batch = batchOf([mailTo('one@example.net'), mailTo('two@example.net', {replyTo: null, html: 'Ж 🎉'})]);
const other = batchOf([mailTo('one@example.net'), mailTo('two@example.net', {replyTo: null, html: 'Ж 🎊'})]);

test('a hash is that of the whole body, with the number of its formula', () => {
  expect(payloadHash(batch)).toMatch(/^2:[0-9a-f]{64}$/);
  expect(isPayload(payloadHash(batch), batch)).toBe(true);
  expect(isPayload(payloadHash(batch), other)).toBe(false);
});

test('a chunk that 0.1.0 left in doubt is known by the hash that it made', () => {
  const kept = 'c65221f27e921c2e2e3c25cb4bd1cbcd1aa0e3d89579fec2328ad430493aa2a1';
  expect(isPayload(kept, batch)).toBe(true);
  expect(isPayload(kept, other)).toBe(false);
  expect(isPayload('', batch)).toBe(false);
});
