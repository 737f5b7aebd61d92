import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import {createInterface} from 'node:readline';

/** @import {AcceptedMail} from './types.ts' */

/**
 * One line of the journal: a call whose mails were taken, or a move of the clock.
 * @typedef {{kind: 'accepted', key: string | null, path: string, bodyHash: string, at: number, answer:
 *   string, mails: AcceptedMail[]}} AcceptedLine
 * @typedef {AcceptedLine | {kind: 'advance', ms: number}} JournalLine
 */

/**
 * Cuts off a last line that has no end: it was being written when the process died, so nobody was answered.
 * @param {string} path
 */
const cutTornLine = path => {
  const size = statSync(path).size;
  const step = 64 * 1024;
  const file = openSync(path, 'r');
  let end = size;
  while (end > 0) {
    const from = Math.max(0, end - step);
    const part = Buffer.alloc(end - from);
    readSync(file, part, 0, part.length, from);
    const newline = part.lastIndexOf(10);
    if (newline >= 0) {
      end = from + newline + 1;
      break;
    }
    end = from;
  }
  closeSync(file);
  if (end < size) truncateSync(path, end);
};

/**
 * Gives every line of an earlier process, in order.
 * @param {string} path
 * @param {(line: JournalLine) => void} take
 */
export const readJournal = async (path, take) => {
  if (!existsSync(path)) return;
  cutTornLine(path);
  const lines = createInterface({input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY});
  for await (const line of lines) take(JSON.parse(line));
};

/**
 * Opens the journal for more lines. Each is written in one system call before `append` returns, so a `kill
 * -9` afterwards can't lose it.
 * @param {{path: string | undefined, fsync: boolean}} options without a path nothing is kept
 */
export const openJournal = ({path, fsync}) => {
  if (path === undefined) return {append: () => undefined, close: () => undefined};
  const file = openSync(path, 'a');
  return {
    /** @param {JournalLine} line */
    append: line => {
      writeWhole(file, Buffer.from(`${JSON.stringify(line)}\n`));
      if (fsync) fsyncSync(file);
    },
    close: () => closeSync(file),
  };
};

/**
 * @param {number} file
 * @param {Buffer} bytes
 */
const writeWhole = (file, bytes) => {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done);
};
