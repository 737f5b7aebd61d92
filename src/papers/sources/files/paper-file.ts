import {basename} from 'node:path';
import {hasOwnDate, parseDatedItem} from '../dated-item.ts';
import {findDay} from '../day.ts';
import {listedOn} from '../hugging-face/daily-paper.ts';
import {parseJsonList} from '../json-list.ts';
import {parseJson} from '../parse-json.ts';
import {quote} from '../quote.ts';
import {readHead} from './bounded-file.ts';
import {decodeText} from './decode-text.ts';
import type {PaperFile, PaperFileEntry, PaperFileRequest} from './paper-file-entries.ts';
import {readPaperLines} from './paper-lines.ts';
import {parsePapersPage} from './papers-page.ts';

const megabyte = 1024 * 1024;
/**
 * A JSON document or a page has to be held whole to be checked whole; the biggest real answer has 0.3 MB.
 */
const MAX_DOCUMENT_BYTES = 64 * megabyte;

/**
 * Opens a file of papers: an answer of Hugging Face's API (a JSON list), JSON lines of it, or the text of a
 * papers page. Documents and pages are read and checked whole here (64 MB at most); JSON lines stream, each
 * line 1 MB at most. The day of a paper is `date`, else the item's own `date` or the page's date line, else
 * a date in the file's name, else the day on which most items say that they were listed; a file without any
 * is refused. A snapshot's instant is the line's `capturedAt`, else `now`. Throws only where the disk fails
 * in mid-reading.
 */
export const readPaperFile = async (request: PaperFileRequest): Promise<PaperFile> => {
  const name = basename(request.path);
  // The root of all folders has no name of its own.
  const shown = quote(name === '' ? request.path : name);
  const refused = (reason: string): PaperFile => ({kind: 'refused', reason: `${shown} ${reason}`});
  const head = await readHead(request.path, megabyte);
  if (head.kind === 'failed') return refused(head.reason);
  const start = decodeText(head.bytes.subarray(0, 64 * 1024)).text.trimStart();
  if (start === '' && head.sizeBytes <= head.bytes.length) return refused('is empty');
  if (start.includes('\0')) return refused('is not text');
  if (start.startsWith('<'))
    return refused('is XML or HTML: give a JSON answer, JSON lines or the plain text of a page');
  const namedDay = findDay(name);
  if (isJsonLines(name, head.bytes)) return readPaperLines({...request, namedDay});
  if (head.sizeBytes > MAX_DOCUMENT_BYTES)
    return refused(`has ${sizeOf(head.sizeBytes)}; a document may have ${sizeOf(MAX_DOCUMENT_BYTES)}`);
  const whole = await readHead(request.path, MAX_DOCUMENT_BYTES);
  if (whole.kind === 'failed') return refused(whole.reason);
  const {text, isWindows} = decodeText(whole.bytes);
  const notes = isWindows ? ['it is not UTF-8: read as Windows-1252'] : [];
  const document = {text, date: request.date, namedDay, now: request.now};
  const read = /^[[{"]/.test(start) ? parseList(document) : parsePage(document);
  if (read.kind === 'refused') return refused(read.reason);
  return {...read, notes: [...notes, ...read.notes]};
};

const sizeOf = (bytes: number): string => `${Math.ceil(bytes / megabyte)} MB`;

/** By the name, or because the first line is an object of its own. */
const isJsonLines = (name: string, head: Buffer): boolean => {
  if (/\.(jsonl|ndjson|jsonlines)$/i.test(name)) return true;
  const end = head.indexOf(10);
  const first = decodeText(end < 0 ? head : head.subarray(0, end)).text.trim();
  if (!first.startsWith('{') || !first.endsWith('}')) return false;
  const parsed = parseJson(first);
  return (
    parsed.kind === 'value' &&
    typeof parsed.value === 'object' &&
    parsed.value !== null &&
    'paper' in parsed.value
  );
};

type Document = {text: string; date: string | null; namedDay: string | null; now: number};

const parsePage = ({text, date, namedDay, now}: Document): PaperFile => {
  const page = parsePapersPage(text, {date, namedDay, now});
  if (page.kind === 'refused') return page;
  const items = page.items.map(item => ({kind: 'item', item}) as const);
  const rejections = page.rejected.map(rejection => ({kind: 'rejected', rejection}) as const);
  return {kind: 'file', entries: [...items, ...rejections], notes: page.notes, day: date ?? namedDay};
};

const parseList = ({text, date, namedDay, now}: Document): PaperFile => {
  const list = parseJsonList(text);
  if (list.kind === 'failed') return {kind: 'refused', reason: list.reason};
  const day = date ?? namedDay ?? mostListedOn(list.items);
  if (!day && list.items.length > 0 && !list.items.some(hasOwnDate))
    return {kind: 'refused', reason: 'names no day, in its name or its items: give --date'};
  const entries = list.items.map((item, index): PaperFileEntry => {
    const reading = parseDatedItem(item, {date, fallbackDay: day, now});
    if (reading.kind === 'item') return reading;
    return {kind: 'rejected', rejection: {line: index + 1, reason: reading.reason}};
  });
  const notes = entries.length === 0 ? ['its list is empty'] : [];
  return {kind: 'file', entries, notes, day};
};

/** The day that most items name, the earlier of two equals; null where none names one. */
const mostListedOn = (items: unknown[]): string | null => {
  const counts = new Map<string, number>();
  for (const item of items) {
    const day = listedOn(item);
    if (day) counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([dayA, a], [dayB, b]) => b - a || dayA.localeCompare(dayB));
  return ordered[0]?.[0] ?? null;
};
