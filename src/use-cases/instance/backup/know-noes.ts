import type {GlobalStop} from '../../../delivery/ledger/global-stop.ts';
import type {Log} from '../../../log.ts';
import type {ReadNoesResult} from '../../../subscribers/noes/read-noes.ts';
import {type AppliedNoes, type ApplyDeps, applyNoes} from './apply-noes.ts';

export type KnowNoesDeps = ApplyDeps & {
  readNoes: (files: string[]) => Promise<ReadNoesResult>;
  globalStop: () => Promise<GlobalStop | null>;
  endStopForNoes: (by: {who: string; now: number}) => Promise<boolean>;
  reconcile: () => Promise<unknown>;
  clock: {now(): number};
  log: Log;
};

export type ApplyNoesResult =
  | {kind: 'applied'; since: number; noes: AppliedNoes}
  | {kind: 'refused'; reason: string};

/**
 * Carries out what files tell of who said no since a backup that was restored. `since` (ms since 1970) is
 * needed where no restore waits for it, such as after a copy of Redis was put back by hand.
 */
export const applyNoesFrom = async (
  deps: KnowNoesDeps,
  {files, since}: {files: string[]; since: number | null},
): Promise<ApplyNoesResult> => {
  const from = since ?? (await deps.globalStop())?.noesSince;
  if (from === undefined)
    return {kind: 'refused', reason: 'no restore waits for this; say since when: --since 2026-03-12T08:00Z'};
  const said = await deps.readNoes(files);
  if (said.kind === 'refused') return said;
  return {kind: 'applied', since: from, noes: await applyNoes(deps, {noes: said.noes, since: from})};
};

/** An operator says that the noes since the restored backup are dealt with: mail leaves again. */
export const settleNoes = async (
  {endStopForNoes, reconcile, clock, log}: KnowNoesDeps,
  {who}: {who: string},
): Promise<boolean> => {
  const isEnded = await endStopForNoes({who, now: clock.now()});
  log.info({event: 'noes.settled', outcome: isEnded ? 'settled' : 'unchanged', who}, 'noes dealt with');
  if (isEnded) await reconcile();
  return isEnded;
};
