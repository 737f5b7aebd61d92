import type {EditionId} from '../../editions/edition.ts';

/** Names a chunk for good: `42` as planned, `42.1` and `42.2` for the halves of one that was split. */
export type ChunkName = {edition: EditionId; run: number; chunk: string};

/**
 * The idempotency key of a chunk's mails: the instance's id and the plan's own name,
 * `i7k2mn/2026-03-12/1/0042`. Two instances on one Resend account would meet in a key without the id. A later
 * revision exists only after a definite no to the earlier one, when somebody left in between:
 * `i7k2mn/2026-03-12/1/0042/r1`.
 */
export const idempotencyKey = ({
  name: {edition, run, chunk},
  instanceId,
  revision,
}: {
  name: ChunkName;
  instanceId: string;
  revision: number;
}): string => {
  const [first = '', ...halves] = chunk.split('.');
  const part = [first.padStart(4, '0'), ...halves].join('.');
  return `${instanceId}/${edition}/${run}/${part}${revision === 0 ? '' : `/r${revision}`}`;
};

/** The instance that a key names; null for one that was made before keys named any: `2026-03-12/1/0042`. */
export const instanceOfKey = (key: string): string | null =>
  /^(?<instance>[a-z0-9]{6})\/\d{4}-/.exec(key)?.groups?.instance ?? null;

/** The chunk among the open ones of its edition: `1/42`. */
export const openName = ({run, chunk}: ChunkName): string => `${run}/${chunk}`;

/** Reads a name of the open ones; null when it is none. */
export const parseOpenName = (edition: EditionId, name: string): ChunkName | null => {
  const found = /^(\d+)\/(\d+(?:\.[12])*)$/.exec(name);
  return found?.[1] && found[2] ? {edition, run: Number(found[1]), chunk: found[2]} : null;
};

/** The two halves that a refused chunk is cut into. */
export const halvesOf = (name: ChunkName): [ChunkName, ChunkName] => [
  {...name, chunk: `${name.chunk}.1`},
  {...name, chunk: `${name.chunk}.2`},
];
