import {readPaperFile} from '../../../../src/papers/sources/files/paper-file.ts';
import type {PaperFileEntry} from '../../../../src/papers/sources/files/paper-file-entries.ts';

export const now = Date.parse('2026-11-22T12:00:00Z');

/** A file read to its end; one that is refused has no entries. */
export const readAt = async (path: string, date: string | null = null) => {
  const file = await readPaperFile({path, date, now});
  if (file.kind === 'refused') return {...file, entries: []};
  const entries: PaperFileEntry[] = [];
  for await (const entry of file.entries) entries.push(entry);
  return {...file, entries};
};

export const itemsOf = (file: {entries: PaperFileEntry[]}) =>
  file.entries.flatMap(entry => (entry.kind === 'item' ? entry.item : []));
export const rejectionsOf = (file: {entries: PaperFileEntry[]}) =>
  file.entries.flatMap(entry => (entry.kind === 'rejected' ? entry.rejection : []));
