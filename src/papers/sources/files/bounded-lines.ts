import {open} from 'node:fs/promises';

const chunkBytes = 256 * 1024;

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
