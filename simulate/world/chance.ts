import type {Chance} from '../../src/wiring/surroundings.ts';

/** Chance that a text decides: the same text gives the same sequence, on every machine. */
export type Random = {
  /** In [0, 1). */
  fraction(): number;
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
  /** True once in so many times. */
  oneIn(times: number): boolean;
};

/** Mulberry32 (Tommy Ettinger, public domain), seeded by the text's FNV-1a hash. */
export const openRandom = (text: string): Random => {
  let state = hashOf(text);
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    whole,
    pick: values => values[whole(0, values.length - 1)] ?? values[0],
    oneIn: times => fraction() * times < 1,
  };
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
