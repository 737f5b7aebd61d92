import {hashOf} from './chance.ts';

/** A fault that came about: its name is the same whenever the same round is played again. */
export type Strike = {id: string; what: string};

/**
 * Which faults come about, decided by the seed for each place by itself: to leave one out changes nothing of
 * the others. With `only`, no others do.
 */
export class Strikes {
  readonly fired: Strike[] = [];
  /** No more faults from then on. */
  isCalm = false;
  readonly #seed: number;
  readonly #only: ReadonlySet<string> | null;
  readonly #passed = new Map<string, number>();

  constructor(seed: string, only: ReadonlySet<string> | null) {
    this.#seed = hashOf(seed);
    this.#only = only;
  }

  /**
   * The fault at the next passing of a place, or null. `odds` says of each kind how often in 1,000 passings
   * it comes.
   */
  at<Kind extends string>(place: string, odds: readonly (readonly [Kind, number])[]): Kind | null {
    const nth = (this.#passed.get(place) ?? 0) + 1;
    this.#passed.set(place, nth);
    if (this.isCalm) return null;
    const id = `${place}/${nth}`;
    if (this.#only !== null && !this.#only.has(id)) return null;
    let left = 1000 * fractionOf(hashOf(id, this.#seed));
    for (const [kind, perThousand] of odds) {
      left -= perThousand;
      if (left < 0) {
        this.fired.push({id, what: kind});
        return kind;
      }
    }
    return null;
  }

  /** Whether a fault that the round planned comes about. */
  planned(id: string, what: string): boolean {
    if (this.#only !== null && !this.#only.has(id)) return false;
    this.fired.push({id, what});
    return true;
  }
}

/** Mixes a hash so that neighbours differ (MurmurHash3's finaliser); in [0, 1). */
const fractionOf = (hash: number): number => {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
