import {type EntriesParsed, entriesFrom, type RawReference, rawReference} from '../reference.ts';
import {lineOf, readRecords, type TaggedForm, type TaggedValue, valuesOf} from './tagged-lines.ts';

export const ENDNOTE_LINE = /^\uFEFF?%([0-9A-Z@!?$&(*+^>]) (.*)$/;

const form: TaggedForm = {
  pattern: ENDNOTE_LINE,
  begins: ({tag}, record) => (tag === '0' || tag === 'T') && record.some(one => one.tag === tag),
  endsAtBlank: true,
};

/** Reads EndNote's tagged form (`.enw`, Refer); a record may lack its type and begin with the title. */
export const readEndnoteTagged = (text: string): EntriesParsed => entriesFrom(readRecords(text, form), toRaw);

const toRaw = (record: TaggedValue[]): RawReference =>
  rawReference({
    ...lineOf(record),
    key: valuesOf(record, 'F')[0] ?? '',
    title: valuesOf(record, 'T')[0] ?? '',
    abstract: valuesOf(record, 'X')[0] ?? '',
    keywords: valuesOf(record, 'K'),
    dois: valuesOf(record, 'R', 'U'),
    places: valuesOf(record, 'R', 'U', 'J', 'B', 'N', 'V'),
    dates: valuesOf(record, '8', 'D'),
  });
