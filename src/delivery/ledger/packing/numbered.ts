/** Gives each value the number of its first coming, from 0. Values are equal when their JSON is. */
export class Numbered<Value> {
  readonly #values = new Map<string, {place: number; value: Value}>();

  get size(): number {
    return this.#values.size;
  }

  of(value: Value): number {
    const name = JSON.stringify(value);
    const known = this.#values.get(name) ?? {place: this.#values.size, value};
    this.#values.set(name, known);
    return known.place;
  }

  all(): Value[] {
    return [...this.#values.values()].map(({value}) => value);
  }
}
