import type {RoomFor} from '../chunks/body-buffers.ts';
import {findHold} from '../chunks/hold.ts';
import {prepareChunk} from '../chunks/prepare-chunk.ts';
import {whileRenewing} from '../chunks/while-renewing.ts';
import type {ClaimedChunk} from '../ledger/claimed-chunk.ts';
import {beginWithPermit, type Permit} from '../rate/rate.ts';
import {call} from './call-for-chunk.ts';
import {callOff, keep, settle} from './end-chunk.ts';
import {isDoubtfulForTooLong, isStale} from './is-too-late.ts';
import type {ChunkResult, SendDeps} from './send-deps.ts';

/** Takes a chunk in hand as far as it goes now: holds, doubts that are too old, the rate, the call. */
export const sendClaimed = async (deps: SendDeps, chunk: ClaimedChunk): Promise<ChunkResult> => {
  const {ledger} = deps;
  const {name} = chunk;
  const hold = await findHold(ledger, name);
  if (hold) return keep(deps, chunk, hold);
  if (isDoubtfulForTooLong(deps, chunk))
    return settle(deps, chunk, await chunk.members(), {
      outcome: 'uncertain',
      reason: 'no answer within the time in which a repeat is safe',
    });
  if (await isStale(deps, chunk)) return callOff(deps, chunk, 'planned too long ago');
  return sendWithPermit(deps, chunk);
};

/** Prepares and calls, as soon as the rate allows it. */
const sendWithPermit = async (deps: SendDeps, chunk: ClaimedChunk): Promise<ChunkResult> => {
  const {clock, rate} = deps;
  const permit = await rate.acquirePermit('chunk');
  if (permit.kind === 'refused') return waitForPermit(deps, chunk, permit);
  await clock.sleep(permit.waitMs);
  return deps.bodyBuffers.lend(roomFor => prepareAndCall(deps, chunk, {permit, roomFor}));
};

const prepareAndCall = async (
  deps: SendDeps,
  chunk: ClaimedChunk,
  {permit, roomFor}: {permit: Permit; roomFor: RoomFor},
): Promise<ChunkResult> => {
  const {clock, log} = deps;
  const prepared = await whileRenewing(deps, chunk, () => prepareChunk({...deps, roomFor}, chunk));
  if (prepared.kind === 'gone') {
    const {reason, numbers} = prepared;
    log.error({event: 'chunk.rebuild-failed', ...chunk.name, reason}, reason);
    return settle(deps, chunk, numbers, {outcome: 'uncertain', reason});
  }
  if (prepared.kind !== 'ready') return prepared;
  const slot = await beginWithPermit(permit, clock.sleep);
  if (slot.kind === 'refused') return waitForPermit(deps, chunk, slot);
  try {
    return await call(deps, chunk, prepared);
  } finally {
    await slot.end();
  }
};

const waitForPermit = ({clock}: SendDeps, chunk: ClaimedChunk, {waitMs}: {waitMs: number}) =>
  chunk.defer({at: clock.now() + waitMs, reason: 'waiting for the rate limit', call: 'none'});
