import {openRandom as openSeeded, type Random as Seeded} from '../../chaos/seed.ts';
import type {Chance} from '../../src/wiring/surroundings.ts';

/** The chance of the chaos bench: the same text gives the same sequence, on every machine. */
export type Random = Seeded & {
  /** True once in so many times. */
  oneIn(times: number): boolean;
};

export const openRandom = (text: string): Random => {
  const random = openSeeded(text);
  return {...random, oneIn: times => random.fraction() * times < 1};
};

/** FNV-1a, 32 bits, of a text's units; goes on from `hash`. */
export const hashOf = (text: string, hash = 0x811c9dc5): number => {
  let sum = hash;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
};

/** The product's chance, made of this one. */
export const chanceOf = (random: Random): Chance => ({
  fraction: random.fraction,
  bytes: size => Buffer.from(Array.from({length: size}, () => random.whole(0, 255))),
  uuid: () => {
    const hex = Array.from({length: 32}, () => random.whole(0, 15).toString(16)).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  },
});
