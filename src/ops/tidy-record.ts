import type {Redis} from '../redis/redis.ts';

/** What was thinned or deleted since retention began, and when it was looked last. */
export type TidyRecord = {
  /** ms since 1970; null before the first time. */
  lastAt: number | null;
  totals: TidyCounts;
  /** The day of papers up to which (included) no snapshot can get old any more; null for none. */
  snapshotsThrough: string | null;
};

export type TidyCounts = {
  /** Editions that keep sums alone. */
  editions: number;
  /** Their chunks. */
  chunks: number;
  snapshots: number;
  /** Entries of audits. */
  audit: number;
};

export type TidyRecords = ReturnType<typeof openTidyRecords>;

const WHAT = ['editions', 'chunks', 'snapshots', 'audit'] as const;

export const openTidyRecords = ({redis, prefix}: {redis: Redis; prefix: string}) => {
  const key = `${prefix}:{tidy}:done`;
  return {
    read: async (): Promise<TidyRecord> => {
      const stored = await redis.hgetall(key);
      const [editions = 0, chunks = 0, snapshots = 0, audit = 0] = WHAT.map(what =>
        Number(stored[what] ?? 0),
      );
      return {
        lastAt: stored.lastAt === undefined ? null : Number(stored.lastAt),
        totals: {editions, chunks, snapshots, audit},
        snapshotsThrough: stored.snapshotsThrough ?? null,
      };
    },
    /** Adds what was just done, in steps, so that a process that dies leaves true totals. */
    count: async (more: Partial<TidyCounts>): Promise<void> => {
      for (const what of WHAT) if (more[what]) await redis.hincrby(key, what, more[what]);
    },
    noteSnapshotsThrough: async (day: string): Promise<void> => {
      await redis.hset(key, 'snapshotsThrough', day);
    },
    noteEnd: async (at: number): Promise<void> => {
      await redis.hset(key, 'lastAt', at);
    },
  };
};
