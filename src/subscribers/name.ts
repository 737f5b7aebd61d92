import {quoted} from './quoted.ts';

export type NameReading = {kind: 'name'; name: string | null} | {kind: 'refused'; problem: string};

const longestName = 100;
// The two joiners stay: Persian and Indic names, and many emoji, are written with them.
const unprintable = /(?:[\p{Cc}\p{Cs}\s]|(?![\u200c\u200d])\p{Cf})+/gu;

/**
 * A person's name on one line: line breaks, tabs and invisible characters become spaces, so that no name can begin another
 * header or cell. An empty name is null.
 */
export const readName = (raw: string): NameReading => {
  if (raw.length > longestName * 10) return tooLong(raw);
  const name = raw.normalize('NFC').replace(unprintable, ' ').trim();
  if (name.length > longestName) return tooLong(name);
  return {kind: 'name', name: name === '' ? null : name};
};

const tooLong = (name: string): NameReading => ({
  kind: 'refused',
  problem: `the name ${quoted(name)} is longer than ${longestName} characters`,
});
