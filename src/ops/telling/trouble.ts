import {HOUR, MINUTE} from '../../clock.ts';

/** Something that needs a person. */
export type Trouble = {
  /** The same as long as it is the same trouble: `bounces:2026-03-12`. */
  key: string;
  /** One line: what is wrong and what to do; nobody's address, token or secret. */
  line: string;
  /** For how long it must last before it is told; 0 where its own rule waits. */
  graceMs: number;
};

export const AT_ONCE = 0;

/** A worker that is started again is away for a moment. */
export const WORKER_GRACE = 5 * MINUTE;

/** A source that fails for an hour or two is asked again by itself. */
export const SOURCE_GRACE = 3 * HOUR;
