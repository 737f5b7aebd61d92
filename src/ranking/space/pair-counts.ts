/** Counts pairs of numbers below 2 to the 26th: a table in two arrays, a quarter of what a Map takes. */
export type PairCounts = {
  /** Counts a pair once more. */
  add(one: number, other: number): void;
  /** Each pair that was counted so often at least, in an order that says nothing. */
  atLeast(least: number): Generator<{one: number; other: number; count: number}, void, undefined>;
};

/** So many numbers make the first of a pair a step in its key, which fits in 52 bits. */
const LIMIT = 2 ** 26;

const START = 2 ** 16;

/** A table that is fuller is slow. */
const MAX_FILL = 0.6;

export const openPairCounts = (): PairCounts => {
  let keys = new Float64Array(START);
  let counts = new Uint32Array(START);
  let size = 0;
  const grow = (): void => {
    const [oldKeys, oldCounts] = [keys, counts];
    keys = new Float64Array(2 * oldKeys.length);
    counts = new Uint32Array(2 * oldKeys.length);
    for (let at = 0; at < oldKeys.length; at++) {
      if (oldCounts[at] === 0) continue;
      const slot = slotOf(keys, counts, oldKeys[at] as number);
      keys[slot] = oldKeys[at] as number;
      counts[slot] = oldCounts[at] as number;
    }
  };
  return {
    add: (one, other) => {
      const key = one * LIMIT + other;
      const slot = slotOf(keys, counts, key);
      const count = counts[slot] as number;
      counts[slot] = count + 1;
      if (count > 0) return;
      keys[slot] = key;
      size += 1;
      if (size > MAX_FILL * keys.length) grow();
    },
    *atLeast(least) {
      for (let slot = 0; slot < keys.length; slot++) {
        const count = counts[slot] as number;
        if (count < Math.max(1, least)) continue;
        const key = keys[slot] as number;
        yield {one: Math.floor(key / LIMIT), other: key % LIMIT, count};
      }
    },
  };
};

/** Where a key stands, or may stand: the first free slot from its own on. */
const slotOf = (keys: Float64Array, counts: Uint32Array, key: number): number => {
  const mask = keys.length - 1;
  let slot =
    (Math.imul(Math.floor(key / LIMIT), 0x9e3779b1) ^ Math.imul((key % LIMIT) | 0, 0x85ebca6b)) >>> 7;
  for (slot &= mask; counts[slot] !== 0 && keys[slot] !== key; slot = (slot + 1) & mask);
  return slot;
};
