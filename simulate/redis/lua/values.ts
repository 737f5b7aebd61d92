import {type Bytes, RedisFault} from '../reply.ts';

/**
 * Values of Lua 5.1 as the scripts use them: nil is undefined, strings are bytes. A function gives one value,
 * or several as an array.
 */
export type LuaValue = undefined | boolean | number | Bytes | LuaTable | LuaFunction;

export type LuaFunction = (...args: LuaValue[]) => LuaValue | LuaValue[];

export class LuaTable {
  readonly #values = new Map<LuaValue, LuaValue>();

  static of(list: LuaValue[]): LuaTable {
    const table = new LuaTable();
    for (const [place, value] of list.entries()) table.set(place + 1, value);
    return table;
  }

  get(key: LuaValue): LuaValue {
    return this.#values.get(key);
  }

  set(key: LuaValue, value: LuaValue): void {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  /** How many values stand from 1 on without a gap. */
  get length(): number {
    let length = this.#values.size;
    if (length > 0 && this.#values.has(length)) return length;
    for (length = 0; this.#values.has(length + 1); ) length += 1;
    return length;
  }

  list(): LuaValue[] {
    return Array.from({length: this.length}, (_, place) => this.get(place + 1));
  }

  entries(): [LuaValue, LuaValue][] {
    return [...this.#values];
  }
}

export const isTrue = (value: LuaValue): boolean => value !== undefined && value !== false;

/** As C's `%.14g` and `%.17g` write a number. */
export const toDigits = (value: number, digits: number): Bytes => {
  if (Number.isInteger(value) && Math.abs(value) < 1e14) return String(value);
  if (!Number.isFinite(value)) return String(value).replace('Infinity', 'inf').toLowerCase();
  const [mantissa = '', power = '0'] = value.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < digits) return withoutZeros(value.toFixed(digits - 1 - exponent));
  const sign = exponent < 0 ? '-' : '+';
  return `${withoutZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
};

const withoutZeros = (text: Bytes): Bytes =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;

export const toText = (value: LuaValue): Bytes => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return toDigits(value, 14);
  throw new RedisFault(`ERR attempt to concatenate a ${value === undefined ? 'nil' : typeof value} value`);
};

/** What arithmetic takes: a number, or the text of one. */
export const toNumber = (value: LuaValue): number => {
  if (typeof value === 'number') return value;
  const number = parseNumber(value);
  if (number === undefined) throw new RedisFault('ERR attempt to perform arithmetic on a value that is none');
  return number;
};

export const parseNumber = (value: LuaValue): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
};
