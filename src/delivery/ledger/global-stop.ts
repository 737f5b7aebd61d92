import type {Redis} from '../../redis/redis.ts';
import {type AuditEntry, readAudit} from './audit.ts';
import {ledgerScript} from './script.ts';

/** Since when, on whose order and why nothing at all is sent. */
export type GlobalStop = {at: number; who: string; reason: string};

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
  const {order, at, who = '', reason = ''} = await redis.hgetall(keyOf(prefix));
  return order === undefined ? null : {at: Number(at), who, reason};
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
