import {LEASE_MS} from '../../delivery/chunks/while-renewing.ts';
import type {ChunkName} from '../../delivery/ledger/chunk-name.ts';
import type {ClaimedChunk} from '../../delivery/ledger/claimed-chunk.ts';
import {tellEnd} from '../../delivery/runs/tell-end.ts';
import {sendClaimed} from '../../delivery/sending/send-claimed.ts';
import type {ChunkResult, SendDeps} from '../../delivery/sending/send-deps.ts';
import {toReason} from '../../delivery/transports/reason.ts';

/**
 * Sends one chunk, or takes it as far as it goes now. Whatever happens in between, the ledger says what to do
 * next.
 */
export const sendChunk = async (deps: SendDeps, name: ChunkName): Promise<ChunkResult> => {
  const result = await claimAndSend(deps, name);
  deps.log.debug({event: `chunk.${result.kind}`, ...name, result}, `chunk ${result.kind}`);
  if (result.kind === 'settled') await tellEnd(deps, name);
  return result;
};

const claimAndSend = async (deps: SendDeps, name: ChunkName): Promise<ChunkResult> => {
  const {ledger, clock, random, workerId} = deps;
  const claimed = await ledger.claim({name, leaseMs: LEASE_MS, workerId, random, clock});
  if (claimed.kind === 'later') return {kind: 'later', at: claimed.at, reason: 'another worker has it'};
  if (claimed.kind !== 'claimed') return {kind: 'untouched', because: claimed.kind};
  return sayingWhyIfItFails(deps, claimed.chunk);
};

/** A fault of the program or of what is stored must not leave a chunk waiting without a reason. */
const sayingWhyIfItFails = async (deps: SendDeps, chunk: ClaimedChunk): Promise<ChunkResult> => {
  try {
    return await sendClaimed(deps, chunk);
  } catch (error) {
    const reason = toReason(`it cannot be worked on: ${String(error)}`);
    // Where Redis is the fault, the next try says so.
    await chunk.defer({at: 0, reason, call: 'none'}).catch(() => undefined);
    throw error;
  }
};
