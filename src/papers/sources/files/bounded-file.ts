import {type FileHandle, open} from 'node:fs/promises';

/**
 * What a file holds up to a bound, or why it cannot be had. The reason completes a sentence that begins
 * with the file's name.
 */
export type FileBytes = {kind: 'bytes'; bytes: Buffer; sizeBytes: number} | {kind: 'failed'; reason: string};

/** The first `limitBytes` of a file (all of a shorter one), without reading the rest. */
export const readHead = async (path: string, limitBytes: number): Promise<FileBytes> => {
  const opened = await openFile(path);
  if (opened.kind === 'failed') return opened;
  const {file, sizeBytes} = opened;
  try {
    const bytes = Buffer.alloc(Math.min(limitBytes, sizeBytes));
    let filled = 0;
    while (filled < bytes.length) {
      const {bytesRead} = await file.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return {kind: 'bytes', bytes: bytes.subarray(0, filled), sizeBytes};
  } finally {
    await file.close();
  }
};

type OpenedFile = {kind: 'file'; file: FileHandle; sizeBytes: number} | {kind: 'failed'; reason: string};

const openFile = async (path: string): Promise<OpenedFile> => {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    return {kind: 'failed', reason: `cannot be opened: ${whyNot(error)}`};
  }
  const status = await file.stat();
  if (status.isFile()) return {kind: 'file', file, sizeBytes: status.size};
  await file.close();
  return {kind: 'failed', reason: status.isDirectory() ? 'is a folder, not a file' : 'is not a plain file'};
};

const whyNot = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it';
  return String(code ?? error);
};
