import {createHash, randomUUID} from 'node:crypto';
import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {z} from 'zod';
import type {OutboxEntry, OutboxListing} from './outbox-page.ts';

/** Holds one record a call, from which the page is built. */
const RECORDS = '.calls';

/** The most mails that the page lists. */
const MAX_LIST_LENGTH = 2000;

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

// Lower case and the W of a week alone: two keys that differ in case alone must not share a file on a disk
// that folds case.
const readable = /^(?:[a-z0-9][a-z0-9_-]{0,63}|\d{4}-W\d{2})$/;

const safePart = (part: string): string => (readable.test(part) ? part : `key-${hashed(part).slice(0, 20)}`);

/**
 * Where the files of a mail stand, without their endings: the parts of the key as folders and the mail's
 * place from 1, `2026-03-12/1/0042-001`. A part that is no plain name (`..`, an address, a long one) shows as
 * a hash: no key leaves the outbox, and two keys never share a file.
 */
export const outboxPath = ({key, index}: {key: string; index: number}): string =>
  `${key.split('/').slice(0, 12).map(safePart).join('/')}${tail(key)}-${String(index + 1).padStart(3, '0')}`;

const tail = (key: string): string => {
  const rest = key.split('/').slice(12).join('/');
  return rest === '' ? '' : `-${hashed(rest).slice(0, 20)}`;
};

/** Writes a file whole or not at all: a reader never meets half of it. */
export const writeWhole = async (path: string, content: string | Buffer): Promise<void> => {
  const draft = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), {recursive: true});
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, {force: true});
    throw error;
  }
};

const recordShape = z.object({
  at: z.number().min(0).max(8.64e15),
  mails: z.array(z.object({path: z.string(), subject: z.string(), to: z.string()})),
});

export type CallRecord = z.infer<typeof recordShape>;

/** Notes a call for the page; the same key replaces its record. */
export const writeRecord = ({
  folder,
  key,
  record,
}: {
  folder: string;
  key: string;
  record: CallRecord;
}): Promise<void> =>
  writeWhole(join(folder, RECORDS, `${hashed(key).slice(0, 32)}.json`), JSON.stringify(record));

/**
 * What stands in the outbox, newest first, by the records on the disk; memory is bounded by what the page
 * lists.
 */
export const listOutbox = async (folder: string): Promise<OutboxListing> => {
  const names = (await readdir(join(folder, RECORDS))).filter(name => name.endsWith('.json'));
  let entries: OutboxEntry[] = [];
  let total = 0;
  let unreadable = 0;
  for (const name of names) {
    const record = toRecord(await readFile(join(folder, RECORDS, name), 'utf8'));
    if (!record) {
      unreadable += 1;
      continue;
    }
    total += record.mails.length;
    entries.push(...record.mails.map(mail => ({...mail, at: record.at})));
    if (entries.length > 2 * MAX_LIST_LENGTH) entries = newest(entries);
  }
  return {entries: newest(entries), total, unreadable};
};

const newest = (entries: OutboxEntry[]): OutboxEntry[] =>
  entries.sort((a, b) => b.at - a.at || compare(a.path, b.path)).slice(0, MAX_LIST_LENGTH);

const compare = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const toRecord = (text: string): CallRecord | null => {
  try {
    return recordShape.parse(JSON.parse(text));
  } catch {
    // Somebody's edit or another program's file: the page counts it as unreadable.
    return null;
  }
};
