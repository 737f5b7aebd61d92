import {letterKeys} from '../../src/delivery/letters/letter-keys.ts';
import {type Keyspace, readAt, SORTED} from '../redis/keyspace.ts';
import type {Fields} from './ledger.ts';
import {fieldsOf} from './ledger.ts';

const {inbox} = letterKeys('sim');

/** How many letters are asked for and have no end. */
export const openLettersIn = (keys: Keyspace): number => readAt(keys, inbox, SORTED)?.scores.size ?? 0;

const RECORD = /^sim:\{s:(?<number>\d+)\}:letter:(?<letter>[a-z-]+):(?<requestedAt>\d+)$/;

/** What is remembered of a letter, and until when: ms since 1970, 0 for ever. */
export type KeptLetter = {fields: Fields; until: number};

/** What is remembered of each letter, by its name: `welcome/12/1804831200000`. */
export const lettersIn = (keys: Keyspace): Map<string, KeptLetter> => {
  const found = new Map<string, KeptLetter>();
  for (const key of keys.keys()) {
    const {number, letter, requestedAt} = RECORD.exec(key)?.groups ?? {};
    if (letter === undefined) continue;
    const kept = {fields: fieldsOf(keys.peek(key)), until: keys.expiryOf(key)};
    found.set(`${letter}/${number}/${requestedAt}`, kept);
  }
  return found;
};
