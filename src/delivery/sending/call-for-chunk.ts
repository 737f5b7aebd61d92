import {orderHold, stopHold} from '../chunks/hold.ts';
import type {PrepareResult} from '../chunks/prepare-chunk.ts';
import {whileRenewing} from '../chunks/while-renewing.ts';
import {MACHINE} from '../ledger/audit.ts';
import type {ClaimedChunk} from '../ledger/claimed-chunk.ts';
import {pauseIfItGoesWrong} from '../orders/auto-pause.ts';
import {nextStep} from '../transports/next-step.ts';
import type {Answer} from '../transports/transport.ts';
import {keep, settle} from './end-chunk.ts';
import type {ChunkResult, SendDeps} from './send-deps.ts';

/** A conflict is an alarm, and so is what no call can get past. */
const LEVELS = {
  ...{accepted: 'info', wait: 'info', lost: 'warn', refused: 'warn'},
  ...{blocked: 'error', conflict: 'error'},
} as const satisfies Record<Answer['kind'], 'info' | 'warn' | 'error'>;

/** Hands the mails over and records what came of it. */
export const call = async (
  deps: SendDeps,
  chunk: ClaimedChunk,
  {numbers, key, batch}: Extract<PrepareResult, {kind: 'ready'}>,
): Promise<ChunkResult> => {
  const {ledger, transport, log} = deps;
  const {edition, run, chunk: part} = chunk.name;
  const stop = await ledger.globalStop();
  if (stop) return keep(deps, chunk, stopHold(stop));
  const begun = await chunk.beginCall();
  if (begun.kind === 'ordered') return keep(deps, chunk, orderHold(begun.order));
  if (begun.kind !== 'begun') return begun;
  const answer = await whileRenewing(deps, chunk, () => transport.send({key, batch}));
  const reason = 'reason' in answer ? answer.reason : undefined;
  const told = {event: `call.${answer.kind}`, edition, run, chunk: part, mails: batch.mails, reason};
  log[LEVELS[answer.kind]](told, `call ${answer.kind}`);
  if (answer.kind === 'conflict') await ledger.noteConflict(edition);
  return record(deps, chunk, numbers, answer);
};

/** One answer, one entry in the ledger. */
const record = async (
  deps: SendDeps,
  chunk: ClaimedChunk,
  numbers: number[],
  answer: Answer,
): Promise<ChunkResult> => {
  const {rate, transport, clock, random} = deps;
  const {replaySafeMs} = transport;
  const step = nextStep({
    ...{answer, mails: numbers.length, losses: chunk.losses, replaySafeMs},
    random: random(),
  });
  const now = clock.now();
  switch (step.kind) {
    case 'accept':
      return settle(deps, chunk, numbers, {outcome: 'accepted', messageIds: step.messageIds, reason: ''});
    case 'end':
      return settle(deps, chunk, numbers, step);
    case 'split':
      return splitAfterRefusal(deps, chunk, numbers, step.reason);
    case 'repeat':
      return chunk.defer({at: now + step.waitMs, reason: step.reason, call: step.call});
    case 'back-off':
      await rate.backOff(step.waitMs, step.reason);
      return chunk.defer({at: now + step.waitMs, reason: step.reason, call: 'refused'});
    case 'blocked':
      return pauseWhileBlocked(deps, chunk, step.reason);
  }
};

/** Everybody's mail waits until a person has acted; nothing of the call was taken. */
const pauseWhileBlocked = async (
  {ledger, clock, log}: SendDeps,
  chunk: ClaimedChunk,
  reason: string,
): Promise<ChunkResult> => {
  const {edition} = chunk.name;
  const at = clock.now();
  const order = {verb: 'pause' as const, who: MACHINE, at, why: reason, isBlocked: true};
  if ((await ledger.giveOrder(edition, order)) === 'given')
    log.error({event: 'edition.blocked', edition, reason}, `no call can succeed: ${reason}`);
  return chunk.defer({at, reason, call: 'refused'});
};

/** The halves go on alone, unless so many calls were refused alike that a person must look. */
const splitAfterRefusal = async (
  {ledger, log, clock}: SendDeps,
  chunk: ClaimedChunk,
  numbers: number[],
  reason: string,
): Promise<ChunkResult> => {
  const split = await chunk.split(numbers, reason);
  const {edition} = chunk.name;
  await ledger.noteRefusal(edition, reason);
  await pauseIfItGoesWrong({ledger, edition, now: clock.now(), log});
  return split;
};
