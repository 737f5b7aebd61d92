import {type Cursor, MAX_NESTING, type Mode, made, plain, type Reading, readToken} from './cursor.ts';
import type {Token} from './token.ts';

/** The opening brace right at the cursor, if one stands there and is closed. */
export const groupAhead = (cursor: Cursor): Token | null => {
  const token = cursor.source.tokens[cursor.token];
  if (token?.kind !== 'open' || token.start !== cursor.at) return null;
  return token.partner >= 0 && token.partner < cursor.endToken ? token : null;
};

/** Reads the group right at the cursor; null where none stands there. */
export const takeGroup = (cursor: Cursor, mode?: Mode): Reading | null => {
  const open = groupAhead(cursor);
  if (!open) return null;
  cursor.at = open.end;
  cursor.token += 1;
  return cursor.openGroup(open, mode) ?? plain('');
};

/** All groups that follow one another right at the cursor, as text, at most nine. */
export const takeGroups = (cursor: Cursor, mode?: Mode): string[] => {
  const texts: string[] = [];
  while (texts.length < 9) {
    const group = takeGroup(cursor, mode);
    if (!group) break;
    texts.push(group.text);
  }
  return texts;
};

/** Moves behind that many groups, as far as there are any. */
export const skipGroups = (cursor: Cursor, count: number) => {
  for (let left = count; left > 0; left -= 1) {
    const open = groupAhead(cursor);
    const close = open && cursor.source.tokens[open.partner];
    if (!open || !close) return;
    cursor.at = close.end;
    cursor.token = open.partner + 1;
  }
};

/**
 * What a command of mathematics works on: a group, another command, or the next character. '' where nothing
 * is left.
 */
export const takeArgument = (cursor: Cursor): Reading => {
  const gap = takePlain(cursor, / /y);
  const group = takeGroup(cursor, 'math');
  if (group) return made(group.text);
  const command = commandAhead(cursor);
  if (command) return readNested(cursor, command);
  const sign = takePlain(cursor, /[^\s&]/uy);
  return sign === '' ? plain(gap) : made(sign);
};

const commandAhead = (cursor: Cursor): Token | null => {
  const next = cursor.source.tokens[cursor.token];
  const isThere = next?.kind === 'command' && next.start === cursor.at && cursor.token < cursor.endToken;
  return isThere && cursor.depth < MAX_NESTING ? next : null;
};

/** A command that is another one's argument counts as nested: `\hat\hat\hat …` must come to an end. */
const readNested = (cursor: Cursor, command: Token): Reading => {
  cursor.depth += 1;
  const reading = readToken(cursor, command);
  cursor.depth -= 1;
  return reading;
};

const optionsPattern = /\*?(?: ?\[[^[\]{}$]{0,99}\]){0,2}/y;

/** Moves behind a star and options in square brackets: `\vspace*`, `\cite[p. 5]`. */
export const skipOptions = (cursor: Cursor) => {
  takeAcross(cursor, optionsPattern);
};

/**
 * Takes what `pattern` (sticky) matches right at the cursor, also across tokens; '' where it ends inside one.
 */
export const takeAcross = (cursor: Cursor, pattern: RegExp): string => {
  pattern.lastIndex = cursor.at;
  const taken = pattern.exec(cursor.source.text)?.[0] ?? '';
  const end = cursor.at + taken.length;
  if (taken === '' || end > cursor.endAt) return '';
  let place = cursor.token;
  const {tokens} = cursor.source;
  for (
    let token = tokens[place];
    token && place < cursor.endToken && token.start < end;
    token = tokens[place]
  ) {
    if (token.end > end) return '';
    place += 1;
  }
  cursor.at = end;
  cursor.token = place;
  return taken;
};

/**
 * Takes the plain characters right at the cursor that `pattern` (sticky) matches; '' when it matches none.
 */
export const takePlain = (cursor: Cursor, pattern: RegExp): string => {
  const next = cursor.source.tokens[cursor.token];
  const limit = cursor.token < cursor.endToken && next ? next.start : cursor.endAt;
  pattern.lastIndex = cursor.at;
  const taken = pattern.exec(cursor.source.text)?.[0] ?? '';
  if (taken === '' || cursor.at + taken.length > limit) return '';
  cursor.at += taken.length;
  return taken;
};
