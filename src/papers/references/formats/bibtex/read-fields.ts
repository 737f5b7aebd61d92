import {MAX_VALUE_LENGTH} from '../../limits.ts';
import type {BibtexEntry} from './walk-entries.ts';

/** What stands at the end of a name: `title =`. */
const NAME = /[\s,]*([^\s=,{}"#%]{1,100})(?:\s{0,20}|[^=\n{}",]{0,40})=\s*/y;
const NAME_WITHOUT_SIGN = /[\s,]*([^\s=,{}"#%]{1,100})[^=\n{}",]{0,40}(?=\{)/y;
const NEXT_LINE = /\n[ \t]{0,99}[A-Za-z][\w:+-]{0,60}[ \t]{0,99}=/g;
const BARE = /[^\s,{}"#]{1,1000}/y;
const JOINED = /\s*#\s*/y;
const BRACES = /[\\{}"]/g;

export type Macros = ReadonlyMap<string, string>;

/**
 * In a broken entry, and after a value that is not closed, none is looked for beyond the next name: that
 * keeps it linear.
 */
type Reader = {text: string; at: number; macros: Macros; isBroken: boolean};

/**
 * The fields of an entry's body behind its key, names in lower case, values raw: in braces, in quotes, bare
 * words (looked up in `macros`), joined by `#`. Of two of one name the first counts. A value that is not
 * closed ends where a line begins with the next name; a field without `=` is passed over.
 */
export const readFields = (
  {body, ending}: Pick<BibtexEntry, 'body' | 'ending'>,
  macros: Macros,
): Map<string, string> => {
  const fields = new Map<string, string>();
  const reader: Reader = {text: body, at: 0, macros, isBroken: ending === 'open'};
  for (;;) {
    const name = take(reader, NAME)?.[1] ?? take(reader, NAME_WITHOUT_SIGN)?.[1];
    if (name === undefined) {
      if (!skipBroken(reader)) return fields;
      continue;
    }
    const value = readValue(reader);
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, value);
  }
};

/** Moves to the next line that begins with a name; false where none is left. */
const skipBroken = (reader: Reader): boolean => {
  const next = nextLineAfter(reader.text, reader.at + 1);
  if (next === null) return false;
  reader.at = next;
  return true;
};

const nextLineAfter = (text: string, at: number): number | null => {
  const next = new RegExp(NEXT_LINE);
  next.lastIndex = at;
  return next.exec(text)?.index ?? null;
};

const readValue = (reader: Reader): string => {
  let value = '';
  do {
    const part = readPart(reader);
    // `#` doubles texts: 24 macros of macros would be 16 million times the first.
    if (value.length < MAX_VALUE_LENGTH) value += part.slice(0, MAX_VALUE_LENGTH - value.length);
  } while (take(reader, JOINED));
  return value;
};

const readPart = (reader: Reader): string => {
  const first = reader.text[reader.at];
  if (first === '{' || first === '"') return readQuoted(reader, first);
  const word = take(reader, BARE)?.[0] ?? '';
  return reader.macros.get(word.toLowerCase()) ?? word;
};

const readQuoted = (reader: Reader, first: '{' | '"'): string => {
  const from = reader.at + 1;
  const end = closeOf(reader, from, first);
  reader.at = Math.min(reader.text.length, end + 1);
  const value = reader.text.slice(from, Math.min(end, from + MAX_VALUE_LENGTH));
  return /[}"]/.test(reader.text.charAt(end)) ? value : value.replace(/[\s,]{1,20}$/, '');
};

const closeOf = (reader: Reader, from: number, first: '{' | '"'): number => {
  const nextName = (): number => nextLineAfter(reader.text, from) ?? reader.text.length;
  const limit = reader.isBroken ? nextName() : reader.text.length;
  const close = findClose(reader.text, {from, limit}, first);
  if (close !== null) return close;
  reader.isBroken = true;
  return nextName();
};

/** Where a value ends: a letter behind a backslash is no brace. Null where it is not closed. */
const findClose = (
  text: string,
  {from, limit}: {from: number; limit: number},
  first: '{' | '"',
): number | null => {
  const braces = new RegExp(BRACES);
  braces.lastIndex = from;
  let depth = 0;
  for (let found = braces.exec(text); found && found.index < limit; found = braces.exec(text)) {
    const [sign] = found;
    if (sign === '\\') braces.lastIndex += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && depth > 0) depth -= 1;
    else if (depth === 0 && sign === (first === '{' ? '}' : '"')) return found.index;
  }
  return null;
};

const take = (reader: Reader, pattern: RegExp): RegExpExecArray | null => {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found) reader.at = pattern.lastIndex;
  return found;
};
