/**
 * The second of two Redis: it copies what the first writes, a little later, and takes its place when that
 * dies.
 */
export type Replica = {
  /** Its own server, whose power can be cut once it is the primary. */
  server: {
    kill(): Promise<void>;
    start(): Promise<void>;
    mark(): number;
    forgetSince(mark: number): void;
  };
  /** The link to it stands still: nothing that is written from here on reaches it. */
  fallBehind(): void;
  /** Nobody writes any more, and it has everything that was written. */
  catchUp(): Promise<void>;
  /**
   * `kill -9` of the primary, whose URL leads nowhere for a while. Returns how many bytes of its writes the
   * replica lacks.
   */
  losePrimary(): Promise<number>;
  /** The primary's URL leads to the replica. */
  takeOver(): void;
  /**
   * A managed fail-over: the second becomes the primary and the first its replica. The first lives on, and
   * the connections to it stand; new ones reach the second. With `frozenMs` the first stands still meanwhile.
   */
  handOver(how: {frozenMs: number}): Promise<void>;
  /** It may be written to. */
  promote(): Promise<void>;
};
