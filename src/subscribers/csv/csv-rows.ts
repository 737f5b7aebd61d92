import {CsvError, parse} from 'csv-parse/sync';
import {quoted} from '../quoted.ts';
import {type Line, type LineSource, MAX_LINE_LENGTH, openLines} from './csv-lines.ts';
import {unguardCell} from './guard-cell.ts';
import {type Service, serviceOf} from './services.ts';

/** The columns that an import reads; the others of a file are left alone. */
export const knownColumns = [
  'email',
  'name',
  'timezone',
  'hour',
  'frequency',
  'weekday',
  'topics',
  'avoid',
  'authors',
  'labs',
  'code_hosts',
  'papers',
  'arxiv_share',
  'paused_until',
  'more_like',
  'less_like',
  'status',
  'created',
] as const;

export type Column = (typeof knownColumns)[number];

/** `line` is where the row begins, from 1, the header's line included. */
export type CsvRow =
  | {kind: 'row'; line: number; cells: Partial<Record<Column, string>>}
  | {kind: 'problem'; line: number; problem: string};

export type CsvResult =
  /** `ignored`: names of columns that are read over. `service`: whose export it is, null for a file of our own. */
  | {kind: 'rows'; ignored: string[]; service: string | null; rows: AsyncIterable<CsvRow[]>}
  | {kind: 'refused'; reason: string};

const delimiters = [',', ';', '\t'] as const;
const rowsAtOnce = 500;
/** A cell may hold line breaks; a quote that is open for longer is a slip that must not swallow the file. */
const MAX_ROW_LINES = 50;

type Header = {
  delimiter: string;
  names: string[];
  columns: (Column | null)[];
  service: Service | null;
  ignored: string[];
};

const emailColumns = ['email', 'email address', 'email_address'];

/**
 * Reads CSV (RFC 4180) as spreadsheets write it: `,`, `;` or tab, decided by the header line; any line ends; a byte-order
 * mark. A row that cannot be read is a problem with its line, and the next line is a row again. Memory holds some hundred
 * rows, whatever the file's length.
 */
export const readCsv = async (bytes: AsyncIterable<Uint8Array | string>): Promise<CsvResult> => {
  const lines = openLines(bytes);
  const line = await firstFilledLine(lines);
  if (line === null) return {kind: 'refused', reason: 'the file is empty'};
  const header = readHeader(line);
  if (header.kind === 'refused') return header;
  return {
    kind: 'rows',
    ignored: header.ignored,
    service: header.service?.name ?? null,
    rows: readRows(lines, header),
  };
};

const firstFilledLine = async (lines: LineSource): Promise<Line | null> => {
  for (let line = await lines.next(); line; line = await lines.next())
    if (line.text.trim() !== '') return line;
  return null;
};

const readHeader = (line: Line): ({kind: 'header'} & Header) | {kind: 'refused'; reason: string} => {
  const refused = (problem: string) => ({kind: 'refused' as const, reason: `line ${line.number} ${problem}`});
  if (line.tooLong || /[\0\ufffd]/.test(line.text))
    return refused('is no UTF-8 text: save the file as CSV in UTF-8');
  const readings = delimiters
    .map(delimiter => ({delimiter, names: (parseRow(line.text, delimiter) ?? []).map(toColumnName)}))
    .filter(({names}) => emailColumns.some(column => names.includes(column)))
    .sort((one, other) => other.names.length - one.names.length);
  const [reading] = readings;
  if (!reading)
    return refused(`must name the columns, with "email" among them; it says ${quoted(line.text)}`);
  const {delimiter, names} = reading;
  const service = serviceOf(names);
  const columns = names.map(name => knownColumns.find(column => column === name) ?? null);
  const isRead = (name: string) => (service ? service.reads : knownColumns).some(column => column === name);
  const twice = names.find((name, place) => isRead(name) && names.indexOf(name) !== place);
  if (twice) return refused(`names the column "${twice}" twice`);
  const ignored = names.filter(name => name !== '' && !isRead(name)).map(name => quoted(name));
  return {kind: 'header', delimiter, names, columns, service, ignored};
};

const toColumnName = (cell: string): string => cell.trim().toLowerCase();

/** The text of one row, or what is wrong with it. */
type RowText = {line: number; text: string} | {line: number; problem: string};

async function* readRows(lines: LineSource, header: Header): AsyncGenerator<CsvRow[]> {
  let texts: RowText[] = [];
  for (let row = await nextRow(lines, header); row; row = await nextRow(lines, header)) {
    texts.push(row);
    if (texts.length < rowsAtOnce) continue;
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
  if (line.tooLong) return {line: number, problem: `is longer than ${MAX_LINE_LENGTH} characters`};
  if (!leavesQuoteOpen(text)) return {line: number, text};
  const more = await linesUntilClosed(lines, line);
  const whole = [line, ...more].map(one => one.text).join('\n');
  // Two slips of the quote key would make the rows between them part of somebody's name.
  const swallowsRows = more.some(one => one.text.includes('@'));
  if (!swallowsRows && !leavesQuoteOpen(whole) && parseRow(whole, delimiter))
    return {line: number, text: whole};
  lines.putBack(more);
  return {line: number, problem: 'opens a quote that is not closed'};
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
  const readable = texts.flatMap(row => ('text' in row ? [row.text] : []));
  const parsed = parseAll(readable, header.delimiter).values();
  return texts.map(row => {
    if ('problem' in row) return {kind: 'problem', ...row};
    const cells = parsed.next().value ?? null;
    if (!cells) return {kind: 'problem', line: row.line, problem: 'has a quote in the middle of a cell'};
    return toRow({line: row.line, cells, header});
  });
};

const toRow = ({line, cells, header}: {line: number; cells: string[]; header: Header}): CsvRow => {
  const {columns, names, service} = header;
  if (cells.slice(columns.length).some(cell => cell.trim() !== ''))
    return {
      kind: 'problem',
      line,
      problem: `has ${cells.length} cells where the header has ${columns.length}`,
    };
  if (cells.some(cell => /[\0\ufffd]/.test(cell)))
    return {kind: 'problem', line, problem: 'is no UTF-8 text: save the file as CSV in UTF-8'};
  const textAt = (place: number): string => unguardCell((cells[place] ?? '').trim());
  if (service) return {kind: 'row', line, cells: service.toCells(name => textAt(names.indexOf(name)))};
  const named: Partial<Record<Column, string>> = {};
  for (const [place, column] of columns.entries()) if (column) named[column] = textAt(place);
  return {kind: 'row', line, cells: named};
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
