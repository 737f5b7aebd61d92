import {createHash, randomUUID} from 'node:crypto';
import {chmod, mkdir, open, readdir, readFile, rename, rm, stat} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import {z} from 'zod';
import {type OutboxEntry, type OutboxListing, outboxPage} from './outbox-page.ts';

/** Holds one record a call, from which the page is built. */
export const RECORDS = '.calls';

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

/** A file of the outbox: its path is relative to the folder. */
type OutboxFile = {folder: string; path: string; content: string | Buffer};

/**
 * Writes a file whole or not at all: a reader never meets half of it. Nobody but its owner may read it or the
 * folders that it stands in, since it holds a reader's address.
 */
export const writeWhole = async ({folder, path, content}: OutboxFile): Promise<void> => {
  const target = join(folder, path);
  const draft = `${target}.${randomUUID()}.tmp`;
  await mkdir(dirname(target), {recursive: true, mode: 0o700});
  await closeFolders(folder, dirname(target));
  try {
    await writeToDisk(draft, content);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, {force: true});
    throw error;
  }
};

/** A power cut after the rename would otherwise leave the name with nothing in it. */
const writeToDisk = async (path: string, content: string | Buffer): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * Makes sure that the names in a folder outlive a power cut, and those of the folders that it stands in, up
 * to the outbox' own: another process may have made them just now.
 */
export const syncFolders = async (folder: string, innermost: string): Promise<void> => {
  for (const path of foldersDownTo(folder, join(folder, innermost)).toReversed()) await syncFolder(path);
  await syncFolder(dirname(folder));
};

/** Where folders cannot be opened (Windows) the file system does it by itself. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r').catch(() => null);
  try {
    await folder?.sync();
  } finally {
    await folder?.close();
  }
};

/** Closes the folders from the outbox down to one in it: those of an older release stood open. */
const closeFolders = async (folder: string, innermost: string): Promise<void> => {
  for (const path of foldersDownTo(folder, innermost)) {
    const {mode, uid} = await stat(path);
    if (isOpenAndOurs({mode, uid})) await chmod(path, 0o700);
  }
};

/** The outbox and the folders from it down to one in it. */
const foldersDownTo = (folder: string, innermost: string): string[] => {
  const parts = relative(folder, innermost).split(sep).filter(Boolean);
  return [folder, ...parts.map((_, place) => join(folder, ...parts.slice(0, place + 1)))];
};

/** A folder that all share, such as /tmp, has the sticky bit and stays as it is. */
const isOpenAndOurs = ({mode, uid}: {mode: number; uid: number}): boolean =>
  (mode & 0o077) !== 0 && (mode & 0o1000) === 0 && uid === process.getuid?.();

const recordShape = z.object({
  at: z.number().min(0).max(8.64e15),
  mails: z.array(
    z.object({
      path: z.string(),
      subject: z.string(),
      to: z.string(),
      /** The instance and the number of the subscriber, `i7k2/12`. */
      reader: z.string().optional(),
    }),
  ),
});

export type CallRecord = z.infer<typeof recordShape>;

/** How a record names whose a mail is: an address may change. */
export const readerName = ({instance, subscriber}: {instance: string; subscriber: string}): string =>
  `${instance}/${subscriber}`;

/** Builds `index.html` again from what stands on the disk. */
export const writePage = async (folder: string): Promise<void> =>
  writeWhole({folder, path: 'index.html', content: outboxPage(await listOutbox(folder))});

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
  writeWhole({
    folder,
    path: join(RECORDS, `${hashed(key).slice(0, 32)}.json`),
    content: JSON.stringify(record),
  });

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
    entries.push(...record.mails.map(({path, subject, to}) => ({path, subject, to, at: record.at})));
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

/** The record of a call, or null for what no outbox has written. */
export const toRecord = (text: string): CallRecord | null => {
  try {
    return recordShape.parse(JSON.parse(text));
  } catch {
    // Somebody's edit or another program's file: the page counts it as unreadable.
    return null;
  }
};
