import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import {type DiskTraces, isRewriteDue} from '../../ops/disk-traces.ts';

export type RewriteDiskDeps = {diskTraces: DiskTraces; clock: Clock; log: Log};

export type RewriteDiskResult =
  /** Nothing is due, or the Redis is not the product's own. */
  | {kind: 'none'}
  /** Redis is at it; the next call sees its end. */
  | {kind: 'running'}
  | {kind: 'rewritten'}
  /** It is tried again an hour later. */
  | {kind: 'failed'; reason: string};

const LOOK_EVERY_MS = 100;
const WHY_FAILED = 'the files of Redis still hold erased data; the rewrite is tried again in an hour';

/**
 * Has the files of the product's own Redis rewritten where that is due after an erasure, so that nothing of
 * who was erased stays on the disk. Waits at most `patienceMs` for the end. To be called each minute; twice
 * at once is harmless, and a process that ends before the rewrite leaves it to the next one.
 */
export const rewriteDisk = async (
  deps: RewriteDiskDeps,
  {patienceMs}: {patienceMs: number},
): Promise<RewriteDiskResult> => {
  const result = await rewrite(deps, patienceMs);
  const {kind: outcome, ...detail} = result;
  const line = {event: 'disk.rewritten', outcome, ...detail};
  if (outcome === 'rewritten') deps.log.info(line, 'the files of Redis keep nothing of who was erased');
  else if (outcome === 'failed') deps.log.error(line, WHY_FAILED);
  else deps.log.debug(line, 'no rewrite of the files of Redis has ended');
  return result;
};

const rewrite = async (deps: RewriteDiskDeps, patienceMs: number): Promise<RewriteDiskResult> => {
  const {clock, diskTraces} = deps;
  if (!diskTraces.isOwn) return {kind: 'none'};
  const until = clock.now() + patienceMs;
  let result = await step(deps);
  while (result.kind === 'running' && clock.now() < until) {
    await clock.sleep(LOOK_EVERY_MS);
    result = await step(deps);
  }
  return result;
};

const step = async ({diskTraces, clock}: RewriteDiskDeps): Promise<RewriteDiskResult> => {
  const state = await diskTraces.state();
  const now = clock.now();
  if (state.startedAt === null) {
    if (!isRewriteDue(state, now)) return {kind: 'none'};
    const started = await diskTraces.start(now);
    if (started.kind !== 'failed') return {kind: 'running'};
    return {kind: 'failed', reason: started.reason};
  }
  const progress = await diskTraces.progress();
  if (progress === 'running') return {kind: 'running'};
  const isDone = progress === 'done';
  if (!(await diskTraces.end(isDone ? 'rewritten' : 'failed', now))) return {kind: 'none'};
  return isDone
    ? {kind: 'rewritten'}
    : {kind: 'failed', reason: 'Redis could not write the new file; its log says why'};
};
