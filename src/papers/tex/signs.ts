import {readSignAccent} from './accents.ts';
import {takeAcross} from './arguments.ts';
import {type Cursor, made, plain, type Reading} from './cursor.ts';
import {tidyFormula} from './spacing.ts';
import {signAccents} from './symbols.ts';
import type {Token} from './token.ts';

/**
 * A backslash and one sign: an accent, an escaped special, a space, the edge of a formula; else the sign
 * itself.
 */
export const readSign = (cursor: Cursor, token: Token): Reading => {
  const {name} = token;
  if (name === '(' || name === '[') return readFormula(cursor, token);
  if (name === '\\') return readLineBreak(cursor);
  if (/^[\s,;:>]$/.test(name)) return plain(' ');
  if (name === '!' || name === '/' || name === '@' || name === '-') return plain('');
  if (cursor.mode === 'math') return plain(mathSigns.get(name) ?? name);
  if (name === "'" && isApostrophe(cursor)) return plain("'");
  return signAccents.has(name) ? readSignAccent(cursor, name) : plain(name);
};

const mathSigns = new Map([
  ['|', '‖'],
  [')', ''],
  [']', ''],
]);

const readFormula = (cursor: Cursor, token: Token): Reading => {
  const inner = cursor.openFormula(token);
  return inner ? made(tidyFormula(inner.text)) : plain(token.name);
};

/** `don\'t` and `model\'s` come from program texts, not from TeX: no language has an accent there. */
const isApostrophe = (cursor: Cursor): boolean => {
  const after = cursor.source.text.slice(cursor.at, cursor.at + 3);
  return /\p{L}$/u.test(cursor.tail) && /^(?:(?:s|t|d|m)(?!\p{L})|(?:re|ve|ll)(?!\p{L}))/u.test(after);
};

/**
 * The end of a line is a blank in a text; between the lines of a formula it is told from every other sign.
 */
const readLineBreak = (cursor: Cursor): Reading => {
  takeAcross(cursor, /\*?\[-?[\d.]{1,9} ?[a-z]{2}\]/y);
  if (cursor.mode === 'math') return plain(';;');
  return plain(/\s/.test(cursor.source.text.charAt(cursor.at)) ? '' : ' ');
};
