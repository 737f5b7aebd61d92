import {decodeFile} from './decode.ts';
import {readBibtex} from './formats/bibtex/read-bibtex.ts';
import {readCslJson} from './formats/csl-json.ts';
import {readEndnoteTagged} from './formats/endnote-tagged.ts';
import {readEndnoteXml} from './formats/endnote-xml.ts';
import {readIdList} from './formats/id-list.ts';
import {readNbib} from './formats/nbib.ts';
import {readPlainWords} from './formats/plain-words.ts';
import {readRis} from './formats/ris.ts';
import {readZoteroCsv} from './formats/zotero-csv.ts';
import {readZoteroRdf} from './formats/zotero-rdf.ts';
import {MAX_KEY_LENGTH} from './limits.ts';
import {mergeReferences} from './merge.ts';
import {type LibraryFormat, recogniseBinary, recogniseText} from './recognise.ts';
import type {EntriesParsed, Reference, Rejected} from './reference.ts';
import {toReference} from './to-reference.ts';

export type LibraryParsed =
  | {
      kind: 'library';
      format: LibraryFormat;
      /** As many as the file has, one more often than once too. */
      entries: Reference[];
      /** Each once. */
      papers: Reference[];
      rejected: Rejected[];
    }
  /** In words that go on from "the file is". */
  | {kind: 'refused'; reason: string};

/**
 * Reads a file of references, whatever its format and encoding. Never throws, linear in the file's length,
 * and nothing of it is kept but what is returned. At most 20,000 entries are read; the rest is one line of
 * `rejected`.
 */
export const readLibrary = (bytes: Uint8Array): LibraryParsed => {
  const binary = recogniseBinary(bytes);
  return binary === null ? readLibraryText(decodeFile(bytes)) : {kind: 'refused', reason: binary};
};

/** As `readLibrary`, of a text as `decodeFile` gives it. */
export const readLibraryText = (written: string): LibraryParsed => {
  const text = withoutFence(written);
  const recognised = recogniseText(text);
  if ('reason' in recognised) return {kind: 'refused', reason: recognised.reason};
  const {format} = recognised;
  const parsed = readers[format](text);
  if ('failed' in parsed) return {kind: 'refused', reason: parsed.failed};
  const entries = parsed.entries.map(toReference);
  return {
    kind: 'library',
    format,
    entries,
    papers: mergeReferences(entries),
    rejected: [...parsed.rejected, ...nameless(entries), ...tooMany(parsed.unread)],
  };
};

/** A file that was pasted out of Markdown stands in three backticks. */
const withoutFence = (text: string): string =>
  /^\s{0,99}```/.test(text)
    ? text.replace(/^\s{0,99}```[^\n]{0,40}\n/, '').replace(/\n```\s{0,99}$/, '')
    : text;

const readers: Record<LibraryFormat, (text: string) => EntriesParsed | {failed: string}> = {
  bibtex: readBibtex,
  ris: readRis,
  'csl-json': text => readCslJson(text) ?? {failed: 'not whole JSON of references (CSL-JSON)'},
  'zotero-rdf': readZoteroRdf,
  csv: readZoteroCsv,
  'endnote-xml': readEndnoteXml,
  'endnote-tagged': readEndnoteTagged,
  nbib: readNbib,
  list: readIdList,
  words: readPlainWords,
};

const nameless = (entries: readonly Reference[]): Rejected[] =>
  entries
    .filter(({title, arxivId, doi}) => title === '' && arxivId === null && doi === null)
    .filter(({abstract}) => abstract === '')
    .map(({line, key}) => ({
      line,
      key: key.slice(0, MAX_KEY_LENGTH),
      reason: 'has neither a title nor an ID',
    }));

const tooMany = (count: number): Rejected[] =>
  count > 0 ? [{line: 0, key: '', reason: `${count} entries above 20,000 were not read`}] : [];
