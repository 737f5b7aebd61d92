import {skipOptions, takeAcross, takeGroup} from './arguments.ts';
import {type Cursor, made, type Reading} from './cursor.ts';
import {GONE} from './gone.ts';
import {environmentAt} from './scan.ts';
import {tidyFormula} from './spacing.ts';
import type {Token} from './token.ts';

const formulas = new Set(
  `equation align gather multline eqnarray displaymath math aligned alignedat gathered split array cases
  matrix pmatrix
   bmatrix Bmatrix vmatrix Vmatrix smallmatrix subequations`.split(/\s+/),
);

/** What stands around a matrix and between its cells; cases are told as a list in braces. */
const fences = new Map<string, readonly [open: string, close: string, cell: string]>([
  ['pmatrix', ['(', ')', ' ']],
  ['smallmatrix', ['(', ')', ' ']],
  ['matrix', ['(', ')', ' ']],
  ['bmatrix', ['[', ']', ' ']],
  ['Bmatrix', ['{', '}', ' ']],
  ['vmatrix', ['|', '|', ' ']],
  ['Vmatrix', ['‖', '‖', ' ']],
  ['cases', ['{', '}', ', ']],
]);

/** `\begin{…}`: a formula with its lines after semicolons, or nothing, so that the text inside goes on. */
export const readBegin = (cursor: Cursor, token: Token): Reading => {
  const name = environmentAt(cursor.source.text, token);
  takeName(cursor);
  skipOptions(cursor);
  if (/^(?:array|tabular|minipage|alignedat)/.test(name)) takeAcross(cursor, /\{[^{}$]{0,30}\}/y);
  const inner = formulas.has(name) ? cursor.openGroup(token, 'math') : null;
  if (!inner) return made(cursor.mode === 'math' ? '' : ' ');
  const closing = cursor.source.tokens[token.partner];
  if (closing) takeName(cursor);
  const [open, close, cell] = fences.get(name) ?? ['', '', ' '];
  return made(`${open}${linesOf(inner.text.replace(/,? *& */g, cell), '; ')}${close}`);
};

export const readEnd = (cursor: Cursor): Reading => {
  takeName(cursor);
  return made(GONE);
};

/** An entry of a list; its own label stands where it has one. */
export const readItem = (cursor: Cursor): Reading => {
  const label = takeAcross(cursor, / ?\[[^[\]{}$\\]{0,60}\]/y)
    .trim()
    .slice(1, -1);
  return made(label === '' ? ' • ' : ` • ${label} `);
};

const takeName = (cursor: Cursor) => {
  takeAcross(cursor, / ?(?=\{)/y);
  takeGroup(cursor, 'prose');
};

/** The lines of a formula on one line. */
export const linesOf = (text: string, between: string): string =>
  text
    .split(';;')
    .map(tidyFormula)
    .filter(line => line !== '')
    .join(between);
