import {type Clock, DAY} from '../../clock.ts';
import type {BodyBuffers, RoomFor} from '../../delivery/chunks/body-buffers.ts';
import {findHold, type Hold, orderHold, stopHold} from '../../delivery/chunks/hold.ts';
import {
  newestKeyId,
  type PrepareDeps,
  type PrepareResult,
  prepareChunk,
} from '../../delivery/chunks/prepare-chunk.ts';
import {LEASE_MS, whileRenewing} from '../../delivery/chunks/while-renewing.ts';
import {MACHINE} from '../../delivery/ledger/audit.ts';
import type {ChunkName} from '../../delivery/ledger/chunk-name.ts';
import type {
  ClaimedChunk,
  DeferredResult,
  SettledResult,
  Settlement,
  SplitResult,
} from '../../delivery/ledger/claimed-chunk.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import {pauseIfItGoesWrong} from '../../delivery/orders/auto-pause.ts';
import {beginWithPermit, type Permit, type Rate} from '../../delivery/rate/rate.ts';
import {FIRST_RUN, SCHEDULED} from '../../delivery/runs/scheduled-run.ts';
import {tellEnd} from '../../delivery/runs/tell-end.ts';
import {nextStep} from '../../delivery/transports/next-step.ts';
import {toReason} from '../../delivery/transports/reason.ts';
import {REPLAY_SAFE_MS} from '../../delivery/transports/retry.ts';
import type {Answer, Transport} from '../../delivery/transports/transport.ts';
import type {Log} from '../../log.ts';

export type SendDeps = PrepareDeps & {
  ledger: Ledger;
  transport: Transport;
  rate: Rate;
  bodyBuffers: BodyBuffers;
  /** How late a scheduled mail may still go out, ms. */
  catchUpMs: number;
  /** Names this process among those that claim chunks. */
  workerId: string;
  clock: Clock;
  /** A number in [0, 1). */
  random: () => number;
  log: Log;
};

export type ChunkResult =
  | SettledResult
  | SplitResult
  /** To be taken up again at `at`, ms. */
  | DeferredResult
  /** Nothing to do: settled before, unknown, ordered to stop, or taken over by another worker. */
  | {kind: 'untouched'; because: 'settled' | 'missing' | 'paused' | 'stopped' | 'unplanned' | 'fenced'};

/** A conflict is an alarm, and so is what no call can get past. */
const LEVELS = {
  ...{accepted: 'info', wait: 'info', lost: 'warn', refused: 'warn'},
  ...{blocked: 'error', conflict: 'error'},
} as const satisfies Record<Answer['kind'], 'info' | 'warn' | 'error'>;

/** After this long a mail that waited is no longer news. */
const MAX_WAITED_MS = 2 * DAY;

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
  const {ledger, clock, workerId} = deps;
  const claimed = await ledger.claim({name, leaseMs: LEASE_MS, workerId, clock});
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

const sendClaimed = async (deps: SendDeps, chunk: ClaimedChunk): Promise<ChunkResult> => {
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
  const prepared = await whileRenewing(chunk, log, () => prepareChunk({...deps, roomFor}, chunk));
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

const isDoubtfulForTooLong = ({clock, transport}: SendDeps, {doubtSince}: ClaimedChunk): boolean =>
  doubtSince !== null && clock.now() - doubtSince >= transport.replaySafeMs;

/**
 * Whether it is too late for a chunk that was never called. One that nobody saw before is left out as soon as
 * Resend could have forgotten its key, since a restored Redis may not know that it was sent. In the scheduled
 * run it is left out already after the time to catch up. One that a worker saw in time and let wait (a quota,
 * a pause) has two days.
 */
const isStale = async (
  {ledger, clock, catchUpMs}: SendDeps,
  {name, doubtSince, calls, wave, isFirst}: ClaimedChunk,
): Promise<boolean> => {
  if (doubtSince !== null || calls > 0) return false;
  const lateMs = clock.now() - Date.parse(wave);
  if (!isFirst) return lateMs > MAX_WAITED_MS;
  if (lateMs > REPLAY_SAFE_MS) return true;
  if (lateMs <= catchUpMs || name.run !== FIRST_RUN) return false;
  return (await ledger.findRun(name.edition, name.run))?.reason === SCHEDULED;
};

/** Hands the mails over and records what came of it. */
const call = async (
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
  const answer = await whileRenewing(chunk, log, () => transport.send({key, batch}));
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

const settle = async (
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
const keep = async (deps: SendDeps, chunk: ClaimedChunk, hold: Hold): Promise<ChunkResult> => {
  if (hold.kind === 'call-off') return callOff(deps, chunk, hold.reason);
  await chunk.defer({at: 0, reason: hold.reason, call: 'none'});
  return {kind: 'untouched', because: hold.because};
};

/**
 * Ends a chunk without a call: excluded where nothing was taken for sure, uncertain where a call may have
 * been.
 */
const callOff = async (deps: SendDeps, chunk: ClaimedChunk, reason: string): Promise<ChunkResult> => {
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
