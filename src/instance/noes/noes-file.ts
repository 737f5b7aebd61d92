import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {createInterface} from 'node:readline';
import {createGunzip} from 'node:zlib';
import type {Log} from '../../log.ts';
import {parseRecordLine, type RecordLine} from '../../subscribers/noes/record-line.ts';

/** The file beside Redis in which this host notes who said no: a line of JSON for each, added at its end. */
export type NoesFile = {
  path: string;
  /** By which its first line names it; null where there is no such line and none can be written. */
  record: string | null;
  /** Never throws: a no is good without its line, and a line that cannot be written is told once. */
  add(entries: object[]): void;
  /** Why nothing can be added now; null where it can. */
  whyNotWritable(): string | null;
};

export type NoesFileToOpen = {
  path: string;
  log: Log;
  /** Names a record that begins now. */
  begin: () => RecordLine;
};

/** The file is its owner's alone (0600). */
export const openNoesFile = ({path, log, begin}: NoesFileToOpen): NoesFile => {
  let isTold = false;
  return {
    path,
    record: beginRecord(path, begin()) ?? readRecord(path),
    add: entries => {
      try {
        makeFolder(path);
        // One write at the end of the file: lines of several processes do not mix.
        appendFileSync(path, entries.map(entry => `${JSON.stringify(entry)}\n`).join(''), {mode: 0o600});
        isTold = false;
      } catch (error) {
        if (!isTold) log.error({event: 'noes.not-written', reason: describe(error)}, 'a no was not noted');
        isTold = true;
      }
    },
    whyNotWritable: () => {
      try {
        accessSync(existsSync(path) ? path : existing(dirname(path)), constants.W_OK);
        return null;
      } catch (error) {
        return describe(error);
      }
    },
  };
};

const makeFolder = (path: string): void => {
  mkdirSync(dirname(path), {recursive: true, mode: 0o700});
};

/** The id of the record that was begun; null where there is a file already, or none can be made. */
const beginRecord = (path: string, line: RecordLine): string | null => {
  try {
    makeFolder(path);
    writeFileSync(path, `${JSON.stringify(line)}\n`, {flag: 'wx', mode: 0o600});
    return line.record;
  } catch {
    return null;
  }
};

/** More than a line has that names a record. */
const MAX_NAME_BYTES = 200;

const readRecord = (path: string): string | null => {
  const bytes = Buffer.alloc(MAX_NAME_BYTES);
  try {
    const file = openSync(path, 'r');
    const length = readSync(file, bytes);
    closeSync(file);
    const [first = ''] = bytes.subarray(0, length).toString().split('\n');
    return parseRecordLine(first)?.record ?? null;
  } catch {
    return null;
  }
};

/** The nearest folder that is there. */
const existing = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));

const describe = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** What a line may have: a log that is no log of ours is read past, not into memory. */
const MAX_LINE = 100_000;

/** The lines of a file, gzip or not. Throws what the system says where it cannot be read. */
export async function* readLines(path: string): AsyncIterable<string> {
  const source = createReadStream(path);
  const input = path.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  source.on('error', error => input.destroy(error));
  for await (const line of createInterface({input, crlfDelay: Infinity}))
    if (line.length <= MAX_LINE) yield line;
}
