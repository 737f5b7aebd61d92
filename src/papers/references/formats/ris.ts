import {type EntriesParsed, entriesFrom, type RawReference, rawReference} from '../reference.ts';
import {lineOf, readRecords, type TaggedForm, type TaggedValue, valuesOf} from './tagged-lines.ts';

/** Two blanks before the hyphen; real files have one, or none behind it. */
export const RIS_LINE = /^\uFEFF?([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$/;

const form: TaggedForm = {
  pattern: RIS_LINE,
  begins: ({tag}) => tag === 'TY',
  ends: tag => tag === 'ER',
};

/** Reads RIS, also where `TY` or `ER` is missing. Notes (`N1`) and paths of files are not read. */
export const readRis = (text: string): EntriesParsed => entriesFrom(readRecords(text, form), toRaw);

const toRaw = (record: TaggedValue[]): RawReference => {
  const get = (...tags: string[]): string => valuesOf(record, ...tags)[0] ?? '';
  return rawReference({
    ...lineOf(record),
    key: get('ID'),
    title: get('TI', 'T1', 'CT'),
    abstract: get('AB', 'N2'),
    keywords: valuesOf(record, 'KW'),
    dois: valuesOf(record, 'DO', 'M3', 'UR'),
    places: valuesOf(record, 'DO', 'UR', 'L1', 'L2', 'AN', 'M1', 'M3', 'IS', 'VL', 'PB', 'T2', 'JO', 'JF'),
    dates: valuesOf(record, 'DA', 'PY', 'Y1'),
  });
};
