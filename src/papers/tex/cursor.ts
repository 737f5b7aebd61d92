import type {Token, TokenKind} from './token.ts';

/** What a stretch of TeX became. */
export type Reading = {
  text: string;
  /** Whether a command proved that it is TeX, so that braces around it are TeX's too. */
  tex: boolean;
};

export type Mode = 'prose' | 'math';

export type Readers = Record<TokenKind, (cursor: Cursor, token: Token) => Reading>;

export type Source = {
  text: string;
  tokens: Token[];
  readers: Readers;
  /** What the text's own commands print (`\newcommand{\ours}{FoldNet}`), by their names. */
  definitions: Map<string, string>;
};

/** A stretch of the text: characters `at` to `endAt`, and the tokens that stand in it. */
export type Span = {at: number; token: number; endAt: number; endToken: number};

/** The place that reading has reached, and what has come out so far. */
export type Cursor = Span & {
  source: Source;
  mode: Mode;
  depth: number;
  out: string;
  /**
   * The last two characters of `out`, kept apart because looking into a growing string costs its whole
   * length.
   */
  tail: string;
  /**
   * Reads from the cursor to what closes a token, a brace or an environment, and moves behind it; null where
   * nothing does.
   */
  openGroup(open: Token, mode?: Mode): Reading | null;
  /** The same for `$…$`, `\(…\)`; null and unmoved when nothing closes it, or inside another formula. */
  openFormula(open: Token): Reading | null;
};

/** Groups and arguments inside one another are read down to here. */
export const MAX_NESTING = 12;

export const plain = (text: string): Reading => ({text, tex: false});
export const made = (text: string): Reading => ({text, tex: true});

/** The source from a token to the cursor. */
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
  let tex = false;
  while (cursor.token < cursor.endToken) {
    const token = source.tokens[cursor.token];
    if (!token) break;
    emit(cursor, source.text.slice(cursor.at, token.start));
    const reading = readToken(cursor, token);
    emit(cursor, reading.text);
    tex ||= reading.tex;
  }
  return {tex, text: cursor.out + source.text.slice(cursor.at, span.endAt)};
};

/** Moves behind the token, which is the next one, and reads it. */
export const readToken = (cursor: Cursor, token: Token): Reading => {
  cursor.at = token.end;
  cursor.token += 1;
  return cursor.source.readers[token.kind](cursor, token);
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
  const span = {at: cursor.at, token, endAt: close.start, endToken: open.partner};
  cursor.at = close.end;
  cursor.token = open.partner + 1;
  if (depth < MAX_NESTING) return convertSpan({source, span, mode, depth: depth + 1});
  return made(withoutMarks(source.text.slice(span.at, span.endAt)));
};

/** TeX nested deeper than anybody writes it: its letters and signs, without what only arranges them. */
const withoutMarks = (raw: string): string => raw.replace(/[\\{}$]/g, '');
