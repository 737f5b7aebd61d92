import {parse} from 'csv-parse/sync';
import {MAX_ENTRIES} from '../limits.ts';
import {type EntriesParsed, type RawReference, rawReference} from '../reference.ts';

/**
 * Reads CSV with a heading `Title`, as Zotero and others export it. Headings are compared without case; a row
 * that cannot be read is passed over.
 */
export const readZoteroCsv = (text: string): EntriesParsed => {
  const parsed: EntriesParsed = {entries: [], rejected: [], unread: 0};
  const rows: {record: Record<string, string>; info: {lines: number}}[] = parse(text, {
    bom: true,
    delimiter: delimiterIn(text.slice(0, text.search(/[\r\n]|$/))),
    columns: (header: string[]) => header.map(foldHeading),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: MAX_ENTRIES,
    on_skip: error => {
      parsed.rejected.push({line: Number(error?.lines ?? 0), key: '', reason: 'is not a row of the table'});
    },
  });
  for (const {record, info} of rows) parsed.entries.push(toRaw(record, info.lines));
  return parsed;
};

/** What parts the headings; spreadsheets of many countries write semicolons. */
export const delimiterIn = (heading: string): string => {
  const cells = (delimiter: string): number => heading.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (cells(one) > cells(best) ? one : best));
};

/** `Publication Year` and `publicationYear` are one heading. */
export const foldHeading = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9]/g, '');

const toRaw = (row: Record<string, string>, line: number): RawReference => {
  const get = (name: string): string => row[name] ?? '';
  return rawReference({
    line,
    key: get('key'),
    title: get('title'),
    abstract: get('abstractnote') || get('abstract'),
    keywords: [get('manualtags'), get('automatictags')].filter(text => text !== ''),
    ids: [get('arxivid'), get('arxiv')],
    dois: [get('doi'), get('url'), get('extra')],
    places: [
      'doi',
      'url',
      'extra',
      'archivelocation',
      'number',
      'publisher',
      'publicationtitle',
      'issue',
    ].map(get),
    dates: ['dateadded', 'date', 'publicationyear', 'year'].map(get).filter(text => text !== ''),
  });
};
