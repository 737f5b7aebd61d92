/** One place where TeX may mean something; everything between two of them is plain text. */
export type Token = {
  kind: TokenKind;
  start: number;
  end: number;
  raw: string;
  /** What stands after a command's backslash. */
  name: string;
  /** The place, in the list of tokens, of what closes this one (or opened it); -1 when nothing does. */
  partner: number;
};

export type TokenKind =
  | 'url'
  | 'command'
  | 'sign'
  | 'open'
  | 'close'
  | 'dollar'
  | 'caret'
  | 'underscore'
  | 'tie'
  | 'dashes'
  | 'quote';

const kinds = new Map<string, TokenKind>([
  ['{', 'open'],
  ['}', 'close'],
  ['$', 'dollar'],
  ['$$', 'dollar'],
  ['^', 'caret'],
  ['_', 'underscore'],
  ['~', 'tie'],
]);

// A link is one token, so that nothing inside it is read as TeX; TeX's own escapes in it (`\_`, `\%`) belong to it.
const tokenPattern = new RegExp(
  [
    String.raw`(?<url>(?:https?:\/\/|www\.|(?<![\w@.\-\\])[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\/)` +
      '(?:[^\\s{}\\\\<>"\'`^|$]|\\\\[_%#&~])+)',
    String.raw`\\(?<command>[A-Za-z]+)`,
    String.raw`\\(?<sign>[^A-Za-z])`,
    "``|''|-{2,}|\\$\\$|[{}$^_~`']",
  ].join('|'),
  'gu',
);

const longestFormula = 300;
const longestQuotation = 400;

/** Finds the places where TeX may mean something, and pairs braces, dollars and quotes. Linear in the text's length. */
export const scanTex = (text: string): Token[] => {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    const raw = match[0];
    const {url, command, sign} = match.groups ?? {};
    tokens.push({
      kind: kindOf({raw, url, command, sign}),
      start: match.index,
      end: match.index + raw.length,
      raw,
      name: command ?? sign ?? '',
      partner: -1,
    });
  }
  pairBraces(tokens);
  pairFormulas(tokens, text);
  pairQuotes(tokens, text);
  return tokens;
};

type Parts = {raw: string; url: string | undefined; command: string | undefined; sign: string | undefined};

const kindOf = ({raw, url, command, sign}: Parts): TokenKind => {
  if (url !== undefined) return 'url';
  if (command !== undefined) return 'command';
  if (sign !== undefined) return 'sign';
  if (raw.startsWith('-')) return 'dashes';
  return kinds.get(raw) ?? 'quote';
};

const pair = (tokens: Token[], opening: number, closing: number) => {
  const [open, close] = [tokens[opening], tokens[closing]];
  if (!open || !close) return;
  open.partner = closing;
  close.partner = opening;
};

const pairBraces = (tokens: Token[]) => {
  const waiting: number[] = [];
  for (const [place, token] of tokens.entries()) {
    if (token.kind === 'open') waiting.push(place);
    if (token.kind !== 'close') continue;
    const opening = waiting.pop();
    if (opening !== undefined) pair(tokens, opening, place);
  }
};

const formulaClosers = new Map([
  ['$', '$'],
  ['$$', '$$'],
  ['\\(', '\\)'],
  ['\\[', '\\]'],
]);

const pairFormulas = (tokens: Token[], text: string) => {
  let opening = -1;
  for (const [place, token] of tokens.entries()) {
    const open = tokens[opening];
    if (open && formulaClosers.get(open.raw) === token.raw && isFormula({open, close: token, text})) {
      pair(tokens, opening, place);
      opening = -1;
      continue;
    }
    if (formulaClosers.has(token.raw)) opening = place;
  }
};

/**
 * Whether what stands between two dollars is a formula and not prose between two prices. As in Pandoc
 * (tex_math_dollars): no space inside next to a dollar and no digit after the second one; and a text of several
 * words that begins with a digit is a price.
 */
const isFormula = ({open, close, text}: {open: Token; close: Token; text: string}): boolean => {
  const inside = text.slice(open.end, close.start);
  if (inside.trim() === '' || inside.length > longestFormula) return false;
  if (open.raw !== '$') return true;
  if (/^\s|\s$/.test(inside) || /^\d/.test(text.slice(close.end, close.end + 1))) return false;
  if (/[\\^_{}=<>]/.test(inside)) return true;
  const words = inside.split(/\s+/).filter(word => /\p{L}{2}/u.test(word));
  return words.length < 2 && !/^[\d.,]+\s*\p{L}/u.test(inside);
};

const pairQuotes = (tokens: Token[], text: string) => {
  let opening = -1;
  for (const [place, token] of tokens.entries()) {
    if (token.kind !== 'quote') continue;
    const open = tokens[opening];
    if (open && closesQuotation({open, close: token, text})) {
      pair(tokens, opening, place);
      opening = -1;
      continue;
    }
    if (token.raw.startsWith('`')) opening = -1;
    if (opensQuotation(token, text)) opening = place;
  }
};

/** Two backticks, one, or two apostrophes; one apostrophe is an apostrophe. */
const opensQuotation = (token: Token, text: string): boolean =>
  token.raw !== "'" &&
  !(token.raw === "''" ? /[^\s(]/ : /[\w`]/).test(text.charAt(token.start - 1)) &&
  /[^\s`']/.test(text.charAt(token.end));

const closesQuotation = ({open, close, text}: {open: Token; close: Token; text: string}): boolean =>
  close.raw.startsWith("'") &&
  open.raw.length === close.raw.length &&
  close.start - open.end <= longestQuotation &&
  /\S/.test(text.charAt(close.start - 1)) &&
  !/[\p{L}\p{N}']/u.test(text.charAt(close.end));
