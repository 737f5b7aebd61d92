import {quoted} from './quoted.ts';

export type ParsedName = {kind: 'name'; name: string | null} | {kind: 'refused'; problem: string};

const MAX_NAME_LENGTH = 100;
// The two joiners stay: Persian and Indic names, and many emoji, are written with them.
const unprintable = /(?:[\p{Cc}\p{Cs}\s]|(?![\u200c\u200d])\p{Cf})+/gu;

/**
 * A person's name on one line: line breaks, tabs and invisible characters become spaces, so that no name can
 * begin another header or cell. An empty name is null.
 */
export const parseName = (raw: string): ParsedName => {
  if (raw.length > MAX_NAME_LENGTH * 10) return tooLong(raw);
  const name = raw.normalize('NFC').replace(unprintable, ' ').trim();
  if (name.length > MAX_NAME_LENGTH) return tooLong(name);
  return {kind: 'name', name: name === '' ? null : name};
};

const tooLong = (name: string): ParsedName => ({
  kind: 'refused',
  problem: `the name ${quoted(name)} is longer than ${MAX_NAME_LENGTH} characters`,
});
