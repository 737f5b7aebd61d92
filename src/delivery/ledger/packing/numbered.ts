/** Gives each value the number of its first coming, from 0. Values are equal when their names are. */
export class Numbered<Value extends object> {
  readonly #nameOf: (value: Value) => string;
  readonly #values: Value[] = [];
  readonly #byName = new Map<string, number>();
  /** A value that comes again is known without its name. */
  readonly #seen = new Map<Value, number>();

  constructor(nameOf: (value: Value) => string = JSON.stringify) {
    this.#nameOf = nameOf;
  }

  get size(): number {
    return this.#values.length;
  }

  of(value: Value): number {
    const seen = this.#seen.get(value);
    if (seen !== undefined) return seen;
    const name = this.#nameOf(value);
    const known = this.#byName.get(name);
    const place = known ?? this.#values.push(value) - 1;
    if (known === undefined) this.#byName.set(name, place);
    this.#seen.set(value, place);
    return place;
  }

  all(): Value[] {
    return this.#values;
  }
}
