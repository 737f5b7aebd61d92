import {groupAhead, takeArgument, takeGroup, takePlain} from './arguments.ts';
import {type Cursor, made, plain, type Reading} from './cursor.ts';
import {squeezeScript} from './spacing.ts';
import {subscripts, superscripts} from './symbols.ts';
import type {Token} from './token.ts';

type Place = 'raised' | 'lowered';

/**
 * A text whose every character has a raised or lowered form, in that form; else null. A word of letters keeps
 * its own.
 */
export const toScript = (text: string, place: Place): string | null => {
  if (/[A-Za-z]{3}/.test(text)) return null;
  const forms = place === 'raised' ? superscripts : subscripts;
  let script = '';
  for (const sign of text) {
    const form = forms.get(sign);
    if (form === undefined) return null;
    script += form;
  }
  return script === '' ? null : script;
};

/**
 * `^…` and `_…`: in prose only where they can't be anything else (`R^2Net`, `10^{-3}`, but not `file_name`).
 */
export const readScript = (cursor: Cursor, token: Token): Reading => {
  const place = token.kind === 'caret' ? 'raised' : 'lowered';
  if (cursor.mode === 'math') return scripted({cursor, token, place, text: takeArgument(cursor).text});
  if (!hasBase(cursor, place)) return plain(token.raw);
  const isWhole = groupAhead(cursor) !== null || startsCommand(cursor);
  const text = isWhole ? takeArgument(cursor).text : takePlain(cursor, plainArgument(cursor, place));
  return text === '' && !isWhole ? plain(token.raw) : scripted({cursor, token, place, text});
};

const startsCommand = (cursor: Cursor): boolean => {
  const next = cursor.source.tokens[cursor.token];
  return next?.kind === 'command' && next.start === cursor.at && cursor.token < cursor.endToken;
};

/** A number, a letter or a word, which stays one where it stands on the line; a product (`iπ`) does not. */
const SIMPLE = /^(?:[+-]?(?:[\d.]+|\p{L}\p{M}*|[A-Za-z.]+\d*)[′*†]?|\S)$/u;

type Scripted = {cursor: Cursor; token: Token; place: Place; text: string};

/** In Unicode where it has every sign, else plainly: `R^(n×d)`, `x_θ`. */
const scripted = ({cursor, token, place, text}: Scripted): Reading => {
  const tight = squeezeScript(text);
  const script = toScript(tight, place);
  if (script !== null) return made(script);
  if (tight === '') return made('');
  // What is raised or lowered itself would read as of the line: `x^(2ⁿ)`.
  const isSimple = SIMPLE.test(tight) && !/[\p{Lm}\p{No}]/u.test(tight);
  // A blank that ended the script's own name keeps it apart from what follows: `x_\theta y`.
  const gap = cursor.source.text.charAt(cursor.at - 1) === ' ' ? ' ' : '';
  const runsOn = /^(?:[\p{L}\p{N}]|\\[A-Za-z])/u.test(cursor.source.text.slice(cursor.at, cursor.at + 2));
  return made(
    isSimple && (gap !== '' || !runsOn) ? `${token.raw}${tight}${gap}` : `${token.raw}(${tight})${gap}`,
  );
};

/** What stands under a name, `argmin_θ`. */
export const underscript = (text: string): string => {
  const tight = squeezeScript(text);
  return toScript(tight, 'lowered') ?? (SIMPLE.test(tight) ? `_${tight}` : `_(${tight})`);
};

/** `CO\textsubscript{2}` */
export const readTextScript = (cursor: Cursor, place: Place): Reading => {
  const text = takeGroup(cursor, 'prose')?.text ?? '';
  return made(toScript(text, place) ?? text);
};

const hasBase = (cursor: Cursor, place: Place): boolean => {
  if (place === 'raised') return /(?:^|[\s\p{L}\p{N})\]}|’′])$/u.test(cursor.tail);
  if (groupAhead(cursor)) return /[\p{L}\p{N})\]]$/u.test(cursor.tail);
  // `a_b` may be the name of a file or a variable; a Greek letter is neither.
  return /(?<![\p{L}\p{N}_])\p{Script=Greek}$/u.test(cursor.tail);
};

const plainArgument = (cursor: Cursor, place: Place): RegExp => {
  const isRaised = place === 'raised';
  if (isRaised && !/\S$/.test(cursor.tail)) return /\d(?=[\w-])/y;
  return isRaised ? /[+-]?\d+(?![.\d]*\d)|[A-Za-z](?![a-z\d])|[+*](?![\w])/y : /\d+(?![\d.])|[a-z](?![a-z])/y;
};
