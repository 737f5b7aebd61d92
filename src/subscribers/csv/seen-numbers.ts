/** Numbers that came before. */
export type SeenNumbers = {
  /** False where the number was there already. */
  add(number: number): boolean;
};

/** One bit a number: a file with a million addresses costs an eighth of a megabyte. */
export const openSeenNumbers = (): SeenNumbers => {
  let bits = new Uint8Array(1024);
  return {
    add: number => {
      const byte = number >> 3;
      if (byte >= bits.length) {
        const larger = new Uint8Array(byte * 2);
        larger.set(bits);
        bits = larger;
      }
      const mask = 1 << (number & 7);
      const before = bits[byte] ?? 0;
      bits[byte] = before | mask;
      return (before & mask) === 0;
    },
  };
};
