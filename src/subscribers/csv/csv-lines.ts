/** A line of a text file. `tooLong` lines carry only their beginning. */
export type Line = {number: number; text: string; tooLong: boolean};

export type LineSource = {
  /** The next line, or null at the end. */
  next(): Promise<Line | null>;
  /** Gives lines back, to be read again in their order. */
  putBack(lines: Line[]): void;
};

/**
 * Far above any row of subscribers; a longer line is cut off, so that a file without line breaks fills no
 * memory.
 */
export const MAX_LINE_LENGTH = 64 * 1024;

/**
 * The lines of UTF-8 text, or of UTF-16 with its mark, a byte-order mark left out, whether they end in LF,
 * CRLF or CR. Bytes that are neither come as U+FFFD. Holds one piece of the stream and one line at a time.
 */
export const openLines = (bytes: AsyncIterable<Uint8Array | string>): LineSource => {
  const pieces = splitLines(bytes)[Symbol.asyncIterator]();
  let waiting: Line[] = [];
  return {
    next: async () => {
      while (waiting.length === 0) {
        const piece = await pieces.next();
        if (piece.done) return null;
        // Reversed, since taking from the end of a list is what lists do fast.
        waiting = piece.value.reverse();
      }
      return waiting.pop() ?? null;
    },
    putBack: lines => {
      waiting.push(...[...lines].reverse());
    },
  };
};

async function* splitLines(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<Line[]> {
  let begun = '';
  let dropped = false;
  let number = 0;
  const toLine = (text: string): Line => {
    number += 1;
    const tooLong = dropped || text.length > MAX_LINE_LENGTH;
    dropped = false;
    return {number, text: tooLong ? text.slice(0, MAX_LINE_LENGTH) : text, tooLong};
  };
  for await (const text of decode(bytes)) {
    if (!/[\r\n]/.test(text) && !begun.endsWith('\r')) {
      if (begun.length > MAX_LINE_LENGTH) dropped = true;
      else begun += text;
      continue;
    }
    // A CR at the very end may be the first half of a CRLF.
    const held = text.endsWith('\r') ? '\r' : '';
    const texts = (begun + text.slice(0, text.length - held.length)).split(/\r\n|\n|\r/);
    begun = (texts.pop() ?? '') + held;
    yield texts.map(toLine);
  }
  if (begun !== '') yield [toLine(begun.replace(/\r$/, ''))];
}

async function* decode(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let first = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (typeof piece === 'string') {
      yield piece;
      continue;
    }
    if (decoder) {
      yield decoder.decode(piece, {stream: true});
      continue;
    }
    // A mark may be cut in two.
    first = Buffer.concat([first, piece]);
    if (first.length < 2) continue;
    decoder = new TextDecoder(encodingOf(first));
    yield decoder.decode(first, {stream: true});
  }
  yield decoder ? decoder.decode() : new TextDecoder().decode(first);
}

/** UTF-16 says by its mark that it is; without one it is not guessed. */
const encodingOf = ([one, two]: Uint8Array): string => {
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  return one === 0xfe && two === 0xff ? 'utf-16be' : 'utf-8';
};
