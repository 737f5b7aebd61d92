import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {
  countMails,
  decodeMail,
  decodeReceipt,
  MAIL_STATES,
  mailRange,
  RECEIPT_KINDS,
  receiptCode,
  receiptRange,
  stateCode,
} from '../../../src/delivery/ledger/layout.ts';
import type {Redis} from '../../../src/redis/redis.ts';
import {openTestRedis} from '../../support/redis.ts';

/**
 * The two descriptions of the ledger's bytes, lua/layout.lua and layout.ts, held against each other in a real
 * Redis.
 */

const prelude = readFileSync(new URL('../../../src/delivery/ledger/lua/layout.lua', import.meta.url), 'utf8');

let redis: Redis;
let close: () => Promise<void>;

beforeAll(async () => {
  ({redis, close} = await openTestRedis());
});

afterAll(() => close());

const lua = (body: string, ...args: (string | number)[]): Promise<unknown> =>
  redis.eval(`${prelude}\n${body}`, 1, 'bytes', ...args);

const mail = fc.record({
  number: fc.nat(300),
  state: fc.constantFrom(...MAIL_STATES.filter(state => state !== 'none')),
  run: fc.integer({min: 1, max: 255}),
  chunk: fc.nat(2 ** 24 - 1),
});

const receipt = fc.record({
  number: fc.nat(300),
  run: fc.integer({min: 1, max: 255}),
  kind: fc.constantFrom(...RECEIPT_KINDS),
});

describe('the ledger’s bytes', () => {
  test('have the same names and codes in Lua and in TypeScript', async () => {
    const named = await lua(`
      local states = {}
      for code = 0, #STATE_NAMES do
        states[code + 1] = STATE_NAMES[code] .. '=' .. STATE_CODES[STATE_NAMES[code]]
      end
      return {states, RECEIPT_KINDS}`);
    expect(named).toEqual([MAIL_STATES.map(state => `${state}=${stateCode(state)}`), [...RECEIPT_KINDS]]);
    expect(RECEIPT_KINDS.map(receiptCode)).toEqual(RECEIPT_KINDS.map((_, place) => place + 1));
  });

  test('of a mail that a script wrote are read alike by both', async () => {
    await fc.assert(
      fc.asyncProperty(mail, async ({number, state, run, chunk}) => {
        await redis.del('bytes');
        const read = await lua(
          `write_mail(KEYS[1], tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]))
           return {read_mail(KEYS[1], tonumber(ARGV[1]))}`,
          ...[number, state, run, chunk],
        );
        expect(read).toEqual([state, run, chunk]);
        const bytes = await redis.getrangeBuffer('bytes', ...mailRange(number));
        expect(decodeMail(bytes)).toEqual({state, run, chunk});
        expect(await redis.strlen('bytes')).toBe(mailRange(number)[1] + 1);
        expect(countMails(await redis.strlen('bytes'))).toBe(number + 1);
        expect(decodeMail((await redis.getBuffer('bytes')) ?? bytes, number)).toEqual({state, run, chunk});
      }),
      {numRuns: 50},
    );
  });

  test('keep run and chunk when only the state changes', async () => {
    await fc.assert(
      fc.asyncProperty(mail, mail, async ({number, state, run, chunk}, {state: next}) => {
        await lua(
          `write_mail(KEYS[1], tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]))
           write_state(KEYS[1], tonumber(ARGV[1]), ARGV[5])`,
          ...[number, state, run, chunk, next],
        );
        const bytes = await redis.getrangeBuffer('bytes', ...mailRange(number));
        expect(decodeMail(bytes)).toEqual({state: next, run, chunk});
      }),
      {numRuns: 20},
    );
  });

  test('of a receipt that a script wrote are read alike by both', async () => {
    await fc.assert(
      fc.asyncProperty(receipt, async ({number, run, kind}) => {
        await redis.del('bytes');
        const read = await lua(
          `write_receipt(KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]))
           return {read_receipt(KEYS[1], tonumber(ARGV[1]))}`,
          ...[number, run, receiptCode(kind)],
        );
        expect(read).toEqual([run, receiptCode(kind)]);
        const bytes = await redis.getrangeBuffer('bytes', ...receiptRange(number));
        expect(decodeReceipt(bytes)).toEqual({run, kind});
      }),
      {numRuns: 50},
    );
  });

  test('past their end, or never written, are no mail and no receipt in both', async () => {
    await redis.del('bytes');
    const nothing =
      'local state, run, chunk = read_mail(KEYS[1], 3)\nreturn {state, run, chunk, read_receipt(KEYS[1], 3)}';
    expect(await lua(nothing)).toEqual(['none', 0, 0, 0, 0]);
    await lua("write_mail(KEYS[1], 9, 'accepted', 1, 1)");
    expect(await lua(nothing)).toEqual(['none', 0, 0, 0, 0]);
    const bytes = await redis.getrangeBuffer('bytes', ...mailRange(3));
    expect(decodeMail(bytes)).toEqual({state: 'none', run: 0, chunk: 0});
    expect(decodeMail(Buffer.alloc(0))).toEqual({state: 'none', run: 0, chunk: 0});
    expect(decodeReceipt(Buffer.alloc(0))).toBeNull();
    expect(decodeReceipt(Buffer.alloc(2))).toBeNull();
  });
});

test('no other Lua of the ledger knows where a byte lies', () => {
  const folder = new URL('../../../src/delivery/ledger/lua/', import.meta.url);
  const others = readdirSync(folder).filter(name => name !== 'layout.lua');
  expect(others.length).toBeGreaterThan(10);
  for (const name of others)
    expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(
      /GETRANGE|SETRANGE|string\.(byte|char)/,
    );
});
