import type {Keyspace} from '../keyspace.ts';
import {type Bytes, RedisFault, type Reply} from '../reply.ts';

export type Command = (keys: Keyspace, args: Bytes[]) => Reply;

export type Commands = Record<string, Command>;

export const at = (args: Bytes[], place: number): Bytes => {
  const found = args[place];
  if (found === undefined) throw new RedisFault('ERR wrong number of arguments');
  return found;
};

export const wholeAt = (args: Bytes[], place: number): number => toWhole(at(args, place));

export const toWhole = (text: Bytes): number => {
  if (!/^-?\d{1,19}$/.test(text)) throw new RedisFault('ERR value is not an integer or out of range');
  return Number(text);
};

export const toScore = (text: Bytes): number => {
  if (/^[+]?inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-inf$/i.test(text)) return Number.NEGATIVE_INFINITY;
  const score = Number(text);
  if (text === '' || Number.isNaN(score)) throw new RedisFault('ERR value is not a valid float');
  return score;
};

/** `start` and `stop` as Redis counts them (from the end where negative), as places of a list. */
export const span = (length: number, start: number, stop: number): [number, number] => {
  const from = Math.max(0, start < 0 ? length + start : start);
  const to = Math.min(length - 1, stop < 0 ? length + stop : stop);
  return [from, to + 1];
};

/** The arguments two by two. */
export const pairsOf = (args: Bytes[]): [Bytes, Bytes][] => {
  if (args.length % 2 === 1) throw new RedisFault('ERR wrong number of arguments');
  return Array.from({length: args.length / 2}, (_, pair) => [at(args, 2 * pair), at(args, 2 * pair + 1)]);
};

export const counted = (is: boolean): number => (is ? 1 : 0);
