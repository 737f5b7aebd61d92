import {type FileHandle, open} from 'node:fs/promises';

const chunkBytes = 256 * 1024;

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

export type BoundedLine = {
  /** From 1. */
  line: number;
  /** Without its line break; null where the line is longer than the bound. */
  bytes: Buffer | null;
};

/**
 * The lines of a file one after the other; of a line longer than `longestBytes` nothing is kept in memory.
 */
export async function* boundedLines(path: string, longestBytes: number): AsyncGenerator<BoundedLine> {
  const file = await open(path, 'r');
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    length += part.length;
    if (length > longestBytes) parts = [];
    else parts.push(part);
  };
  const take = (): BoundedLine => {
    const taken = {line, bytes: length > longestBytes ? null : Buffer.concat(parts)};
    line++;
    parts = [];
    length = 0;
    return taken;
  };
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const {bytesRead} = await file.read(chunk, 0, chunkBytes, null);
      if (bytesRead === 0) break;
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0 && at < bytesRead; at = chunk.indexOf(10, from)) {
        add(chunk.subarray(from, at));
        yield take();
        from = at + 1;
      }
      add(chunk.subarray(from, bytesRead));
    }
    if (length > 0) yield take();
  } finally {
    await file.close();
  }
}

/**
 * Text of unknown origin: by its byte order mark, else UTF-8 where that is valid, else Windows-1252, which
 * every byte fits.
 */
export const decodeText = (bytes: Uint8Array): {text: string; isWindows: boolean} => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return {text: new TextDecoder('utf-16le').decode(bytes), isWindows: false};
  try {
    return {text: new TextDecoder('utf-8', {fatal: true}).decode(bytes), isWindows: false};
  } catch {
    // Not UTF-8: the expected answer to the question, not an error.
    return {text: fromWindows(bytes), isWindows: true};
  }
};

// What Windows-1252 has from 0x80 to 0x9f (WHATWG Encoding, index windows-1252); Node 20's TextDecoder
// reads control characters there.
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const fromWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, sign => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);
