import {letterKeys} from '../../src/delivery/letters/letter-keys.ts';
import {type Keyspace, readAt, SORTED} from '../redis/keyspace.ts';
import type {Fields} from './ledger.ts';
import {fieldsOf} from './ledger.ts';

const {inbox} = letterKeys('sim');

/** How many letters are asked for and have no end. */
export const openLettersIn = (keys: Keyspace): number => readAt(keys, inbox, SORTED)?.scores.size ?? 0;

const RECORD = /^sim:\{s:(?<number>\d+)\}:letter:(?<letter>[a-z-]+):(?<requestedAt>\d+)$/;

/** What is remembered of each letter, by its name: `welcome/12/1804831200000`. */
export const lettersIn = (keys: Keyspace): Map<string, Fields> => {
  const found = new Map<string, Fields>();
  for (const key of keys.keys()) {
    const {number, letter, requestedAt} = RECORD.exec(key)?.groups ?? {};
    if (letter !== undefined) found.set(`${letter}/${number}/${requestedAt}`, fieldsOf(keys.peek(key)));
  }
  return found;
};
