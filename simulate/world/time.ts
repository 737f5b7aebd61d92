type Event = {at: number; turn: number; happen: () => void};

/**
 * Time that passes by events alone. Events of the same instant happen in the order in which they were set.
 * Between two events everything that the first one set going comes to rest: the product awaits nothing but
 * events of here.
 */
export class Time {
  now: number;
  #turn = 0;
  #heap: Event[] = [];
  /** How many events there were. */
  events = 0;
  /** How much is under way that takes the machine's time. */
  #works = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Something happens `ms` from now; returns what calls it off. */
  after(ms: number, happen: () => void): () => void {
    return this.at(this.now + Math.max(0, ms), happen);
  }

  at(at: number, happen: () => void): () => void {
    this.#turn += 1;
    const event: Event = {at: Math.max(at, this.now), turn: this.#turn, happen};
    this.#push(event);
    return () => {
      event.happen = nothing;
    };
  }

  /** While the machine works on something that waits for no event, time stands still. */
  async standStill<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#works += 1;
    try {
      return await work();
    } finally {
      this.#works -= 1;
    }
  }

  /** Lets time pass until it is so, or nothing is left to happen, or it is `deadline`. */
  passUntil(isSo: () => boolean, deadline: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const step = () => {
        if (this.#works > 0) return void setImmediate(step);
        try {
          const next = isSo() ? undefined : this.#pop();
          if (next === undefined || next.at > deadline) {
            if (next !== undefined) this.#push(next);
            return resolve();
          }
          this.now = Math.max(this.now, next.at);
          this.events += 1;
          next.happen();
          // Node looks for ticks again once no microtask is left: by then all has come to rest.
          queueMicrotask(() => process.nextTick(step));
        } catch (error) {
          reject(error);
        }
      };
      process.nextTick(step);
    });
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let place = heap.length;
    heap.push(event);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, event)) break;
      heap[place] = parent;
      heap[above] = event;
      place = above;
    }
  }

  #pop(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    sink(heap, last);
    return first;
  }
}

const nothing = (): void => undefined;

const isBefore = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.turn < other.turn);

/** Puts an event in the place of the first, and as far down as it belongs. */
const sink = (heap: Event[], event: Event): void => {
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const right = left + 1;
    const [one, other] = [heap[left], heap[right]];
    const isRight = other !== undefined && one !== undefined && isBefore(other, one);
    const child = isRight ? other : one;
    if (child === undefined || isBefore(event, child)) break;
    heap[place] = child;
    place = isRight ? right : left;
  }
  heap[place] = event;
};
