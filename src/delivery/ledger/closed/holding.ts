import type {EditionId} from '../../../editions/edition.ts';
import {MACHINE} from '../audit.ts';
import {parseOpenName} from '../chunk-name.ts';
import {countMails, decodeMail, mailRange, stateCode} from '../layout.ts';
import type {LedgerStore} from '../ledger-keys.ts';
import type {Counts} from '../runs.ts';

/**
 * How the ledger of a backup is held once it is restored: whatever was pending may have been sent after the
 * backup was made. Only the restore calls this, while nobody else works on this Redis, and may call it again.
 */

export type Holding = {
  /** When the backup was restored, ms since 1970. */
  now: number;
  why: string;
  /** How many runs the edition has. */
  lastRun: number;
};

/** Holds what a backup held of an edition. */
export const ledgerHolding = (store: LedgerStore) => ({
  hold: (edition: EditionId, holding: Holding) => holdEdition(store, edition, holding),
  /** Makes the sums of an edition say what its mails say. */
  writeCounts: async (edition: EditionId, counts: Counts) => {
    await store.redis.hset(store.keysOf(edition).counts, counts);
  },
});

const MAILS_AT_ONCE = 50_000;

/** Nothing of an edition stays pending or open; returns how many mails are uncertain by that. */
const holdEdition = async (store: LedgerStore, edition: EditionId, holding: Holding): Promise<number> => {
  const {redis, keysOf} = store;
  const keys = keysOf(edition);
  await redis.hset(keys.counts, 'heldAt', holding.now);
  // A pause would hold back the re-send, too; there is nothing left that it could pause.
  if ((await redis.hget(keys.orders, 'order')) === 'paused') await redis.unlink(keys.orders);
  await holdChunks(store, edition, holding);
  const mails = await holdMails(store, edition);
  await holdRuns(store, edition, holding);
  await redis.xadd(keys.audit, '*', 'what', 'held', 'who', MACHINE, 'at', holding.now, 'why', holding.why);
  return mails;
};

const OF_A_WORKER = [
  ...['leaseUntil', 'holder', 'notBefore', 'lastReason', 'fence', 'revision', 'calls', 'losses'],
  ...['doubtCall', 'calledAt'],
];

const holdChunks = async ({redis, keysOf}: LedgerStore, edition: EditionId, {now, why}: Holding) => {
  const keys = keysOf(edition);
  for (const text of await redis.smembers(keys.open)) {
    const name = parseOpenName(edition, text);
    if (name === null || (await redis.exists(keys.chunk(name))) === 0) continue;
    // A log of calls is searched from its freeze to this moment: it may have been sent at any time between.
    await redis.hset(keys.chunk(name), 'state', 'uncertain', 'settledAt', now, 'reason', why);
    await redis.hdel(keys.chunk(name), ...OF_A_WORKER);
    await redis.unlink(keys.addresses(name));
  }
  await redis.unlink(keys.open);
};

const holdMails = async ({redis, keysOf}: LedgerStore, edition: EditionId): Promise<number> => {
  const {mails} = keysOf(edition);
  const [from, until] = [0, countMails(await redis.strlen(mails))];
  let held = 0;
  for (let first = from; first < until; first += MAILS_AT_ONCE) {
    const range = mailRange(first, MAILS_AT_ONCE);
    const slice = await redis.getrangeBuffer(mails, ...range);
    let changed = 0;
    for (let place = 0; place < countMails(slice.length); place++) {
      if (decodeMail(slice, place).state !== 'pending') continue;
      slice[mailRange(place)[0]] = stateCode('uncertain');
      changed += 1;
    }
    if (changed > 0) await redis.setrange(mails, range[0], slice);
    held += changed;
  }
  return held;
};

const holdRuns = async ({redis, keysOf}: LedgerStore, edition: EditionId, {now, lastRun}: Holding) => {
  for (let run = 1; run <= lastRun; run++) {
    const key = keysOf(edition).run(run);
    const [pending, planning] = await redis.hmget(key, 'pending', 'planning');
    if (planning === 'open') await redis.hset(key, 'planning', 'called-off');
    await redis.hsetnx(key, 'lastAt', now);
    if (Number(pending ?? 0) === 0) continue;
    await redis.hincrby(key, 'uncertain', Number(pending));
    await redis.hset(key, 'pending', 0);
  }
};
