import {readdir, readFile, rm} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import {foldAddress} from '../../../subscribers/address.ts';
import {type CallRecord, RECORDS, readerName, toRecord, writePage, writeWhole} from './outbox-files.ts';

/** Somebody of whom nothing may stay: their address, and their number in the instance that wrote to them. */
export type OutboxReader = {address: string; number: number; instance: string};

/** The files of a mail, and what a process that was killed left of one. */
const FILE_OF_MAIL = /-\d{3}\.(?:eml|html|txt)(?:\.[0-9a-f-]{36}\.tmp)?$/;

const ENDINGS = ['.eml', '.html', '.txt'];

/**
 * Deletes every mail to these readers from an outbox, with its place on the page and in the records, also
 * those to addresses that they had before. Returns how many mails are gone; 0 where the folder is no outbox.
 * Rejects where the disk refuses.
 */
export const forgetInOutbox = async (folder: string, readers: OutboxReader[]): Promise<number> => {
  const names = await recordsIn(folder);
  if (names.length === 0) return 0;
  const isTheirs = theirs(readers);
  const listed = new Set<string>();
  let forgotten = 0;
  for (const name of names) {
    const record = toRecord(await readFile(join(folder, name), 'utf8'));
    if (!record) continue;
    const gone = record.mails.filter(isTheirs);
    await removeMails(folder, gone);
    if (gone.length > 0) await keepOthers({folder, name, record, gone});
    forgotten += gone.length;
    for (const {path} of record.mails) listed.add(path);
  }
  forgotten += await removeUnlisted({folder, listed, readers});
  if (forgotten > 0) await writePage(folder);
  return forgotten;
};

const recordsIn = async (folder: string): Promise<string[]> => {
  try {
    const names = await readdir(join(folder, RECORDS));
    return names.filter(name => name.endsWith('.json')).map(name => join(RECORDS, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

type ListedMail = CallRecord['mails'][number];

const theirs = (readers: OutboxReader[]): ((mail: ListedMail) => boolean) => {
  const addresses = new Set(readers.map(({address}) => foldAddress(address)));
  const names = new Set(
    readers.map(({instance, number}) => readerName({instance, subscriber: String(number)})),
  );
  return ({to, reader}) => addresses.has(foldAddress(to)) || (reader !== undefined && names.has(reader));
};

const removeMails = async (folder: string, mails: ListedMail[]): Promise<void> => {
  for (const {path} of mails)
    for (const ending of ENDINGS) await rm(join(folder, `${path}${ending}`), {force: true});
};

const keepOthers = async ({
  folder,
  name,
  record,
  gone,
}: {
  folder: string;
  name: string;
  record: CallRecord;
  gone: ListedMail[];
}): Promise<void> => {
  const mails = record.mails.filter(mail => !gone.includes(mail));
  if (mails.length === 0) await rm(join(folder, name), {force: true});
  else await writeWhole({folder, path: name, content: JSON.stringify({...record, mails})});
};

/**
 * Removes the mails to these readers that no record lists, since their process was killed before it wrote
 * one. Only what is named as a mail is looked at: other files may stand in the same folder.
 */
const removeUnlisted = async ({
  folder,
  listed,
  readers,
}: {
  folder: string;
  listed: ReadonlySet<string>;
  readers: OutboxReader[];
}): Promise<number> => {
  const addresses = readers.map(({address}) => address.toLowerCase());
  const unlisted = (await filesOfMails(folder)).filter(path => !listed.has(stemOf(path)));
  const named = new Set<string>();
  for (const path of unlisted) {
    const content = (await readFile(join(folder, path), 'utf8')).toLowerCase();
    if (addresses.some(address => content.includes(address))) named.add(stemOf(path));
  }
  for (const path of unlisted) if (named.has(stemOf(path))) await rm(join(folder, path), {force: true});
  return named.size;
};

const filesOfMails = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries
    .filter(entry => entry.isFile() && FILE_OF_MAIL.test(entry.name))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)));
};

/** The path of a mail's files without their endings, as a record names it. */
const stemOf = (path: string): string =>
  path.replace(/\.(?:eml|html|txt)(?:\.[0-9a-f-]{36}\.tmp)?$/, '').replaceAll(sep, '/');
