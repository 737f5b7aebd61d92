import {RedisFault} from '../reply.ts';
import {toPattern} from './patterns.ts';
import {
  type LuaFunction,
  LuaTable,
  type LuaValue,
  parseNumber,
  toDigits,
  toNumber,
  toText,
} from './values.ts';

/** What the scripts use of Lua's libraries. */

const tableOf = (value: LuaValue): LuaTable => {
  if (value instanceof LuaTable) return value;
  throw new RedisFault('ERR bad argument (table expected)');
};

const byteRange = (text: string, from: LuaValue, to: LuaValue): string => {
  const first = from === undefined ? 1 : toNumber(from);
  const last = to === undefined ? first : toNumber(to);
  const place = (at: number) => (at < 0 ? text.length + at + 1 : at);
  return text.slice(Math.max(place(first), 1) - 1, Math.max(place(last), 0));
};

const captured = (found: RegExpExecArray | null): LuaValue[] => {
  if (found === null) return [undefined];
  return found.length > 1 ? found.slice(1) : [found[0]];
};

const format: LuaFunction = (pattern, ...values) => {
  let next = 0;
  return toText(pattern).replace(/%(?:%|(?:\.(\d+))?([dsf]))/g, (whole, digits, kind) => {
    if (whole === '%%') return '%';
    const value = values[next++];
    if (kind === 's') return toText(value);
    return toNumber(value).toFixed(kind === 'd' ? 0 : Number(digits ?? 6));
  });
};

const strings: Record<string, LuaFunction> = {
  byte: (text, from, to) => [...byteRange(toText(text), from, to)].map(char => char.charCodeAt(0)),
  char: (...codes) => String.fromCharCode(...codes.map(toNumber)),
  format,
  match: (text, pattern) => captured(toPattern(toText(pattern)).exec(toText(text))),
  find: (text, wanted, from, isPlain) => {
    if (isPlain !== true) throw new Error('string.find with a pattern is not modelled');
    const place = toText(text).indexOf(toText(wanted), (from === undefined ? 1 : toNumber(from)) - 1);
    return place < 0 ? [undefined] : [place + 1, place + toText(wanted).length];
  },
  sub: (text, from, to) => {
    const all = toText(text);
    return byteRange(all, from, to ?? -1);
  },
};

/** A list of all matches; `for … in` goes through it. */
const gmatch = (text: LuaValue, pattern: LuaValue): LuaValue[][] =>
  [...toText(text).matchAll(toPattern(toText(pattern), 'g'))].map(found => captured(found));

/** What `for … in` goes through, as lists of the loop's variables. */
export const iterators: Record<string, (...args: LuaValue[]) => LuaValue[][]> = {
  ipairs: table => [...tableOf(table).list().entries()].map(([place, value]) => [place + 1, value]),
  pairs: table => tableOf(table).entries(),
  'string.gmatch': gmatch,
};

const compareWith = (before: LuaFunction | undefined) => (one: LuaValue, other: LuaValue) => {
  if (before === undefined) {
    if (one === other) return 0;
    return (typeof one === 'number' ? one < toNumber(other) : toText(one) < toText(other)) ? -1 : 1;
  }
  const first = before(one, other);
  return (Array.isArray(first) ? first[0] : first) === true ? -1 : 1;
};

const tables: Record<string, LuaFunction> = {
  concat: (table, between) =>
    tableOf(table)
      .list()
      .map(toText)
      .join(between === undefined ? '' : toText(between)),
  sort: (table, before) => {
    const sorted = tableOf(table)
      .list()
      .sort(compareWith(typeof before === 'function' ? before : undefined));
    for (const [place, value] of sorted.entries()) tableOf(table).set(place + 1, value);
    return undefined;
  },
};

const math: Record<string, LuaValue> = {
  floor: value => Math.floor(toNumber(value)),
  ceil: value => Math.ceil(toNumber(value)),
  max: (...values) => Math.max(...values.map(toNumber)),
  min: (...values) => Math.min(...values.map(toNumber)),
  huge: Number.POSITIVE_INFINITY,
};

const asTable = (functions: Record<string, LuaValue>): LuaTable => {
  const table = new LuaTable();
  for (const [name, value] of Object.entries(functions)) table.set(name, value);
  return table;
};

export const globals: Record<string, LuaValue> = {
  string: asTable(strings),
  table: asTable(tables),
  math: asTable(math),
  tonumber: value => parseNumber(value),
  tostring: value => (typeof value === 'number' ? toDigits(value, 14) : String(value ?? 'nil')),
};
