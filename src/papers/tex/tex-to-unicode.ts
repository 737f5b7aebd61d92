import {readCommand, readSign} from './commands.ts';
import {type Cursor, convertSpan, made, plain, type Readers, rawFrom, untouched} from './cursor.ts';
import {scanTex, type Token} from './scan.ts';
import {readScript} from './scripts.ts';

// Without one of these a text has nothing that this file could change.
const mayHoldTex = /[\\${}^_~`]|--|''|\dtimes|\b(?:[lgn]eq|infty|propto|cdot|rightarrow|leftarrow)\b/;

/**
 * TeX in a title or an abstract as Unicode where that is safe, as written where it is not: unknown commands,
 * unbalanced braces, formulas of which any part has no plain form. Links are never touched, except that `\_` and
 * its kin lose their backslash. Never throws; linear in the text's length (nesting deeper than 12 stays as written).
 */
export const texToUnicode = (text: string): string => {
  if (!mayHoldTex.test(text)) return text;
  const whole = restoreStripped(text);
  const tokens = scanTex(whole);
  const source = {text: whole, tokens, readers};
  const span = {at: 0, token: 0, endAt: whole.length, endToken: tokens.length};
  return convertSpan({source, span, mode: 'prose', depth: 0}).text;
};

/**
 * Hugging Face prints formulas without dollars and backslashes (`360^circ`, `8.83times`, `{sim}20%`, `{bf so}`).
 * Only forms that no prose has get their backslash back.
 */
const restoreStripped = (text: string): string =>
  text
    .replace(/\^(?:circ(?![a-z])|\{circ\})/g, '^\\circ{}')
    .replace(/\{(sim|approx|times|deg)\}/g, '{\\$1}')
    .replace(/(?<=(?:^|[\s(~≈}^–])(?:\d{1,4}--?)?\d{1,9}(?:[.,]\d{1,9})?)times(?![a-z])/g, '\\times{}')
    .replace(/(?<=^|[\s(])(leq|geq|neq|infty|propto|cdot|rightarrow|leftarrow)(?=[\s,;)\d]|$)/g, '\\$1')
    .replace(
      /(?<=^|[\s($])(mathcal|mathbb|mathbf|mathrm|textbf|textit|texttt|textsc|emph)(?=\{[^\s{}])/g,
      '\\$1',
    )
    .replace(/\{(bf|it|em)(?= [^\s{}])/g, '{\\$1');

const readUrl = (cursor: Cursor, token: Token) => {
  const url = token.raw.replace(/\\([_%#&~])/g, '$1');
  const label = cursor.source.tokens[cursor.token];
  const gap = label ? cursor.source.text.slice(token.end, label.start) : '';
  if (label?.kind !== 'open' || label.partner < 0 || label.partner >= cursor.endToken) return plain(url);
  const close = cursor.source.tokens[label.partner];
  if (!close || gap.length > 1 || gap.trim() !== '') return plain(url);
  const words = cursor.source.text.slice(label.end, close.start);
  if (isSameLink(words, token.raw) || (gap === '' && /^(?:https?:|www\.)/.test(words))) {
    cursor.at = close.end;
    cursor.token = label.partner + 1;
    return plain(url);
  }
  if (gap !== '' || !isLinkText(words) || /[\w/^]/.test(cursor.source.text.charAt(close.end)))
    return plain(url);
  cursor.at = close.end;
  cursor.token = label.partner + 1;
  return plain(`${words} (${url})`);
};

const isLinkText = (words: string): boolean => /^[\p{L}\p{N}][^{}\\$^_]{2,60}$/u.test(words);

/** Whether two ways to write a link, such as `https://example.org/` and `example.org`, are the same one. */
const isSameLink = (one: string, other: string): boolean => bareLink(one) === bareLink(other);

const bareLink = (link: string): string =>
  link.replace(/\\([_%#&~])/g, '$1').replace(/^https?:\/\/|[./]{1,9}$/g, '');

const readOpen = (cursor: Cursor, token: Token) => {
  const inner = cursor.openGroup(token);
  if (!inner) return untouched(rawFrom(cursor, token));
  if (cursor.mode === 'math') return inner;
  if (inner.tex && inner.safe) return inner;
  return {...inner, text: `{${inner.text}}`};
};

const readDollar = (cursor: Cursor, token: Token) => {
  const inner = cursor.openFormula(token);
  if (!inner) return cursor.mode === 'math' ? untouched(token.raw) : plain(token.raw);
  return inner.safe ? made(inner.text.trim()) : untouched(rawFrom(cursor, token));
};

const readTie = (cursor: Cursor, token: Token) => {
  if (cursor.mode === 'math') return plain(' ');
  const before = cursor.source.text.slice(Math.max(0, token.start - 2), token.start);
  const after = cursor.source.text.charAt(token.end);
  // `~` before a number is "about", and between two numbers a range.
  const ties = /[\p{L}\p{N}.,:)\]}%'’]$/u.test(before) && /[\p{L}([{\\"“`$]/u.test(after);
  const tiesNumber = /[\p{L}.]$/u.test(before) && /\d/.test(after);
  // One capital letter after another is a formula: `x~N(0,1)`.
  const isFormula = /(?:^|[^\p{L}\p{N}.])\p{L}$/u.test(before);
  return plain((ties || tiesNumber) && !isFormula ? ' ' : '~');
};

const readDashes = (cursor: Cursor, token: Token) => {
  const {text} = cursor.source;
  const [before, after] = [text.charAt(token.start - 1), text.charAt(token.end)];
  const stands = before === ' ' && after === ' ';
  const joins = /[\p{L}\p{N})\]}.,%"'”’?!]/u.test(before) && /[\p{L}\p{N}([{"“`\\$]/u.test(after);
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

const readClose = (_cursor: Cursor, token: Token) => untouched(token.raw);

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
