import {type EntriesParsed, entriesFrom, type RawReference, rawReference} from '../reference.ts';
import {lineOf, readRecords, type TaggedForm, type TaggedValue, valuesOf} from './tagged-lines.ts';

/** Four letters, filled up with blanks, and a hyphen. A value goes on in lines that begin with six blanks. */
export const NBIB_LINE = /^\uFEFF?([A-Z]{2,4}) {0,2}- (.*)$/;

const form: TaggedForm = {pattern: NBIB_LINE, begins: ({tag}) => tag === 'PMID'};

/** Reads what PubMed exports (`.nbib`, its MEDLINE display). */
export const readNbib = (text: string): EntriesParsed => entriesFrom(readRecords(text, form), toRaw);

const toRaw = (record: TaggedValue[]): RawReference =>
  rawReference({
    ...lineOf(record),
    key: valuesOf(record, 'PMID')[0] ?? '',
    title: valuesOf(record, 'TI', 'BTI')[0] ?? '',
    abstract: valuesOf(record, 'AB')[0] ?? '',
    keywords: valuesOf(record, 'OT', 'MH'),
    dois: valuesOf(record, 'LID', 'AID').filter(value => value.endsWith('[doi]')),
    dates: valuesOf(record, 'EDAT', 'DP'),
  });
