import {basename} from 'node:path';
import {parseDatedItem} from '../dated-item.ts';
import {parseJson} from '../parse-json.ts';
import {quote} from '../quote.ts';
import {boundedLines} from './bounded-lines.ts';
import {decodeText} from './decode-text.ts';
import type {PaperFile, PaperFileEntry, PaperFileRequest} from './paper-file-entries.ts';

const MAX_LINE_BYTES = 1024 * 1024;
/** A file that begins with this many bad lines is taken for no list of papers. */
const MAX_BAD_LINES_FIRST = 1000;

/**
 * JSON lines: one item of Hugging Face's answer a line, if there are such with `date` (the day of its list)
 * and `capturedAt` (the instant of its snapshot). Bad lines are rejected one by one; a file of which no
 * line among the first thousand is a paper is refused whole, before anything else is read of it.
 */
export const readPaperLines = async (
  request: PaperFileRequest & {namedDay: string | null},
): Promise<PaperFile> => {
  const entries = toEntries(request);
  const bad: PaperFileEntry[] = [];
  for (;;) {
    const next = await entries.next();
    const first = bad[0]?.kind === 'rejected' ? bad[0].rejection : null;
    if (next.done || (next.value.kind === 'rejected' && bad.length >= MAX_BAD_LINES_FIRST)) {
      await entries.return(undefined);
      const why = first ? `holds no paper: line ${first.line}: ${first.reason}` : 'is empty';
      return {kind: 'refused', reason: `${quote(basename(request.path))} ${why}`};
    }
    bad.push(next.value);
    if (next.value.kind === 'item') break;
  }
  return {kind: 'file', entries: chain(bad, entries), notes: [], day: request.date ?? request.namedDay};
};

async function* chain(
  first: PaperFileEntry[],
  rest: AsyncGenerator<PaperFileEntry>,
): AsyncGenerator<PaperFileEntry> {
  yield* first;
  yield* rest;
}

async function* toEntries(
  request: PaperFileRequest & {namedDay: string | null},
): AsyncGenerator<PaperFileEntry, undefined> {
  for await (const {line, bytes} of boundedLines(request.path, MAX_LINE_BYTES)) {
    if (bytes === null) {
      yield {kind: 'rejected', rejection: {line, reason: 'the line is longer than 1 MB'}};
      continue;
    }
    const text = decodeText(bytes).text.trim();
    if (text !== '') yield toEntry({text, line, request});
  }
}

const toEntry = (one: {
  text: string;
  line: number;
  request: PaperFileRequest & {namedDay: string | null};
}): PaperFileEntry => {
  const {text, line, request} = one;
  const rejected = (reason: string): PaperFileEntry => ({kind: 'rejected', rejection: {line, reason}});
  const parsed = parseJson(text);
  if (parsed.kind === 'failed')
    return rejected(`${quote(text)} ${parsed.reason.replace(/: line 1 /, ': the line ')}`);
  const {date, namedDay, now} = request;
  const reading = parseDatedItem(parsed.value, {date, fallbackDay: namedDay, now});
  return reading.kind === 'item' ? reading : rejected(reading.reason);
};
