import type {Redis} from '../../redis/redis.ts';
import {type AuditEntry, readAudit} from './audit.ts';
import {ledgerScript} from './script.ts';

/** Since when, on whose order and why nothing at all is sent. */
export type GlobalStop = {
  at: number;
  who: string;
  reason: string;
  /** After a restore: since when (ms since 1970) it is not known who said no; no order lifts that. */
  noesSince?: number;
};

/** The stop in words. */
export const whyStopped = ({reason}: GlobalStop): string => `all sending is stopped: ${reason}`;

type Place = {redis: Redis; prefix: string};

const orderScript = ledgerScript('give-order');

const keyOf = (prefix: string): string => `${prefix}:{stop}`;

/** The stream of every stop of everything and its end. */
export const globalStopAuditKey = (prefix: string): string => `${keyOf(prefix)}:audit`;

/**
 * The stop of everything, letters too; null while mail may leave. It stands in a slot of its own, so it is
 * read just before a call rather than in the step that begins it: a call that began before is under way.
 */
export const readGlobalStop = async ({redis, prefix}: Place): Promise<GlobalStop | null> => {
  const {order, at, who = '', reason = '', noesSince, restoredAt} = await redis.hgetall(keyOf(prefix));
  if (noesSince !== undefined) return stopForNoes(Number(noesSince), Number(restoredAt));
  return order === undefined ? null : {at: Number(at), who, reason};
};

const stopForNoes = (noesSince: number, restoredAt: number): GlobalStop => ({
  ...{at: restoredAt, who: 'paperboy restore', noesSince},
  reason:
    `a backup of ${new Date(noesSince).toISOString()} was restored, and who left since is not known ` +
    '(paperboy noes apply FILE, then paperboy noes done)',
});

/**
 * Stops everything until the noes since a backup was made (ms since 1970) are dealt with; what an older
 * restore still waits for stays.
 */
export const stopUntilNoesAreKnown = async (
  {redis, prefix}: Place,
  {since, now}: {since: number; now: number},
): Promise<void> => {
  const key = keyOf(prefix);
  await redis.hsetnx(key, 'noesSince', since);
  await redis.hset(key, 'restoredAt', now);
};

/** Lifts that stop, with its audit entry; an operator's own stays. False where there was none. */
export const endStopForNoes = async (
  {redis, prefix}: Place,
  {who, now}: {who: string; now: number},
): Promise<boolean> => {
  const since = await redis.hget(keyOf(prefix), 'noesSince');
  if (since === null || (await redis.hdel(keyOf(prefix), 'noesSince')) === 0) return false;
  const why = `the noes since ${new Date(Number(since)).toISOString()} are dealt with`;
  await redis.xadd(globalStopAuditKey(prefix), '*', 'what', 'resumed', 'who', who, 'at', now, 'why', why);
  return true;
};

/** Stops everything or lifts the stop, with its audit entry. False when it was so before. */
export const giveGlobalStop = async (
  {redis, prefix}: Place,
  {verb, who, at, why}: {verb: 'pause' | 'resume'; who: string; at: number; why: string},
): Promise<boolean> => {
  const key = keyOf(prefix);
  return (
    (await orderScript(redis, {keys: [key, globalStopAuditKey(prefix)], args: [verb, who, at, why]})) ===
    'given'
  );
};

/** Every stop of everything and its end, oldest first. */
export const readGlobalStopAudit = ({redis, prefix}: Place): Promise<AuditEntry[]> =>
  readAudit(redis, globalStopAuditKey(prefix));
