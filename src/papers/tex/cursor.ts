import type {Token, TokenKind} from './scan.ts';

/** What a stretch of TeX became. */
export type Reading = {
  text: string;
  /** Whether all of it has a plain form; a formula is unwrapped only then. */
  safe: boolean;
  /** Whether a command proved that it is TeX, so that braces around it are TeX's too. */
  tex: boolean;
};

export type Mode = 'prose' | 'math';

export type Readers = Record<TokenKind, (cursor: Cursor, token: Token) => Reading>;

export type Source = {text: string; tokens: Token[]; readers: Readers};

/** A stretch of the text: characters `at` to `endAt`, and the tokens that stand in it. */
export type Span = {at: number; token: number; endAt: number; endToken: number};

/** The place that reading has reached, and what has come out so far. */
export type Cursor = Span & {
  source: Source;
  mode: Mode;
  depth: number;
  out: string;
  /** The last two characters of `out`, kept apart because looking into a growing string costs its whole length. */
  tail: string;
  /** Reads what stands between a brace and its partner and moves behind it; null when it must stay as written. */
  openGroup(open: Token, mode?: Mode): Reading | null;
  /** The same for `$…$`, `\(…\)`; null and unmoved when nothing closes it. */
  openFormula(open: Token): Reading | null;
};

const deepestNesting = 12;

export const plain = (text: string): Reading => ({text, safe: true, tex: false});
export const made = (text: string): Reading => ({text, safe: true, tex: true});
export const untouched = (text: string): Reading => ({text, safe: false, tex: false});

/** The source from a token to the cursor: what is printed when a construct turns out to have no plain form. */
export const rawFrom = (cursor: Cursor, token: Token): string =>
  cursor.source.text.slice(token.start, cursor.at);

export type Conversion = {source: Source; span: Span; mode: Mode; depth: number};

/** Reads one stretch from its first to its last character, each once. */
export const convertSpan = ({source, span, mode, depth}: Conversion): Reading => {
  const cursor: Cursor = {
    ...span,
    source,
    mode,
    depth,
    out: '',
    tail: '',
    openGroup: (open, inside) => readInside({cursor, open, mode: inside ?? cursor.mode}),
    openFormula: open => (mode === 'math' ? null : readInside({cursor, open, mode: 'math'})),
  };
  const whole = made('');
  whole.tex = false;
  while (cursor.token < cursor.endToken) {
    const token = source.tokens[cursor.token];
    if (!token) break;
    emit(cursor, source.text.slice(cursor.at, token.start));
    cursor.at = token.end;
    cursor.token += 1;
    const reading = source.readers[token.kind](cursor, token);
    emit(cursor, reading.text);
    whole.safe &&= reading.safe;
    whole.tex ||= reading.tex;
  }
  return {...whole, text: cursor.out + source.text.slice(cursor.at, span.endAt)};
};

const emit = (cursor: Cursor, text: string) => {
  if (text === '') return;
  cursor.out += text;
  cursor.tail = `${cursor.tail}${text.slice(-2)}`.slice(-2);
};

const readInside = ({cursor, open, mode}: {cursor: Cursor; open: Token; mode: Mode}): Reading | null => {
  const {source, depth, token} = cursor;
  const close = source.tokens[open.partner];
  if (!close || open.partner < token || open.partner >= cursor.endToken) return null;
  const span = {at: open.end, token, endAt: close.start, endToken: open.partner};
  cursor.at = close.end;
  cursor.token = open.partner + 1;
  return depth < deepestNesting ? convertSpan({source, span, mode, depth: depth + 1}) : null;
};

/** The opening brace right at the cursor, if one stands there and is closed. */
export const groupAhead = (cursor: Cursor): Token | null => {
  const token = cursor.source.tokens[cursor.token];
  if (token?.kind !== 'open' || token.start !== cursor.at) return null;
  return token.partner >= 0 && token.partner < cursor.endToken ? token : null;
};

/** How many closed groups follow one another right at the cursor, counted to `most`. */
export const countGroupsAhead = (cursor: Cursor, most: number): number => {
  let [at, place] = [cursor.at, cursor.token];
  for (let count = 0; count < most; count += 1) {
    const token = cursor.source.tokens[place];
    const close = token && cursor.source.tokens[token.partner];
    if (token?.kind !== 'open' || token.start !== at || !close || token.partner >= cursor.endToken)
      return count;
    at = close.end;
    place = token.partner + 1;
  }
  return most;
};

/** Reads the group that `groupAhead` found, in the given mode. */
export const takeGroup = (cursor: Cursor, open: Token, mode?: Mode): Reading => {
  cursor.at = open.end;
  cursor.token += 1;
  return cursor.openGroup(open, mode) ?? untouched(rawFrom(cursor, open));
};

/** Takes the plain characters right at the cursor that `pattern` (sticky) matches; '' when it matches none. */
export const takePlain = (cursor: Cursor, pattern: RegExp): string => {
  const next = cursor.source.tokens[cursor.token];
  const limit = cursor.token < cursor.endToken && next ? next.start : cursor.endAt;
  pattern.lastIndex = cursor.at;
  const taken = pattern.exec(cursor.source.text)?.[0] ?? '';
  if (taken === '' || cursor.at + taken.length > limit) return '';
  cursor.at += taken.length;
  return taken;
};
