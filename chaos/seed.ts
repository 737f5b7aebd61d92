/** Chance that a text decides: the same text gives the same sequence. */
export type Random = {
  /** In [0, 1). */
  fraction(): number;
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
};

/** Mulberry32 (Tommy Ettinger, public domain), seeded by the text's FNV-1a hash. */
export const openRandom = (text: string): Random => {
  let state = fnv1a(text);
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
  };
};

const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
};
