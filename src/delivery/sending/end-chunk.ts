import type {Hold} from '../chunks/hold.ts';
import {newestKeyId} from '../chunks/prepare-chunk.ts';
import type {ClaimedChunk, Settlement} from '../ledger/claimed-chunk.ts';
import {pauseIfItGoesWrong} from '../orders/auto-pause.ts';
import type {ChunkResult, SendDeps} from './send-deps.ts';

/** Settles a chunk; a failure counts among those that pause an edition by themselves. */
export const settle = async (
  {ledger, log, clock}: SendDeps,
  chunk: ClaimedChunk,
  numbers: number[],
  settlement: Settlement,
): Promise<ChunkResult> => {
  const settled = await chunk.settle(numbers, settlement);
  if (settled.kind === 'settled' && settled.outcome === 'failed') {
    await ledger.noteRefusal(chunk.name.edition, settlement.reason);
    await pauseIfItGoesWrong({ledger, edition: chunk.name.edition, now: clock.now(), log});
  }
  return settled;
};

/** Gives a chunk back until its hold is over, or ends it where the hold is for good. */
export const keep = async (deps: SendDeps, chunk: ClaimedChunk, hold: Hold): Promise<ChunkResult> => {
  if (hold.kind === 'call-off') return callOff(deps, chunk, hold.reason);
  await chunk.defer({at: 0, reason: hold.reason, call: 'held'});
  return {kind: 'untouched', because: hold.because};
};

/**
 * Ends a chunk without a call: excluded where nothing was taken for sure, uncertain where a call may have
 * been.
 */
export const callOff = async (deps: SendDeps, chunk: ClaimedChunk, reason: string): Promise<ChunkResult> => {
  const numbers = await chunk.members();
  if (chunk.doubtSince !== null) return settle(deps, chunk, numbers, {outcome: 'uncertain', reason});
  const frozen = await chunk.freeze({
    manifest: {keyId: newestKeyId(deps.linkKeys.secrets), members: []},
    recipients: [],
    ...{payloadHash: '', key: '', revision: 0},
    excluded: numbers.map(number => ({number, reason})),
  });
  if (frozen.kind === 'frozen') throw new Error('a chunk without members was frozen');
  return frozen;
};
