import {describeRedisTrouble, outageOf} from '../../redis/trouble.ts';

/**
 * What the system refuses (a folder that may not be written, a port that is taken), or a Redis that takes no
 * write, is nobody's bug: one line tells it.
 */

const words: Record<string, string> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'read-only file system',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'not a directory',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open',
};

/**
 * Why the system refused, in words: by this error, or the one that caused it. Null where the error is a bug
 * of ours.
 */
export const whySystemRefused = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  if (!('syscall' in error)) return whySystemRefused(error.cause);
  const code = 'code' in error ? String(error.code) : '';
  return words[code] ?? (code === '' ? error.message : code);
};

/** One line for an error that nobody foresaw, with its stack only where that helps: a bug of ours. */
export const describeTrouble = (error: unknown): {line: string; stack: string | null} => {
  if (!(error instanceof Error)) return {line: String(error), stack: null};
  const why = whySystemRefused(error);
  const outage = why === null ? outageOf(error) : null;
  if (outage?.kind === 'refusing') return {line: describeRedisTrouble(outage), stack: null};
  if (why === null) return {line: error.message, stack: error.stack ?? null};
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null;
  return {line: path === null ? error.message : `${path}: ${why}`, stack: null};
};
