import {promisify} from 'node:util';
import {gunzip, gzip} from 'node:zlib';
import type {EditionId} from '../../../editions/edition.ts';
import {countMails, decodeMail, MAIL_STATES, type MailState, mailRange, stateCode} from '../layout.ts';
import type {LedgerStore} from '../ledger-keys.ts';

/**
 * How the mails of a closed edition stand, in blocks of subscriber numbers: of each the state and the run,
 * the states first, since alike bytes in a row pack to nearly nothing (6 kB of 100,000 readers).
 */
const BLOCK = 65_536;

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** What is left of one mail. */
export type ClosedMail = {state: MailState; run: number};

/** States and runs of mails as bytes that `decodeMail` reads, packed. */
export const packMails = (mails: Buffer): Promise<Buffer> => {
  const count = countMails(mails.length);
  const columns = Buffer.alloc(2 * count);
  for (let place = 0; place < count; place++) {
    const {state, run} = decodeMail(mails, place);
    columns[place] = stateCode(state);
    columns[count + place] = run;
  }
  return zip(columns);
};

/** The mails of a block in the order of their numbers. Rejects what `packMails` did not make. */
export const unpackMails = async (packed: Buffer): Promise<ClosedMail[]> => {
  const columns = await unzip(packed);
  const count = columns.length / 2;
  return Array.from({length: count}, (_, place) => ({
    state: MAIL_STATES[columns[place] ?? 0] ?? 'none',
    run: columns[count + place] ?? 0,
  }));
};

/** The mails of closed editions. */
export const closedMails = ({redis, keysOf}: LedgerStore) => {
  const block = async (edition: EditionId, number: number): Promise<ClosedMail[]> => {
    const packed = await redis.hgetBuffer(keysOf(edition).closed, String(number));
    return packed === null ? [] : unpackMails(packed);
  };
  return {
    /** `none` where nothing was planned for them, or the edition is not closed. */
    find: async (edition: EditionId, number: number): Promise<ClosedMail> =>
      (await block(edition, Math.floor(number / BLOCK)))[number % BLOCK] ?? {state: 'none', run: 0},

    /** All of an edition, block by block. */
    async *all(edition: EditionId): AsyncIterable<ClosedMail[]> {
      const blocks = (await redis.hkeys(keysOf(edition).closed)).map(Number);
      for (const number of blocks.sort((one, other) => one - other)) yield block(edition, number);
    },

    /** Packs all mails of an edition that is closed; a block that stands already stays as it is. */
    pack: async (edition: EditionId): Promise<void> => {
      const {mails, closed} = keysOf(edition);
      const count = countMails(await redis.strlen(mails));
      for (let from = 0; from < count; from += BLOCK) {
        const slice = await redis.getrangeBuffer(mails, ...mailRange(from, BLOCK));
        await redis.hsetnx(closed, String(from / BLOCK), await packMails(slice));
      }
    },
  };
};
