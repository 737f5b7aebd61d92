import {type Bytes, RedisFault, wrongType} from './reply.ts';

/** A stream's entry: its id, and fields and values in turn. */
export type StreamEntry = [Bytes, Bytes[]];

export type Value = Bytes | Map<Bytes, Bytes> | Set<Bytes> | SortedSet | Stream;

/** Members by score. */
export class SortedSet {
  readonly scores: Map<Bytes, number>;
  constructor(scores: Map<Bytes, number> = new Map()) {
    this.scores = scores;
  }
}

export class Stream {
  readonly entries: StreamEntry[];
  constructor(entries: StreamEntry[] = []) {
    this.entries = entries;
  }
}

type Entry = {value: Value /** ms since 1970; 0 for never. */; expiresAt: number};

/** What a key held before a write. */
type Before = {offset: number; key: Bytes; entry: Entry | undefined};

/**
 * The keys of one Redis, with a journal by which the end of its history can be taken back: what a disk or a
 * replica had not got yet.
 */
export class Keyspace {
  readonly #entries: Map<Bytes, Entry>;
  #journal: Before[] = [];
  #touched = new Set<Bytes>();
  /** How many units of work (a command, a script, a transaction) were done. */
  offset = 0;
  /** Redis' own clock, ms since 1970. */
  now = 0;
  /** What every write is answered with while Redis takes none; null while it does. */
  refusal: string | null = null;

  constructor(entries: Map<Bytes, Entry> = new Map()) {
    this.#entries = entries;
  }

  /** Begins a unit of work: all of it or nothing stays. */
  begin(now: number): void {
    this.offset += 1;
    this.now = now;
    this.#touched.clear();
  }

  /** The value of a key for reading; undefined where there is none. */
  peek(key: Bytes): Value | undefined {
    return this.#live(key)?.value;
  }

  expiryOf(key: Bytes): number {
    return this.#live(key)?.expiresAt ?? 0;
  }

  /** Notes what the key held, and gives its value for writing. */
  touch(key: Bytes): Value | undefined {
    const entry = this.#live(key);
    if (this.#touched.has(key)) return entry?.value;
    if (this.refusal !== null) throw new RedisFault(this.refusal);
    this.#touched.add(key);
    this.#journal.push({offset: this.offset, key, entry: entry && {...entry, value: clone(entry.value)}});
    return entry?.value;
  }

  /** Puts a value in the place of what was there; `expiresAt` of -1 keeps the life that the key has. */
  put(key: Bytes, value: Value, expiresAt = 0): void {
    const before = this.#live(key);
    this.touch(key);
    this.#entries.set(key, {value, expiresAt: expiresAt < 0 ? (before?.expiresAt ?? 0) : expiresAt});
  }

  expireAt(key: Bytes, expiresAt: number): void {
    this.touch(key);
    const entry = this.#entries.get(key);
    if (entry) entry.expiresAt = expiresAt;
  }

  delete(key: Bytes): boolean {
    if (this.#live(key) === undefined) return false;
    this.touch(key);
    return this.#entries.delete(key);
  }

  keys(): Bytes[] {
    return [...this.#entries.keys()].filter(key => this.#live(key) !== undefined);
  }

  /** What the keys that this unit of work changed held before it. */
  changes(): {key: Bytes; before: Value | undefined}[] {
    const changed = [];
    for (let at = this.#journal.length - 1; this.#journal[at]?.offset === this.offset; at -= 1) {
      const one = this.#journal[at];
      if (one) changed.push({key: one.key, before: one.entry?.value});
    }
    return changed;
  }

  /** Takes back every unit of work after this one. */
  rollBack(offset: number): void {
    for (let last = this.#journal.at(-1); last && last.offset > offset; last = this.#journal.at(-1)) {
      this.#journal.pop();
      if (last.entry === undefined) this.#entries.delete(last.key);
      else this.#entries.set(last.key, last.entry);
    }
    this.#touched.clear();
  }

  /** What was done up to here can be taken back no more. */
  forgetBefore(offset: number): void {
    const kept = this.#journal.findIndex(before => before.offset > offset);
    this.#journal = kept < 0 ? [] : this.#journal.slice(kept);
  }

  copy(): Keyspace {
    const entries = [...this.#entries].map(([key, entry]): [Bytes, Entry] => [
      key,
      {...entry, value: clone(entry.value)},
    ]);
    return new Keyspace(new Map(entries));
  }

  #live(key: Bytes): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresAt === 0 || entry.expiresAt > this.now) return entry;
    this.#journal.push({offset: this.offset, key, entry});
    this.#touched.add(key);
    this.#entries.delete(key);
    return undefined;
  }
}

const clone = (value: Value): Value => {
  if (typeof value === 'string') return value;
  if (value instanceof Map) return new Map(value);
  if (value instanceof Set) return new Set(value);
  return value instanceof SortedSet ? new SortedSet(new Map(value.scores)) : new Stream([...value.entries]);
};

/** The text of a key; empty where there is none. */
export const textAt = (keys: Keyspace, key: Bytes): Bytes | undefined => {
  const value = keys.peek(key);
  if (value === undefined || typeof value === 'string') return value;
  throw wrongType();
};

type Kind<Held extends Value> = {is: (value: Value) => value is Held; make: () => Held};

export const HASH: Kind<Map<Bytes, Bytes>> = {is: value => value instanceof Map, make: () => new Map()};
export const SET: Kind<Set<Bytes>> = {is: value => value instanceof Set, make: () => new Set()};
export const SORTED: Kind<SortedSet> = {
  is: value => value instanceof SortedSet,
  make: () => new SortedSet(),
};
export const STREAM: Kind<Stream> = {is: value => value instanceof Stream, make: () => new Stream()};

/** The value of a key where it is of this kind; an error of Redis where it is of another. */
export const readAt = <Held extends Value>(
  keys: Keyspace,
  key: Bytes,
  kind: Kind<Held>,
): Held | undefined => {
  const value = keys.peek(key);
  if (value === undefined || kind.is(value)) return value;
  throw wrongType();
};

/** The same for writing; made where there is none. */
export const writeAt = <Held extends Value>(keys: Keyspace, key: Bytes, kind: Kind<Held>): Held => {
  const found = readAt(keys, key, kind);
  if (found !== undefined) {
    keys.touch(key);
    return found;
  }
  const made = kind.make();
  keys.put(key, made);
  return made;
};
