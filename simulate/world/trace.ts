import {hashOf} from './chance.ts';

/**
 * What happened in a round, in order: no clock stands in it. Its sum is the same wherever the round is
 * played.
 */
export class Trace {
  #sum = 0x811c9dc5;
  readonly #lines: string[] | null;
  steps = 0;

  constructor({isKept}: {isKept: boolean}) {
    this.#lines = isKept ? [] : null;
  }

  note(who: string, what: string): void {
    this.steps += 1;
    this.#sum = hashOf(what, hashOf(who, this.#sum));
    this.#lines?.push(`${who} ${what}`);
  }

  get sum(): string {
    return this.#sum.toString(16).padStart(8, '0');
  }

  get lines(): readonly string[] {
    return this.#lines ?? [];
  }
}
