import {skipOptions, takeAcross, takeArgument} from './arguments.ts';
import {type Cursor, made, type Reading} from './cursor.ts';
import {linesOf} from './environments.ts';
import {toScript, underscript} from './scripts.ts';
import {doubleStruck} from './symbols.ts';
import type {Token} from './token.ts';

type Reader = (cursor: Cursor, token: Token) => Reading;

const readFraction: Reader = cursor => {
  const above = takeArgument(cursor).text;
  const below = takeArgument(cursor).text;
  return made(below === '' ? above : `${isPlain(above) ? above : `(${above})`}/${inBrackets(below)}`);
};

const readBinomial: Reader = cursor =>
  made(`(${takeArgument(cursor).text} choose ${takeArgument(cursor).text})`);

const readRoot: Reader = cursor => {
  const degree = takeAcross(cursor, /\[[^[\]{}$]{1,9}\]/y).slice(1, -1);
  const raised = degree === '' ? '' : (toScript(degree, 'raised') ?? '');
  return made(`${raised}√${inBrackets(takeArgument(cursor).text)}`);
};

/** `\\ce{H2SO4}`: digits behind an element or a bracket count atoms. */
const readChemistry: Reader = cursor =>
  made(
    takeArgument(cursor)
      .text.replace(/(?<=[\p{L})\]])\d{1,3}/gu, digits => toScript(digits, 'lowered') ?? digits)
      .replaceAll('->', '→'),
  );

const isPlain = (text: string): boolean => /^[\p{L}\p{N}\p{M}.√∞′∂]*$/u.test(text);

/** A number or one letter with its scripts needs no brackets: `√n`, but `√(mn)`. */
const inBrackets = (text: string): string =>
  /^(?:[\d.]*|∂?\p{L}\p{M}*[\p{No}\p{Lm}′]*|∞)$/u.test(text) ? text : `(${text})`;

const readDoubleStruck: Reader = cursor => {
  const {text} = takeArgument(cursor);
  return made(doubleStruck.get(text) ?? text);
};

const readNegation: Reader = cursor => {
  const {text} = takeArgument(cursor);
  const [first = '', ...rest] = text;
  return made(`${first}\u0338`.normalize('NFC') + rest.join(''));
};

/**
 * `\overset{d}{=}`: what stands on the line; below a function's name it is its script, `\underset{x}{\max}`.
 */
const readBase: Reader = (cursor, {name}) => {
  const beside = takeArgument(cursor).text;
  const base = takeArgument(cursor).text.trim();
  if (name !== 'underset' || !/\p{L}{3}$/u.test(base)) return made(base);
  return made(`${base}${underscript(beside)} `);
};

/** `\underbrace{x+y}_{n}`: what is braced, without what the brace says of it. */
const readBraced: Reader = cursor => {
  const braced = takeArgument(cursor);
  if (takeAcross(cursor, / ?[_^]/y) !== '') takeArgument(cursor);
  return braced;
};

/** `\substack{i<n\\j<n}`: lines under a sign. */
const readStack: Reader = cursor => made(linesOf(takeArgument(cursor).text, ', '));

/** `\prescript{14}{6}{C}` */
const readPrescript: Reader = cursor => {
  const [raised, lowered, base] = [takeArgument(cursor), takeArgument(cursor), takeArgument(cursor)];
  return made(`${scriptOf(raised.text, 'raised')}${scriptOf(lowered.text, 'lowered')}${base.text}`);
};

const scriptOf = (text: string, place: 'raised' | 'lowered'): string => toScript(text, place) ?? text;

const readModulus: Reader = cursor => made(` (mod ${takeArgument(cursor).text})`);

const readFenced =
  (open: string, close: string): Reader =>
  cursor => {
    skipOptions(cursor);
    return made(`${open}${takeArgument(cursor).text}${close}`);
  };

const readArrow: Reader = (cursor, token) => {
  skipOptions(cursor);
  takeArgument(cursor);
  return made(token.name.includes('left') ? '←' : '→');
};

/** `\verb|code_x|`: what stands between two equal signs, as it is. */
const readVerbatim: Reader = cursor =>
  made(takeAcross(cursor, /([^\p{L}\s*])[^\n]{0,200}?\1/uy).slice(1, -1));

/** `\SI{5}{\kilo\meter}` */
const readQuantity: Reader = cursor => {
  skipOptions(cursor);
  return made(`${takeArgument(cursor).text} ${takeArgument(cursor).text}`);
};

/** What commands of mathematics make of their arguments. */
export const constructs = new Map<string, Reader>([
  ...['frac', 'tfrac', 'dfrac', 'cfrac', 'nicefrac', 'sfrac'].map(name => [name, readFraction] as const),
  ...['binom', 'tbinom', 'dbinom'].map(name => [name, readBinomial] as const),
  ...['mathbb', 'mathds', 'mathbbm', 'Bbb'].map(name => [name, readDoubleStruck] as const),
  ...['overset', 'underset', 'stackrel'].map(name => [name, readBase] as const),
  ...['xrightarrow', 'xleftarrow'].map(name => [name, readArrow] as const),
  ['ce', readChemistry],
  ...['underbrace', 'overbrace'].map(name => [name, readBraced] as const),
  ['sqrt', readRoot],
  ['substack', readStack],
  ['prescript', readPrescript],
  ['verb', readVerbatim],
  ['SI', readQuantity],
  ['qty', readQuantity],
  ['not', readNegation],
  ['pmod', readModulus],
  ['norm', readFenced('‖', '‖')],
  ['abs', readFenced('|', '|')],
  ['set', readFenced('{', '}')],
  ['floor', readFenced('⌊', '⌋')],
  ['ceil', readFenced('⌈', '⌉')],
  ['inner', readFenced('⟨', '⟩')],
]);
