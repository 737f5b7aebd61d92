import {CsvError, parse} from 'csv-parse/sync';
import {parseAddress} from '../address.ts';
import {quoted} from '../quoted.ts';
import {type Line, type LineSource, MAX_LINE_LENGTH, openLines} from './csv-lines.ts';
import {unguardCell} from './guard-cell.ts';
import {type ColumnOrders, type HeaderPlan, planHeader} from './header.ts';

/** One row of a file. */
export type CsvRow = {
  /** Where it begins, from 1, the header's line included. */
  line: number;
  /** In the order of the plan's columns, trimmed. */
  cells: string[];
  /** What is wrong with the row as a whole: then nothing it says makes anybody active. Null for nothing. */
  flaw: string | null;
};

export type OpenedCsv =
  | {kind: 'rows'; plan: HeaderPlan; rows: AsyncIterable<CsvRow[]>}
  /** `isUnclear`: the file can be read, and the operator must say what a column means. */
  | {kind: 'refused'; reason: string; isUnclear: boolean};

const DELIMITERS = [',', ';', '\t', '|'] as const;
const ROWS_AT_ONCE = 500;
/** A cell may hold line breaks; a quote that is open for longer is a slip that must not swallow the file. */
const MAX_ROW_LINES = 50;

/** Reads nothing differently: the orders of an operator who gives none. */
export const NO_ORDERS: ColumnOrders = {columns: new Map(), ignored: new Set(), words: new Map()};

type Header = {delimiter: string; titles: string[]};

/**
 * Reads CSV (RFC 4180) as spreadsheets write it: `,`, `;`, tab or `|`, decided by the header line or by
 * Excel's `sep=` above it; any line ends; a byte order mark. A row that cannot be read is a problem with its
 * line, and the next line is a row again. Memory holds some hundred rows, whatever the file's length.
 */
export const openCsv = async (
  bytes: AsyncIterable<Uint8Array | string>,
  orders: ColumnOrders = NO_ORDERS,
): Promise<OpenedCsv> => {
  const lines = openLines(bytes);
  const header = await parseHeader(lines);
  if (header.kind === 'refused') return {...header, isUnclear: false};
  const planned = planHeader(header.titles, orders);
  if (planned.kind === 'refused') return {...planned, reason: `line ${header.line} ${planned.reason}`};
  return {kind: 'rows', plan: planned.plan, rows: readRows(lines, header)};
};

const firstFilledLine = async (lines: LineSource): Promise<Line | null> => {
  for (let line = await lines.next(); line; line = await lines.next())
    if (line.text.trim() !== '') return line;
  return null;
};

type ReadHeader = ({kind: 'header'; line: number} & Header) | {kind: 'refused'; reason: string};

const parseHeader = async (lines: LineSource): Promise<ReadHeader> => {
  const first = await firstFilledLine(lines);
  const separator = /^"?sep=(.)"?$/i.exec(first?.text.trim() ?? '')?.[1];
  const line = separator === undefined ? first : await firstFilledLine(lines);
  if (line === null) return {kind: 'refused', reason: 'the file is empty'};
  if (line.tooLong || /[\0\ufffd]/.test(line.text))
    return {kind: 'refused', reason: `line ${line.number} ${NOT_UTF8}`};
  const [best] = (separator === undefined ? DELIMITERS : [separator])
    .map(delimiter => ({
      delimiter,
      titles: (parseRow(line.text, delimiter) ?? []).map(title => title.trim()),
    }))
    .sort((one, other) => other.titles.length - one.titles.length);
  // A list of nothing but addresses, as Mailman's `list_members` writes it, names no column.
  if (best?.titles.length === 1 && parseAddress(best.titles[0] ?? '').kind === 'address') {
    lines.putBack([line]);
    return {kind: 'header', line: line.number, delimiter: best.delimiter, titles: ['email']};
  }
  return best && best.titles.length > 0
    ? {kind: 'header', line: line.number, ...best}
    : {kind: 'refused', reason: `line ${line.number} must name the columns; it says ${quoted(line.text)}`};
};

const NOT_UTF8 = 'is not UTF-8; save the file as CSV in UTF-8';

/** The text of one row, and what is wrong with its quotes or length. */
type RowText = {line: number; text: string; problem: string | null};

async function* readRows(lines: LineSource, header: Header): AsyncGenerator<CsvRow[]> {
  let texts: RowText[] = [];
  for (let row = await nextRow(lines, header); row; row = await nextRow(lines, header)) {
    texts.push(row);
    if (texts.length < ROWS_AT_ONCE) continue;
    yield toRows(texts, header);
    texts = [];
  }
  if (texts.length > 0) yield toRows(texts, header);
}

/** One row: a line, or several where a quoted cell holds line breaks. Empty lines are none. */
const nextRow = async (lines: LineSource, {delimiter}: Header): Promise<RowText | null> => {
  const line = await firstFilledLine(lines);
  if (!line) return null;
  const {number, text} = line;
  if (line.tooLong) return {line: number, text, problem: `is longer than ${MAX_LINE_LENGTH} characters`};
  if (!leavesQuoteOpen(text)) return {line: number, text, problem: null};
  const more = await linesUntilClosed(lines, line);
  const whole = [line, ...more].map(one => one.text).join('\n');
  // Two slips of the quote key would make the rows between them part of a person's name.
  const swallowsRows = more.some(one => one.text.includes('@'));
  if (!swallowsRows && !leavesQuoteOpen(whole) && parseRow(whole, delimiter))
    return {line: number, text: whole, problem: null};
  lines.putBack(more);
  return {line: number, text, problem: 'has an unclosed quote'};
};

const linesUntilClosed = async (lines: LineSource, first: Line): Promise<Line[]> => {
  const more: Line[] = [];
  let size = first.text.length;
  let open = true;
  while (open && more.length < MAX_ROW_LINES && size < MAX_LINE_LENGTH) {
    const line = await lines.next();
    if (!line) break;
    more.push(line);
    size += line.text.length;
    if (leavesQuoteOpen(line.text)) open = false;
  }
  return more;
};

/** A quote inside a quoted cell is doubled, so an odd number of quotes leaves one open. */
const leavesQuoteOpen = (text: string): boolean => {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes % 2 === 1;
};

const toRows = (texts: RowText[], header: Header): CsvRow[] => {
  const readable = texts.flatMap(({text, problem}) => (problem === null ? [text] : []));
  const parsed = parseAll(readable, header.delimiter).values();
  return texts.map(({line, text, problem}) => {
    const cells = problem === null ? (parsed.next().value ?? null) : null;
    if (cells) return toRow({line, cells, flaw: flawOf(cells, header), header});
    const flaw = problem ?? 'has a quote in the middle of a cell';
    return toRow({line, cells: cutPlainly(text, header), flaw, header});
  });
};

/**
 * The cells of a row whose quotes are wrong, cut at each delimiter: what it says in favour of nobody may
 * still be read.
 */
const cutPlainly = (text: string, {delimiter}: Header): string[] =>
  text.split(delimiter).map(cell => cell.replaceAll('"', '').trim());

const toRow = ({
  line,
  cells,
  flaw,
  header,
}: {
  line: number;
  cells: string[];
  flaw: string | null;
  header: Header;
}): CsvRow => ({
  line,
  cells: header.titles.map((_, place) => unguardCell((cells[place] ?? '').trim())),
  flaw,
});

const flawOf = (cells: string[], {titles}: Header): string | null => {
  if (cells.slice(titles.length).some(cell => cell.trim() !== ''))
    return `has ${cells.length} cells where the header has ${titles.length}`;
  return cells.some(cell => /[\0\ufffd]/.test(cell)) ? NOT_UTF8 : null;
};

/** Many rows at once, since a parser costs more than a row; one by one only where one of them is wrong. */
const parseAll = (texts: string[], delimiter: string): (string[] | null)[] => {
  const all = parseRows(texts.join('\n'), delimiter);
  return all?.length === texts.length ? all : texts.map(text => parseRow(text, delimiter));
};

const parseRow = (text: string, delimiter: string): string[] | null => {
  const rows = parseRows(text, delimiter);
  return rows?.length === 1 ? (rows[0] ?? null) : null;
};

const parseRows = (text: string, delimiter: string): string[][] | null => {
  try {
    return parse(text, {delimiter, record_delimiter: '\n', relax_column_count: true, trim: true});
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
};
