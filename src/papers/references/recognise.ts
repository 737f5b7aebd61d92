import {beginsWith} from './decode.ts';
import {arxivIdOf, arxivIdsIn, doisIn} from './find-ids.ts';
import {ENDNOTE_LINE} from './formats/endnote-tagged.ts';
import {NBIB_LINE} from './formats/nbib.ts';
import {delimiterIn, foldHeading} from './formats/zotero-csv.ts';
import {ZOTERO} from './formats/zotero-rdf.ts';

export type LibraryFormat =
  | 'bibtex'
  | 'ris'
  | 'csl-json'
  | 'zotero-rdf'
  | 'csv'
  | 'endnote-xml'
  | 'endnote-tagged'
  | 'nbib'
  | 'list'
  | 'words';

/** What a file is by its content; `reason` says what it is instead, and what to export. */
export type FormatRecognised = {format: LibraryFormat} | {reason: string};

const EXPORT = 'export BibTeX, RIS or CSL-JSON';

const binaries: [start: number[], reason: string][] = [
  [[...Buffer.from('%PDF')], `a PDF; ${EXPORT} from your reference manager instead`],
  [[0x50, 0x4b, 3, 4], `a ZIP archive; unpack it, or ${EXPORT}`],
  [[...Buffer.from('SQLite format 3')], `a database; ${EXPORT} from the program that wrote it`],
  [[...Buffer.from('{\\rtf')], `rich text; ${EXPORT}, or save it as plain text`],
];

/** What the bytes of a file that holds no text are, in words; null where it may be text. */
export const recogniseBinary = (bytes: Uint8Array): string | null => {
  const known = binaries.find(([start]) => beginsWith(bytes, start));
  if (known) return known[1];
  const isWide = beginsWith(bytes, [0xff, 0xfe]) || beginsWith(bytes, [0xfe, 0xff]);
  return !isWide && bytes.subarray(0, 4096).includes(0) ? `not text; ${EXPORT}` : null;
};

const BIBTEX = /(?:^|\n)[^\n@]{0,200}@[ \t]{0,9}[A-Za-z][\w-]{0,40}\s{0,40}[{(]/;

/** So many lines tell the format; a heading of a provider may stand before the first record. */
const FIRST_LINES = 40;
const FIRST_LETTERS = 20_000;

/** The format of a text, by its first lines, never by a file's name. */
export const recogniseText = (text: string): FormatRecognised => {
  const start = text.slice(0, FIRST_LETTERS).trimStart();
  if (start === '') return {reason: 'empty'};
  if (start.startsWith('<')) return recogniseMarkup(start);
  const lines = start.split('\n').slice(0, FIRST_LINES);
  return (
    recogniseByLines(lines) ??
    (BIBTEX.test(text) ? {format: 'bibtex'} : null) ??
    (start.startsWith('[') || start.startsWith('{') ? {format: 'csl-json'} : null) ?? {
      format: holdsIds(text) ? 'list' : 'words',
    }
  );
};

const recogniseMarkup = (start: string): FormatRecognised => {
  if (start.includes(ZOTERO)) return {format: 'zotero-rdf'};
  if (/<records?>/.test(start)) return {format: 'endnote-xml'};
  if (/<opml[\s>]/i.test(start)) return {reason: `a list of feeds (OPML), which holds no papers; ${EXPORT}`};
  if (/^<!DOCTYPE html|<html[\s>]/i.test(start))
    return {reason: `a web page, perhaps one to sign in; ${EXPORT} again`};
  return {reason: `XML of an unknown kind; ${EXPORT}`};
};

const recogniseByLines = (lines: string[]): FormatRecognised | null => {
  const first = lines[0] ?? '';
  if (isTable(first)) return {format: 'csv'};
  if (lines.some(line => /^TY {1,2}- /.test(line))) return {format: 'ris'};
  if (lines.some(line => line.startsWith('PMID- '))) return {format: 'nbib'};
  if (lines.filter(line => ENDNOTE_LINE.test(line)).length > 1) return {format: 'endnote-tagged'};
  // Records without their first tag.
  if (lines.filter(line => /^[A-Z][A-Z0-9] {2}- /.test(line)).length > 2) return {format: 'ris'};
  return lines.filter(line => NBIB_LINE.test(line)).length > 2 ? {format: 'nbib'} : null;
};

const isTable = (line: string): boolean =>
  line.split(delimiterIn(line)).map(foldHeading).filter(isHeading).length > 1;

const isHeading = (folded: string): boolean =>
  ['title', 'itemtype', 'doi', 'key', 'author', 'authors', 'abstract', 'publicationyear', 'url'].includes(
    folded,
  );

const holdsIds = (text: string): boolean =>
  text
    .split('\n')
    .some(
      line =>
        line.length <= 10_000 &&
        (arxivIdsIn(line).length > 0 ||
          doisIn(line).length > 0 ||
          line.split(/[\s,;]+/).some(part => arxivIdOf(part) !== null)),
    );
