import {z} from 'zod';
import {DAY} from '../../clock.ts';

/**
 * A line by which the record of noes on a host names itself: its first one, and one whenever records of other
 * hosts of the same instance come in sight (`beside`). `at`: ms since 1970.
 */
export type RecordLine = {record: string; beside?: string[] | undefined; at: number};

const idShape = z.string().regex(/^[\w-]{12}$/);
const shape = z.object({
  record: idShape,
  beside: z.array(idShape).max(1000).optional(),
  at: z.number().min(0).max(8.64e15),
});

/** Reads such a line; null for any other. */
export const parseRecordLine = (line: string): RecordLine | null => {
  if (!line.startsWith('{"record":')) return null;
  try {
    return shape.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};

/** A host on which nothing of the instance ran for so long before a backup notes nothing after it. */
const IN_USE_MS = 35 * DAY;

export type RecordsOfRestore = {
  /** When a process with that record was last started, by the id of the record: as the backup knows it. */
  entered: ReadonlyMap<string, number>;
  backedUpAt: number;
  /** Those that were read. */
  read: ReadonlySet<string>;
  /** What those name beside themselves. */
  beside: ReadonlySet<string>;
};

/**
 * Whether the record of each host that may have noted something since a backup was read. A backup that knows
 * of no record was made where none was kept.
 */
export const isEachRecordRead = ({entered, backedUpAt, read, beside}: RecordsOfRestore): boolean => {
  const inUse = [...entered].filter(([, at]) => at > backedUpAt - IN_USE_MS).map(([record]) => record);
  return inUse.length > 0 && [...inUse, ...beside].every(record => read.has(record));
};
