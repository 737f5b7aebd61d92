import {type Clock, DAY, SECOND} from '../../clock.ts';
import {findHindrance, toStopped} from '../../delivery/chunks/hold.ts';
import type {GatherWishes} from '../../delivery/chunks/load-interests.ts';
import {
  type Chunk,
  held,
  membersOf,
  newestKeyId,
  type Preparation,
  prepareChunk,
} from '../../delivery/chunks/prepare-chunk.ts';
import {pauseAfterLoss, REPLAY_SAFE_MS} from '../../delivery/chunks/retry.ts';
import {MACHINE} from '../../delivery/ledger/audit.ts';
import type {ChunkName} from '../../delivery/ledger/chunk-name.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import {pauseIfItGoesWrong} from '../../delivery/orders/auto-pause.ts';
import {beginTurn, type Rate} from '../../delivery/rate/rate.ts';
import type {Answer, Transport} from '../../delivery/transports/transport.ts';
import type {Log} from '../../log.ts';
import type {openPresses} from '../../mail/edition-renderer.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {FIRST_RUN, SCHEDULED} from './send-edition.ts';

export type SendingRooms = {
  ledger: Ledger;
  subscribers: Pick<Subscribers, 'read'>;
  presses: ReturnType<typeof openPresses>;
  gatherWishes: GatherWishes;
  transport: Transport;
  rate: Rate;
  /** The secrets that sign links, newest first. */
  tokenSecrets: string[];
  /** How late a scheduled mail may still go out, ms. */
  catchUpMs: number;
  /** Names this process among those that claim chunks. */
  holder: string;
  clock: Clock;
  /** A number in [0, 1). */
  luck: () => number;
  log: Log;
};

export type ChunkOutcome =
  | {kind: 'settled'; outcome: 'accepted' | 'failed' | 'uncertain' | 'excluded'; mails: number}
  | {kind: 'split'; reason: string}
  /** To be taken up again at `at`, ms. */
  | {kind: 'later'; at: number; reason: string}
  /** Nothing to do: settled before, unknown, ordered to stop, or taken over by another worker. */
  | {kind: 'left'; because: 'settled' | 'missing' | 'paused' | 'stopped' | 'unplanned' | 'fenced'};

/** How long a claim holds without being renewed: short, so that a killed worker's chunk is soon another's. */
export const LEASE_MS = 4 * SECOND;

/** After this long a mail that waited is news no more. */
const WAITED_TOO_LONG_MS = 2 * DAY;

/** Sends one chunk, or takes it as far as it goes now. Whatever happens in between, the ledger says what to do next. */
export const sendChunk = async (rooms: SendingRooms, name: ChunkName): Promise<ChunkOutcome> => {
  const {ledger, clock, holder} = rooms;
  const claimed = await ledger.claim({name, now: clock.now(), leaseMs: LEASE_MS, holder});
  if (claimed.kind === 'later') return {kind: 'later', at: claimed.at, reason: 'another worker has it'};
  if (claimed.kind !== 'claimed') return {kind: 'left', because: claimed.kind};
  const chunk: Chunk = {rooms, name, claim: claimed.claim};

  const hindrance = await findHindrance(ledger, name);
  if (hindrance?.kind === 'wait') return giveBack(chunk, hindrance);
  if (hindrance) return callOff(chunk, hindrance.reason);
  if (isDoubtfulForTooLong(chunk))
    return settle(chunk, await membersOf(chunk), {
      outcome: 'uncertain',
      reason: 'no answer within the time in which a repeat is safe',
    });
  if (await isStale(chunk)) return callOff(chunk, 'planned too long ago');

  const turn = await rooms.rate.takeTurn('chunk');
  if (turn.kind === 'refused') return waitForTurn(chunk, turn);
  await clock.sleep(turn.waitMs);

  const prepared = await whileRenewing(chunk, () => prepareChunk(chunk));
  switch (prepared.kind) {
    case 'ready': {
      const beginning = await beginTurn(turn, clock.sleep);
      if (beginning.kind === 'refused') return waitForTurn(chunk, beginning);
      try {
        return await call(chunk, prepared);
      } finally {
        await beginning.end();
      }
    }
    case 'empty':
      return {kind: 'settled', outcome: 'excluded', mails: 0};
    case 'fenced':
      return {kind: 'left', because: 'fenced'};
    case 'gone':
      rooms.log.error({event: 'chunk.not-rebuilt', ...name, reason: prepared.reason}, prepared.reason);
      return settle(chunk, prepared.numbers, {outcome: 'uncertain', reason: prepared.reason});
  }
};

const waitForTurn = (chunk: Chunk, {waitMs}: {waitMs: number}): Promise<ChunkOutcome> =>
  defer(chunk, {at: chunk.rooms.clock.now() + waitMs, reason: 'waiting for its turn', call: 'none'});

const isDoubtfulForTooLong = ({rooms, claim}: Chunk): boolean =>
  claim.doubtSince !== null && rooms.clock.now() - claim.doubtSince >= rooms.transport.replaySafeMs;

/**
 * Whether it is too late for a chunk that was never called. One that nobody saw before is left out as soon as Resend could have forgotten its
 * key, since a restored Redis may not know that it was sent; in the scheduled run already after the time to catch up. One that
 * a worker saw in time and let wait (a quota, a pause) has two days.
 */
const isStale = async ({rooms, name, claim}: Chunk): Promise<boolean> => {
  if (claim.doubtSince !== null || claim.calls > 0) return false;
  const lateMs = rooms.clock.now() - Date.parse(claim.wave);
  if (!claim.isFirst) return lateMs > WAITED_TOO_LONG_MS;
  if (lateMs > REPLAY_SAFE_MS) return true;
  if (lateMs <= rooms.catchUpMs || name.run !== FIRST_RUN) return false;
  return (await rooms.ledger.findRun(name.edition, name.run))?.reason === SCHEDULED;
};

/** Hands the mails over and records what came of it. */
const call = async (
  chunk: Chunk,
  {numbers, key, mails}: Extract<Preparation, {kind: 'ready'}>,
): Promise<ChunkOutcome> => {
  const {rooms, name} = chunk;
  const stop = await rooms.ledger.globalStop();
  if (stop) return giveBack(chunk, toStopped(stop));
  const begun = await rooms.ledger.beginCall(held(chunk), LEASE_MS);
  if (begun === 'paused') return giveBack(chunk, {because: 'paused', reason: 'the edition is paused'});
  if (begun === 'cancelled') return callOff(chunk, 'the edition was cancelled');
  if (begun === 'fenced') return {kind: 'left', because: 'fenced'};
  const answer = await whileRenewing(chunk, () => rooms.transport.send({key, mails}));
  rooms.log.info(
    {
      event: `call.${answer.kind}`,
      edition: name.edition,
      run: name.run,
      chunk: name.chunk,
      mails: mails.length,
      reason: reasonOf(answer),
    },
    `call ${answer.kind}`,
  );
  return record(chunk, numbers, answer);
};

/** One answer, one entry in the ledger. */
const record = async (chunk: Chunk, numbers: number[], answer: Answer): Promise<ChunkOutcome> => {
  const {rooms, name, claim} = chunk;
  const now = rooms.clock.now();
  switch (answer.kind) {
    case 'accepted':
      return settle(chunk, numbers, {outcome: 'accepted', messageIds: answer.messageIds, reason: ''});
    case 'refused':
      return numbers.length > 1
        ? split(chunk, numbers, answer.reason)
        : settle(chunk, numbers, {outcome: 'failed', reason: answer.reason});
    case 'wait':
      // A concurrent call under the same key is an earlier one of this chunk: what it came to is not known yet.
      if (answer.because === 'concurrent')
        return defer(chunk, {at: now + answer.waitMs, reason: answer.reason, call: 'none'});
      await rooms.rate.holdBack(answer.waitMs, answer.reason);
      return defer(chunk, {at: now + answer.waitMs, reason: answer.reason, call: 'refused'});
    case 'lost':
      // A transport without a safe repeat has had its only try.
      if (rooms.transport.replaySafeMs === 0)
        return settle(chunk, numbers, {outcome: 'uncertain', reason: answer.reason});
      return defer(chunk, {
        at: now + pauseAfterLoss(claim.losses, rooms.luck()),
        reason: answer.reason,
        call: 'lost',
      });
    case 'blocked':
      await rooms.ledger.giveOrder(name.edition, {verb: 'pause', who: MACHINE, at: now, why: answer.reason});
      return defer(chunk, {at: now, reason: answer.reason, call: 'refused'});
    case 'conflict':
      return settle(chunk, numbers, {outcome: 'uncertain', reason: answer.reason});
  }
};

const settle = async (
  chunk: Chunk,
  numbers: number[],
  settlement:
    | {outcome: 'accepted'; messageIds: string[]; reason: string}
    | {outcome: 'failed' | 'uncertain'; reason: string},
): Promise<ChunkOutcome> => {
  const settled = await chunk.rooms.ledger.settle(held(chunk), numbers, settlement);
  if (settled === 'fenced') return {kind: 'left', because: 'fenced'};
  const {ledger, log, clock} = chunk.rooms;
  if (settlement.outcome === 'failed')
    await pauseIfItGoesWrong({ledger, edition: chunk.name.edition, now: clock.now(), log});
  return {kind: 'settled', outcome: settlement.outcome, mails: numbers.length};
};

const split = async (chunk: Chunk, numbers: number[], reason: string): Promise<ChunkOutcome> => {
  const done = await chunk.rooms.ledger.split(held(chunk), numbers, reason);
  return done === 'fenced' ? {kind: 'left', because: 'fenced'} : {kind: 'split', reason};
};

const defer = async (
  chunk: Chunk,
  later: {at: number; reason: string; call: 'none' | 'refused' | 'lost'},
): Promise<ChunkOutcome> => {
  const done = await chunk.rooms.ledger.defer(held(chunk), later);
  return done === 'fenced'
    ? {kind: 'left', because: 'fenced'}
    : {kind: 'later', at: later.at, reason: later.reason};
};

const giveBack = async (
  chunk: Chunk,
  {because, reason}: {because: 'paused' | 'stopped' | 'unplanned'; reason: string},
): Promise<ChunkOutcome> => {
  await chunk.rooms.ledger.defer(held(chunk), {at: 0, reason, call: 'none'});
  return {kind: 'left', because};
};

/** Ends a chunk without a call: excluded where nothing was taken for sure, uncertain where a call may have been. */
const callOff = async (chunk: Chunk, reason: string): Promise<ChunkOutcome> => {
  const numbers = await membersOf(chunk);
  if (chunk.claim.doubtSince !== null) return settle(chunk, numbers, {outcome: 'uncertain', reason});
  const empty = {
    manifest: {keyId: newestKeyId(chunk.rooms), members: []},
    addresses: [],
    payloadHash: '',
    key: '',
    revision: 0,
  };
  const done = await chunk.rooms.ledger.freeze(held(chunk), {
    ...empty,
    excluded: numbers.map(number => ({number, reason})),
  });
  return done === 'empty'
    ? {kind: 'settled', outcome: 'excluded', mails: 0}
    : {kind: 'left', because: 'fenced'};
};

/** Keeps the claim alive while mails are made or a slow answer is awaited. */
const whileRenewing = async <Result>(chunk: Chunk, work: () => Promise<Result>): Promise<Result> => {
  const {rooms} = chunk;
  const timer = setInterval(() => {
    rooms.ledger
      .renew(held(chunk), LEASE_MS)
      .catch(error =>
        rooms.log.warn({event: 'claim.not-renewed', error: String(error)}, 'claim not renewed'),
      );
  }, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};

const reasonOf = (answer: Answer): string | undefined => ('reason' in answer ? answer.reason : undefined);
