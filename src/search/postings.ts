/**
 * For each word the places of the papers that have it, and how often it counts in each: four bytes an entry,
 * in the order in which the papers came. A list grows by slices that double up to a limit, all cut from
 * blocks of one size, so that nothing is copied while papers come, and a rare word takes little (M. Busch et
 * al., Earlybird, ICDE 2012, section IV).
 */
export type Postings = {
  /** Appends to a word's list. `place` is below 2^24, `count` from 1 to 255. */
  add(word: number, place: number, count: number): void;
  /** How many papers have the word. */
  holders(word: number): number;
  /** Calls for each paper that has the word, the first that came first. */
  visit(word: number, each: (place: number, count: number) => void): void;
  /** How many bytes the lists take. */
  sizeBytes(): number;
};

const BLOCK_BITS = 16;
const BLOCK = 1 << BLOCK_BITS;
const BLOCK_MASK = BLOCK - 1;

/** Entries of a slice with the link to the next one: 2, 4, … 1,024. */
const FIRST_BITS = 1;
const LAST_BITS = 10;

/**
 * A word's list: where it begins, where its next entry goes, how large the slice is that it goes to, how many
 * there are.
 */
type List = {start: number; next: number; bits: number; left: number; count: number};

/** The blocks that slices are cut from; a slice never lies across two. */
type Blocks = {
  cut(bits: number): number;
  /** The block that holds an entry. */
  of(at: number): Uint32Array;
  sizeBytes(): number;
};

const openBlocks = (): Blocks => {
  const blocks: Uint32Array[] = [];
  let used = 0;

  return {
    cut: bits => {
      const size = 1 << bits;
      if ((used & BLOCK_MASK) + size > BLOCK) used = (used | BLOCK_MASK) + 1;
      if (used >>> BLOCK_BITS >= blocks.length) blocks.push(new Uint32Array(BLOCK));
      const at = used;
      used += size;
      return at;
    },
    of: at => {
      const block = blocks[at >>> BLOCK_BITS];
      if (!block) throw new Error(`there is no entry ${at}`);
      return block;
    },
    sizeBytes: () => blocks.length * BLOCK * Uint32Array.BYTES_PER_ELEMENT,
  };
};

export const openPostings = (): Postings => {
  const blocks = openBlocks();
  const lists: List[] = [];

  const beginList = (): List => {
    const at = blocks.cut(FIRST_BITS);
    return {start: at, next: at, bits: FIRST_BITS, left: (1 << FIRST_BITS) - 1, count: 0};
  };

  const growList = (list: List): void => {
    list.bits = Math.min(LAST_BITS, list.bits + 1);
    const at = blocks.cut(list.bits);
    // The last cell of the slice that is full leads to the next one.
    blocks.of(list.next)[list.next & BLOCK_MASK] = at;
    list.next = at;
    list.left = (1 << list.bits) - 1;
  };

  return {
    add: (word, place, count) => {
      const list = lists[word] ?? beginList();
      lists[word] = list;
      if (list.left === 0) growList(list);
      blocks.of(list.next)[list.next & BLOCK_MASK] = place * 256 + count;
      list.next++;
      list.left--;
      list.count++;
    },
    holders: word => lists[word]?.count ?? 0,
    visit: (word, each) => {
      const list = lists[word];
      if (!list) return;
      let left = list.count;
      let at = list.start;
      for (let bits = FIRST_BITS; left > 0; bits = Math.min(LAST_BITS, bits + 1)) {
        const block = blocks.of(at);
        const from = at & BLOCK_MASK;
        const entries = Math.min(left, (1 << bits) - 1);
        for (let cell = from; cell < from + entries; cell++) {
          const entry = block[cell] ?? 0;
          each(entry >>> 8, entry & 255);
        }
        left -= entries;
        at = block[from + entries] ?? 0;
      }
    },
    sizeBytes: blocks.sizeBytes,
  };
};
