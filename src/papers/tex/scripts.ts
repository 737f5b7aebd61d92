import {
  type Cursor,
  groupAhead,
  made,
  type Reading,
  rawFrom,
  takeGroup,
  takePlain,
  untouched,
} from './cursor.ts';
import type {Token} from './scan.ts';
import {subscripts, superscripts} from './symbols.ts';

/** Each character's raised or lowered form, or null when one has none. */
export const toScript = (text: string, forms: Map<string, string>): string | null => {
  let script = '';
  for (const sign of text) {
    if (sign === ' ') continue;
    const form = forms.get(sign);
    if (form === undefined) return null;
    script += form;
  }
  return script === '' ? null : script;
};

/** `^…` and `_…`: in prose only where they can't be anything else (`R^2Net`, `10^{-3}`, but not `file_name`). */
export const readScript = (cursor: Cursor, token: Token): Reading => {
  const isRaised = token.kind === 'caret';
  if (cursor.mode === 'prose' && !hasBase(cursor, isRaised)) return untouched(token.raw);
  const reading = takeArgument(cursor, isRaised);
  const forms = isRaised ? superscripts : subscripts;
  const script = reading?.safe ? toScript(reading.text, forms) : null;
  return script === null ? untouched(rawFrom(cursor, token)) : made(script);
};

const hasBase = (cursor: Cursor, isRaised: boolean): boolean => {
  if (isRaised) return /(?:^|[\s\p{L}\p{N})\]}|’′])$/u.test(cursor.tail);
  if (groupAhead(cursor)) return /[\p{L}\p{N})\]]$/u.test(cursor.tail);
  // `a_b` may be the name of a file or a variable; a Greek letter is neither.
  return /(?<![\p{L}\p{N}_])\p{Script=Greek}$/u.test(cursor.tail);
};

const takeArgument = (cursor: Cursor, isRaised: boolean): Reading | null => {
  const group = groupAhead(cursor);
  if (group) {
    const reading = takeGroup(cursor, group, 'math');
    return cursor.mode === 'prose' && looksLikeWords(rawFrom(cursor, group))
      ? {...reading, safe: false}
      : reading;
  }
  const next = cursor.source.tokens[cursor.token];
  if (next?.kind === 'command' && next.start === cursor.at && cursor.token < cursor.endToken) {
    cursor.at = next.end;
    cursor.token += 1;
    return cursor.source.readers.command(cursor, next);
  }
  const taken = takePlain(cursor, plainArgument(cursor, isRaised));
  return taken === '' ? null : made(taken);
};

/** Hugging Face drops backslashes, so that words in a script may be commands: `R^{d times d}`. */
const looksLikeWords = (raw: string): boolean => !raw.includes('\\') && /[a-z]{3}|[a-z] /.test(raw);

const plainArgument = (cursor: Cursor, isRaised: boolean): RegExp => {
  if (cursor.mode === 'math') return /[\p{L}\p{N}*+-]/uy;
  if (isRaised && !/\S$/.test(cursor.tail)) return /\d(?=[\w-])/y;
  return isRaised ? /[+-]?\d+|[A-Za-z](?![a-z\d])|[+*](?![\w])/y : /\d+(?![\d.])|[a-z](?![a-z])/y;
};
