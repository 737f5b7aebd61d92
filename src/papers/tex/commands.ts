import {readLetterAccent, readMathAccent} from './accents.ts';
import {skipGroups, skipOptions, takeAcross, takeGroup, takeGroups, takePlain} from './arguments.ts';
import {constructs} from './constructs.ts';
import {type Cursor, made, type Reading} from './cursor.ts';
import {readBegin, readEnd, readItem} from './environments.ts';
import {GONE} from './gone.ts';
import {readHref, readRawUrl} from './links.ts';
import * as names from './names.ts';
import {readTextScript} from './scripts.ts';
import * as symbols from './symbols.ts';
import type {Token} from './token.ts';

/**
 * A backslash and a name: first what has a sign, then what arranges text, at last names that no table knows.
 */
export const readCommand = (cursor: Cursor, token: Token): Reading =>
  readDefined(cursor, token) ??
  readNamedSign(cursor, token) ??
  readSilent(cursor, token) ??
  readArranged(cursor, token) ??
  constructs.get(token.name)?.(cursor, token) ??
  readUnknown(cursor, token);

const readDefined = (cursor: Cursor, {name}: Token): Reading | null => {
  const text = cursor.source.definitions.get(name);
  return text === undefined ? null : afterName(cursor, text, /\{\}/y);
};

const readNamedSign = (cursor: Cursor, {name}: Token): Reading | null => {
  if (cursor.mode === 'prose' && symbols.letterAccents.has(name)) return readLetterAccent(cursor, name);
  const letter = symbols.letters.get(name);
  if (letter !== undefined) return afterName(cursor, letter, /\{\}| (?=\p{L})/uy);
  const symbol = symbols.symbols.get(name);
  if (symbol !== undefined) return afterName(cursor, symbol, symbolEnding(cursor.mode, symbol));
  const abbreviation = names.abbreviations.get(name);
  if (abbreviation !== undefined && cursor.mode === 'prose')
    return afterName(cursor, abbreviation, /\{\}|\./y);
  return symbols.functionNames.has(name) ? readFunctionName(cursor, name) : null;
};

/** A blank before a letter only ends the name (`\Delta u`); in prose it does behind signs that open. */
const symbolEnding = (mode: Cursor['mode'], symbol: string): RegExp => {
  const leads = mode === 'math' ? /[\p{L}∂∇]/u.test(symbol) : /[“‘¡¿«°µ$£€#]/.test(symbol);
  return leads ? /\{\}| (?=\p{L})/uy : /\{\}/y;
};

/** What a name printed, without the empty group, the space or the full stop that only ends the name. */
const afterName = (cursor: Cursor, text: string, ending: RegExp): Reading => {
  takeAcross(cursor, ending);
  return made(text);
};

const readFunctionName = (cursor: Cursor, name: string): Reading => {
  const before = /[\p{L}\p{N})\]]$/u.test(cursor.tail) ? ' ' : '';
  const {text} = cursor.source;
  const goesOn = /^(?:[\p{L}\p{N}{|‖]|\\(?!left|[bB]ig|(?:no)?limits)[A-Za-z])/u;
  const after = goesOn.test(text.slice(cursor.at, cursor.at + 9)) ? ' ' : '';
  const [first, ...others] = takeGroups(cursor);
  const printed = name === 'bmod' ? 'mod' : name;
  if (first === undefined) return made(`${before}${printed}${after}`);
  if (others.length === 0) return made(`${before}${printed} ${first}`);
  return made(`${before}${printed}(${[first, ...others].join(', ')})`);
};

const readSilent = (cursor: Cursor, {name}: Token): Reading | null => {
  if (names.spaces.has(name)) return made(' ');
  if (name === 'xspace') return made('');
  if (!names.silent.has(name) && !(cursor.mode === 'math' && names.invisible.has(name))) return null;
  if (name === 'left' || name === 'right') takePlain(cursor, /\./y);
  const inner = takeGroup(cursor);
  // The space after a name only ends it.
  if (!inner) takePlain(cursor, / /y);
  return made(inner?.text ?? '');
};

const readArranged = (cursor: Cursor, token: Token): Reading | null => {
  const {name} = token;
  const dropped = names.dropped.get(name) ?? (names.isCitation(name) ? 1 : undefined);
  if (dropped !== undefined) return readDropped(cursor, dropped);
  const settings = names.wrappers.get(name);
  if (settings !== undefined)
    return readWrapped({cursor, settings, mode: names.modeInside(name, cursor.mode)});
  if (symbols.mathAccents.has(name)) return readMathAccent(cursor, name);
  return readers.get(name)?.(cursor, token) ?? null;
};

const readDropped = (cursor: Cursor, groups: number): Reading => {
  const place = cursor.at;
  skipOptions(cursor);
  skipGroups(cursor, groups);
  if (cursor.at === place) takePlain(cursor, / /y);
  return made(GONE);
};

/** Longer ones are no names and no signs; a bound keeps what they print in proportion to the text. */
const MAX_DEFINITION_LENGTH = 60;

/**
 * `\newcommand{\ours}{FoldNet}`, `\def\x#1{…}`: prints nothing; one without arguments is read from there on.
 */
const readDefinition = (cursor: Cursor): Reading => {
  const head = takeAcross(cursor, /\*?\{?\\[A-Za-z]+\}?(?:\[[^[\]{}$]{0,20}\]|#\d){0,9}/y);
  const [, name, settings] = /\\([A-Za-z]+)\}?(.*)$/.exec(head) ?? [];
  const {text} = takeGroup(cursor, 'math') ?? made('');
  if (name && settings === '' && text !== '' && text.length <= MAX_DEFINITION_LENGTH)
    cursor.source.definitions.set(name, text);
  return made('');
};

type Wrapped = {cursor: Cursor; settings: number; mode: Cursor['mode']};

/** `\textbf{so}`, `\textcolor{red}{so}`: the argument alone, after its settings. */
const readWrapped = ({cursor, settings, mode}: Wrapped): Reading => {
  skipOptions(cursor);
  skipGroups(cursor, settings);
  const inner = takeGroup(cursor, mode);
  if (inner) return made(inner.text);
  return made(cursor.mode === 'math' ? takePlain(cursor, / ?[\p{L}\d]/uy).trim() : '');
};

const readFootnote = (cursor: Cursor): Reading => {
  skipOptions(cursor);
  const inner = takeGroup(cursor, 'prose');
  return made(inner ? ` (${inner.text.trim()})` : '');
};

/** A paper's own command: its argument, or its name where it has none (`\ourmethod{}`). */
const readUnknown = (cursor: Cursor, {name}: Token): Reading => {
  takeAcross(cursor, /\*?(?: ?\[[^[\]{}$]{0,99}\]){0,2}(?=\{)/y);
  const groups = takeGroups(cursor).filter(text => text !== '');
  if (groups.length > 1 && cursor.mode === 'math') return made(`${name}(${groups.join(', ')})`);
  return made(groups.length > 0 ? groups.join(' ') : spacedName(cursor, name));
};

/** In a formula a name of several letters stands apart from what is left of it, as a function's does. */
const spacedName = (cursor: Cursor, name: string): string => {
  const isCrowded = cursor.mode === 'math' && name.length > 1 && /[\p{L}\p{N})\]]$/u.test(cursor.tail);
  return isCrowded ? ` ${name}` : name;
};

const readers = new Map<string, (cursor: Cursor, token: Token) => Reading>([
  ['begin', readBegin],
  ['end', readEnd],
  ['item', readItem],
  ['url', readRawUrl],
  ['nolinkurl', readRawUrl],
  ['path', readRawUrl],
  ['href', readHref],
  ['footnote', readFootnote],
  ['def', readDefinition],
  ['newcommand', readDefinition],
  ['renewcommand', readDefinition],
  ['providecommand', readDefinition],
  ['textsuperscript', cursor => readTextScript(cursor, 'raised')],
  ['textsubscript', cursor => readTextScript(cursor, 'lowered')],
]);
