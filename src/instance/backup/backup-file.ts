import {createHash} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {rename, rm, stat} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGunzip, createGzip} from 'node:zlib';
import {z} from 'zod';
import {keyValueShape} from './key-value.ts';

/**
 * A backup is gzip of lines of JSON: what it is, then a key a line, then how many those were and a SHA-256
 * over all lines before. So one that was cut off or changed is known before anything is written of it.
 */
export const BACKUP_FORMAT = 1;

const headShape = z.object({
  paperboy: z.literal('backup'),
  format: z.number(),
  /** The layout of what it holds. */
  schema: z.number(),
  /** When its reading began, ms since 1970: what was done later may not stand in it. */
  at: z.number(),
});
const entryShape = z.object({
  /** Without the prefix. */
  key: z.string(),
  /** When it goes by itself, ms since 1970. */
  expiresAt: z.number().optional(),
  holds: keyValueShape,
});
const endShape = z.object({keys: z.number(), sha256: z.string()});

export type BackupHead = z.infer<typeof headShape>;
export type BackupEntry = z.infer<typeof entryShape>;

/**
 * Writes a backup for its owner's eyes alone (0600): beside its place first, so that one which is cut off
 * never takes the place of a whole one. Returns how many keys it has and its size in bytes.
 */
export const writeBackup = async (
  file: string,
  head: BackupHead,
  entries: AsyncIterable<BackupEntry>,
): Promise<{keys: number; bytes: number}> => {
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, {force: true});
  const counted = {keys: 0};
  try {
    await pipeline(
      Readable.from(linesOf(head, entries, counted)),
      createGzip(),
      createWriteStream(unfinished, {flags: 'wx', mode: 0o600, flush: true}),
    );
    const {size} = await stat(unfinished);
    await rename(unfinished, file);
    return {keys: counted.keys, bytes: size};
  } catch (error) {
    await rm(unfinished, {force: true});
    throw error;
  }
};

async function* linesOf(head: BackupHead, entries: AsyncIterable<BackupEntry>, counted: {keys: number}) {
  const hash = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line(head);
  for await (const entry of entries) {
    counted.keys += 1;
    yield line(entry);
  }
  yield `${JSON.stringify({keys: counted.keys, sha256: hash.digest('hex')})}\n`;
}

export type CheckedBackup =
  | {kind: 'whole'; head: BackupHead; keys: number}
  | {kind: 'refused'; reason: string};

/** Reads a backup to its end and tells whether all of it is there and unchanged. */
export const checkBackup = async (file: string): Promise<CheckedBackup> => {
  const hash = createHash('sha256');
  let [head, keys, last]: [BackupHead | null, number, string] = [null, -1, ''];
  try {
    for await (const line of readLines(file)) {
      if (last !== '') hash.update(`${last}\n`);
      if (last !== '' && head === null) {
        const reading = headShape.safeParse(JSON.parse(last));
        if (!reading.success) return {kind: 'refused', reason: 'is no backup of Paperboy'};
        head = reading.data;
      }
      keys += last === '' ? 0 : 1;
      last = line;
    }
    const end = endShape.safeParse(JSON.parse(last));
    if (head === null || !end.success)
      return {kind: 'refused', reason: 'is cut off: its last line is missing'};
    if (head.format > BACKUP_FORMAT)
      return {kind: 'refused', reason: 'was made by a newer version of Paperboy'};
    if (end.data.sha256 !== hash.digest('hex'))
      return {kind: 'refused', reason: 'was changed: its checksum differs'};
    return {kind: 'whole', head, keys};
  } catch (error) {
    return {kind: 'refused', reason: describe(error)};
  }
};

const describe = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'is not there';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES') return 'may not be read';
  return code === 'Z_BUF_ERROR' ? 'is cut off' : 'is no backup of Paperboy';
};

/** The keys of a backup that `checkBackup` found whole, in the order in which they were read. */
export async function* readBackup(file: string): AsyncIterable<BackupEntry> {
  let place = 0;
  for await (const line of readLines(file)) {
    place += 1;
    const reading = entryShape.safeParse(JSON.parse(line));
    if (reading.success) yield reading.data;
    else if (place > 1 && !endShape.safeParse(JSON.parse(line)).success)
      throw new Error(`line ${place} of the backup is no key`);
  }
}

async function* readLines(file: string): AsyncIterable<string> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  const reading = pipeline(source, unzipped);
  reading.catch(() => undefined);
  for await (const line of createInterface({input: unzipped, crlfDelay: Infinity})) yield line;
  await reading;
}
