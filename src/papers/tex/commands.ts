import {
  type Cursor,
  countGroupsAhead,
  groupAhead,
  made,
  plain,
  type Reading,
  rawFrom,
  takeGroup,
  takePlain,
  untouched,
} from './cursor.ts';
import type {Token} from './scan.ts';
import {toScript} from './scripts.ts';
import * as names from './symbols.ts';

/** A backslash and a name. A name that no table knows stays as written. */
export const readCommand = (cursor: Cursor, token: Token): Reading => {
  const {name} = token;
  const letterAccent = names.letterAccents.get(name);
  if (letterAccent) return readAccent({cursor, token, mark: letterAccent, allowsSpace: true});
  const letter = names.letters.get(name);
  if (letter !== undefined) return afterName(cursor, letter, /\{\}| (?=\p{L})/uy);
  const symbol = names.symbols.get(name);
  if (symbol !== undefined) return afterName(cursor, symbol, /\{\}/y);
  if (names.functionNames.has(name)) return readFunctionName(cursor, name);
  const abbreviation = names.abbreviations.get(name);
  if (abbreviation !== undefined && cursor.mode === 'prose')
    return afterName(cursor, abbreviation, /\{\}|\./y);
  return readSpacing(cursor, token) ?? readWithGroups(cursor, token) ?? untouched(token.raw);
};

/** What a name printed, without the empty group, the space or the full stop that only ends the name. */
const afterName = (cursor: Cursor, text: string, ending: RegExp): Reading => {
  const empty = groupAhead(cursor);
  const close = empty && cursor.source.tokens[empty.partner];
  if (empty && close?.start === empty.end) takeGroup(cursor, empty);
  else takePlain(cursor, ending);
  return made(text);
};

const readFunctionName = (cursor: Cursor, name: string): Reading => {
  const before = /[\p{L}\p{N})\]]$/u.test(cursor.tail) ? ' ' : '';
  const group = groupAhead(cursor);
  return made(`${before}${name}${group ? ' ' : ''}`);
};

const readSpacing = (cursor: Cursor, {name}: Token): Reading | null => {
  if (names.spaces.has(name)) return made(' ');
  if (name === 'xspace' || name === 'protect' || name === 'noindent') return made('');
  if (cursor.mode === 'math' && names.invisible.has(name)) {
    if (name === 'left' || name === 'right') takePlain(cursor, /\./y);
    return made('');
  }
  const opensGroup = cursor.tail === '' && cursor.depth > 0;
  if (!names.switches.has(name) || !opensGroup) return null;
  takePlain(cursor, / /y);
  return made('');
};

const readWithGroups = (cursor: Cursor, token: Token): Reading | null => {
  const {name} = token;
  if (names.proseWrappers.has(name)) return readWrapped({cursor, token, mode: 'prose'});
  if (names.mathWrappers.has(name)) return readWrapped({cursor, token, mode: 'math'});
  if (names.mathAccents.has(name)) return readMathAccent(cursor, token);
  switch (name) {
    case 'mathbb':
    case 'mathds':
      return readDoubleStruck(cursor, token);
    case 'frac':
    case 'tfrac':
    case 'dfrac':
    case 'nicefrac':
    case 'sfrac':
      return readFraction(cursor, token);
    case 'sqrt':
      return readRoot(cursor, token);
    case 'url':
      return readWrapped({cursor, token, mode: 'prose'});
    case 'href':
      return readLink(cursor, token);
    case 'footnote':
      return readFootnote(cursor, token);
    case 'textsuperscript':
      return readTextScript({cursor, token, forms: names.superscripts});
    case 'textsubscript':
      return readTextScript({cursor, token, forms: names.subscripts});
    default:
      return null;
  }
};

type Wrapped = {cursor: Cursor; token: Token; mode: 'prose' | 'math'};

const readWrapped = ({cursor, token, mode}: Wrapped): Reading => {
  const group = groupAhead(cursor);
  if (!group) {
    const one = cursor.mode === 'math' ? takePlain(cursor, / ?[A-Za-z\d]/y) : '';
    return one === '' ? untouched(token.raw) : made(one.trim());
  }
  const inner = takeGroup(cursor, group, mode);
  if (mode === 'math' && !inner.safe) return untouched(rawFrom(cursor, token));
  return {...inner, tex: true};
};

const readDoubleStruck = (cursor: Cursor, token: Token): Reading => {
  const reading = readWrapped({cursor, token, mode: 'math'});
  return reading.safe ? made(names.doubleStruck.get(reading.text) ?? reading.text) : reading;
};

const readFraction = (cursor: Cursor, token: Token): Reading => {
  if (countGroupsAhead(cursor, 2) < 2) return untouched(token.raw);
  const above = takeNextGroup(cursor);
  const below = takeNextGroup(cursor);
  if (!above.safe || !below.safe) return untouched(rawFrom(cursor, token));
  return made(`${inBrackets(above.text)}/${inBrackets(below.text)}`);
};

const readRoot = (cursor: Cursor, token: Token): Reading => {
  const group = groupAhead(cursor);
  if (!group) return untouched(token.raw);
  const inner = takeGroup(cursor, group, 'math');
  return inner.safe ? made(`√${inBrackets(inner.text)}`) : untouched(rawFrom(cursor, token));
};

const takeNextGroup = (cursor: Cursor): Reading => {
  const group = groupAhead(cursor);
  return group ? takeGroup(cursor, group, 'math') : untouched('');
};

const inBrackets = (text: string): string => (/^[\p{L}\p{N}\p{M}.√∞′]+$/u.test(text) ? text : `(${text})`);

const readMathAccent = (cursor: Cursor, token: Token): Reading => {
  const mark = names.mathAccents.get(token.name) ?? '';
  const reading = readWrapped({cursor, token, mode: 'math'});
  const isLetter = /^\p{L}$/u.test(reading.text);
  if (reading.safe && isLetter) return made((reading.text + mark).normalize('NFC'));
  return untouched(rawFrom(cursor, token));
};

const readLink = (cursor: Cursor, token: Token): Reading => {
  // Hugging Face nests the label: `\href{https://example.org{here}}`.
  if (countGroupsAhead(cursor, 2) < 2) return readWrapped({cursor, token, mode: 'prose'});
  const target = groupAhead(cursor);
  const url = target ? takeGroup(cursor, target, 'prose').text : '';
  const label = groupAhead(cursor);
  const words = label ? takeGroup(cursor, label, 'prose').text : '';
  const isRepeated = words === '' || words === url || /^https?:/.test(words);
  return made(isRepeated ? url : `${words} (${url})`);
};

const readFootnote = (cursor: Cursor, token: Token): Reading => {
  const group = groupAhead(cursor);
  if (!group) return untouched(token.raw);
  return made(` (${takeGroup(cursor, group, 'prose').text.trim()})`);
};

type TextScript = {cursor: Cursor; token: Token; forms: Map<string, string>};

const readTextScript = ({cursor, token, forms}: TextScript): Reading => {
  const group = groupAhead(cursor);
  const inner = group ? takeGroup(cursor, group, 'prose') : null;
  const script = inner?.safe ? toScript(inner.text, forms) : null;
  return script === null ? untouched(rawFrom(cursor, token)) : made(script);
};

/** A backslash and one sign: an accent, an escaped special, a space, the edge of a formula. */
export const readSign = (cursor: Cursor, token: Token): Reading => {
  const {name} = token;
  if (name === '(' || name === '[') return readFormula(cursor, token);
  if (cursor.mode === 'prose' && name === "'" && isApostrophe(cursor)) return plain("'");
  const mark = names.signAccents.get(name);
  if (mark && cursor.mode === 'prose') return readAccent({cursor, token, mark, allowsSpace: false});
  if ('{}%&_#$'.includes(name)) return plain(name);
  if (name === ' ' || name === ',' || name === '\n') return plain(' ');
  if (cursor.mode === 'prose') return name === '\\' ? readLineBreak(cursor, token) : untouched(token.raw);
  if (name === '!') return plain('');
  if (name === ';' || name === ':' || name === '>' || name === '\\') return plain(' ');
  return name === '|' ? plain('‖') : untouched(token.raw);
};

const readFormula = (cursor: Cursor, token: Token): Reading => {
  const inner = cursor.openFormula(token);
  if (!inner) return untouched(token.raw);
  return inner.safe ? made(inner.text.trim()) : untouched(rawFrom(cursor, token));
};

/** `don\'t` and `model\'s` come from program texts, not from TeX: no language has an accent there. */
const isApostrophe = (cursor: Cursor): boolean => {
  const after = cursor.source.text.slice(cursor.at, cursor.at + 3);
  return /\p{L}$/u.test(cursor.tail) && /^(?:(?:s|t|d|m)(?!\p{L})|(?:re|ve|ll)(?!\p{L}))/u.test(after);
};

const readLineBreak = (cursor: Cursor, token: Token): Reading => {
  const {text} = cursor.source;
  const breaks = /\s/.test(text.charAt(token.end)) && /[^\s\\]/.test(text.charAt(token.start - 1));
  return breaks ? plain('') : untouched(token.raw);
};

type Accent = {cursor: Cursor; token: Token; mark: string; allowsSpace: boolean};

/** An accent over one letter: `\'e`, `\'{e}`, `\'\i`, `\c{c}`, and `\c c` inside a word. */
const readAccent = ({cursor, token, mark, allowsSpace}: Accent): Reading => {
  const base = takeAccented({cursor, allowsSpace});
  if (!/^\p{L}$/u.test(base)) return untouched(rawFrom(cursor, token));
  const dotted = base === 'ı' ? 'i' : base.replace('ȷ', 'j');
  return made((dotted + mark).normalize('NFC'));
};

const takeAccented = ({cursor, allowsSpace}: {cursor: Cursor; allowsSpace: boolean}): string => {
  const group = groupAhead(cursor);
  if (group) return takeGroup(cursor, group, 'prose').text;
  const next = cursor.source.tokens[cursor.token];
  const isLetter = next?.kind === 'command' && names.letters.has(next.name);
  if (isLetter && next.start === cursor.at && cursor.token < cursor.endToken) {
    cursor.at = next.end;
    cursor.token += 1;
    return readCommand(cursor, next).text;
  }
  if (!allowsSpace) return takePlain(cursor, /\p{L}/uy);
  return /\p{L}$/u.test(cursor.tail) ? takePlain(cursor, / \p{L}/uy).trim() : '';
};
