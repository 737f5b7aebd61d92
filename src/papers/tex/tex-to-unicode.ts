import {readCommand} from './commands.ts';
import {type Cursor, convertSpan, made, plain, type Readers} from './cursor.ts';
import {withoutGaps} from './gone.ts';
import {readUrl} from './links.ts';
import {scanTex} from './scan.ts';
import {readScript} from './scripts.ts';
import {readSign} from './signs.ts';
import {tidyFormula} from './spacing.ts';
import {restoreStripped} from './stripped.ts';
import type {Token} from './token.ts';

// Without one of these a text has nothing that this module could change.
const mayHoldTex = /[\\${}^_~`]|--|''|\dtimes|\b(?:[lgn]eq|infty|propto|cdot|rightarrow|leftarrow)\b/;

/**
 * A title or an abstract with its TeX as words and signs, so that no reader meets a command.
 *
 * It reads what authors type into arXiv's form: formulas in dollars, `\(…\)`, `\[…\]` and environments,
 * scripts, fractions, accents, quotes and dashes, fonts and colours, lists, links, and the remains that
 * Hugging Face leaves of them (`360^circ`). What Unicode has is written in Unicode (`xᵢ²`), the rest plainly
 * (`R^(n×d)`). Citations, labels, references, colours and lengths print nothing. A command that no table
 * knows prints its argument, or its name where it has none (`\ourmethod`). Dollars before prices, braces that
 * no command explains (`{-1, 0, 1}`) and links stay as they are.
 *
 * The text comes back without any backslash. Never throws; linear in the text's length.
 */
export const texToUnicode = (text: string): string => {
  if (!mayHoldTex.test(text)) return text;
  const whole = restoreStripped(text);
  const tokens = scanTex(whole);
  const source = {text: whole, tokens, readers, definitions: new Map<string, string>()};
  const span = {at: 0, token: 0, endAt: whole.length, endToken: tokens.length};
  // A backslash at the very end begins nothing.
  return withoutGaps(convertSpan({source, span, mode: 'prose', depth: 0}).text).replaceAll('\\', '');
};

const readOpen = (cursor: Cursor, token: Token) => {
  const inner = cursor.openGroup(token);
  if (!inner) return plain(token.raw);
  if (cursor.mode === 'math' || inner.tex) return inner;
  return {...inner, text: `{${inner.text}}`};
};

const readDollar = (cursor: Cursor, token: Token) => {
  const inner = cursor.openFormula(token);
  if (!inner) return plain(cursor.mode === 'math' ? '' : token.raw);
  const text = tidyFormula(inner.text);
  // `FID $=1.79$` has its blank on one side alone.
  return made(/[\p{L}\p{N})] $/u.test(cursor.tail) ? text.replace(/^=(?=\S)/, '= ') : text);
};

const readTie = (cursor: Cursor, token: Token) => {
  if (cursor.mode === 'math') return plain(' ');
  const before = cursor.source.text.slice(Math.max(0, token.start - 2), token.start);
  const after = cursor.source.text.charAt(token.end);
  // `~` before a number is "about", and between two numbers a range.
  const ties = /[\p{L}\p{N}.,:)\]}%'’$]$/u.test(before) && /[\p{L}([{\\"“`$]/u.test(after);
  const tiesNumber = /[\p{L}.]$/u.test(before) && /\d/.test(after);
  // One capital letter after another is a formula: `x~N(0,1)`.
  const isFormula = /(?:^|[^\p{L}\p{N}.])\p{L}$/u.test(before);
  return plain((ties || tiesNumber) && !isFormula ? ' ' : '~');
};

const readDashes = (cursor: Cursor, token: Token) => {
  const {text} = cursor.source;
  const [before, after] = [text.charAt(token.start - 1), text.charAt(token.end)];
  const stands = before === ' ' && after === ' ';
  const joins = /[\p{L}\p{N})\]}.,%"'”’?!$]/u.test(before) && /[\p{L}\p{N}([{"“`\\$]/u.test(after);
  if (cursor.mode === 'math' || !(stands || joins) || token.raw.length > 3) return plain(token.raw);
  return plain(token.raw.length === 2 ? '–' : '—');
};

const readQuote = (cursor: Cursor, token: Token) => {
  if (cursor.mode === 'math') return plain(token.raw.replaceAll("'", '′'));
  const partner = cursor.source.tokens[token.partner];
  if (!partner) return plain(token.raw);
  const isDouble = token.raw.length === 2;
  if (partner.start > token.start) return plain(isDouble ? '“' : '‘');
  return plain(isDouble ? '”' : '’');
};

const readClose = (cursor: Cursor, token: Token) => plain(cursor.mode === 'math' ? '' : token.raw);

const readers: Readers = {
  url: readUrl,
  command: readCommand,
  sign: readSign,
  open: readOpen,
  close: readClose,
  dollar: readDollar,
  caret: readScript,
  underscore: readScript,
  tie: readTie,
  dashes: readDashes,
  quote: readQuote,
};
