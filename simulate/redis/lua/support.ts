import {RedisFault} from '../reply.ts';
import {iterators} from './library.ts';
import {isTrue, LuaTable, type LuaValue, toNumber, toText} from './values.ts';

/** What compiled scripts call. */

export {isTrue, LuaTable, toNumber, toText};

export const first = (values: LuaValue | LuaValue[]): LuaValue =>
  Array.isArray(values) ? values[0] : values;

export const all = (values: LuaValue | LuaValue[]): LuaValue[] => (Array.isArray(values) ? values : [values]);

export const index = (table: LuaValue, key: LuaValue): LuaValue => {
  if (table instanceof LuaTable) return table.get(key);
  throw new RedisFault(`ERR attempt to index a ${table === undefined ? 'nil' : typeof table} value`);
};

export const assign = (table: LuaValue, key: LuaValue, value: LuaValue): void => {
  if (!(table instanceof LuaTable)) throw new RedisFault('ERR attempt to index a value that is no table');
  table.set(key, value);
};

export const call = (called: LuaValue, args: LuaValue[]): LuaValue | LuaValue[] => {
  if (typeof called !== 'function') throw new RedisFault('ERR attempt to call a value that is no function');
  return called(...args);
};

export const each = (name: string, args: LuaValue[]): LuaValue[][] => {
  const iterate = iterators[name];
  if (iterate === undefined) throw new Error(`for … in ${name} is not modelled`);
  return iterate(...args);
};

export const length = (value: LuaValue): number => {
  if (value instanceof LuaTable || typeof value === 'string') return value.length;
  throw new RedisFault('ERR attempt to get the length of a value that has none');
};

export const modulo = (one: LuaValue, other: LuaValue): number => {
  const [dividend, divisor] = [toNumber(one), toNumber(other)];
  return dividend - Math.floor(dividend / divisor) * divisor;
};

/** Numbers and texts compare with their like alone. */
export const isLess = (one: LuaValue, other: LuaValue): boolean => {
  if (typeof one === 'number' && typeof other === 'number') return one < other;
  if (typeof one === 'string' && typeof other === 'string') return one < other;
  throw new RedisFault(`ERR attempt to compare ${typeof one} with ${typeof other}`);
};

export const isAtMost = (one: LuaValue, other: LuaValue): boolean => one === other || isLess(one, other);

export const keyed = (table: LuaTable, pairs: [LuaValue, LuaValue][]): LuaTable => {
  for (const [key, value] of pairs) table.set(key, value);
  return table;
};
