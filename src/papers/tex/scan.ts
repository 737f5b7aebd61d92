import {isFormula} from './formula-edges.ts';
import type {Token, TokenKind} from './token.ts';

const kinds = new Map<string, TokenKind>([
  ['{', 'open'],
  ['}', 'close'],
  ['$', 'dollar'],
  ['$$', 'dollar'],
  ['^', 'caret'],
  ['_', 'underscore'],
  ['~', 'tie'],
]);

// A link is one token, so that nothing inside it is read as TeX; TeX's own escapes in it (`\_`, `\%`) belong
// to it.
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

const MAX_QUOTATION_LENGTH = 400;

/**
 * Finds the places where TeX may mean something, and pairs braces, formulas, environments and quotes. Linear
 * in the length.
 */
export const scanTex = (text: string): Token[] => {
  const tokens: Token[] = [];
  let isOpen = false;
  for (const match of text.matchAll(tokenPattern)) {
    const token = tokenOf(match);
    if (token.raw === '$') isOpen = !isOpen;
    // Between two formulas, `$a$$b$`, two dollars are one that closes and one that opens.
    if (token.raw === '$$' && isOpen) tokens.push(...halves(token));
    else tokens.push(token);
  }
  pairBraces(tokens);
  pairFormulas(tokens, text);
  pairEnvironments(tokens, text);
  pairQuotes(tokens, text);
  return tokens;
};

const tokenOf = (match: RegExpExecArray): Token => {
  const raw = match[0];
  const {url, command, sign} = match.groups ?? {};
  return {
    kind: kindOf({raw, url, command, sign}),
    start: match.index,
    end: match.index + raw.length,
    raw,
    name: command ?? sign ?? '',
    partner: -1,
  };
};

type Parts = {raw: string; url: string | undefined; command: string | undefined; sign: string | undefined};

const kindOf = ({raw, url, command, sign}: Parts): TokenKind => {
  if (url !== undefined) return 'url';
  if (command !== undefined) return 'command';
  if (sign !== undefined) return 'sign';
  if (raw.startsWith('-')) return 'dashes';
  return kinds.get(raw) ?? 'quote';
};

const halves = (token: Token): Token[] => [
  {...token, raw: '$', end: token.start + 1},
  {...token, raw: '$', start: token.start + 1},
];

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

const pairEnvironments = (tokens: Token[], text: string) => {
  const waiting: {place: number; name: string}[] = [];
  for (const [place, token] of tokens.entries()) {
    if (token.name !== 'begin' && token.name !== 'end') continue;
    const name = environmentAt(text, token);
    if (token.name === 'begin') waiting.push({place, name});
    else if (waiting.at(-1)?.name === name) pair(tokens, waiting.pop()?.place ?? -1, place);
  }
};

/** The name that follows `\begin` or `\end`, without a star; '' where none does. */
export const environmentAt = (text: string, token: Token): string =>
  /^ ?\{([a-zA-Z]+)\*?\}/.exec(text.slice(token.end, token.end + 30))?.[1] ?? '';

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
  close.start - open.end <= MAX_QUOTATION_LENGTH &&
  /\S/.test(text.charAt(close.start - 1)) &&
  !/[\p{L}\p{N}']/u.test(text.charAt(close.end));
