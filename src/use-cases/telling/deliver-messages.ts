import {type Clock, HOUR, MINUTE} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {Message} from '../../ops/telling/message.ts';
import type {PostResult} from '../../ops/telling/post-json.ts';
import type {TellingStore} from '../../ops/telling/telling-store.ts';

export type DeliverMessagesDeps = {
  telling: TellingStore;
  /** Sends one message by its channel, under its id; never throws for what the other side does. */
  deliver: (id: string, message: Message) => Promise<PostResult>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** Longer than one call may take, so that no second process makes it meanwhile. */
const LEASE_MS = 2 * MINUTE;

/** The pauses that Standard Webhooks proposes, over three days. */
const PAUSES_MS = [
  ...[MINUTE, 5 * MINUTE, 30 * MINUTE],
  ...[2, 5, 10, 14, 20, 24].map(hours => hours * HOUR),
];

/**
 * Delivers every message that is due, each channel beside the others: email that waits for a call while a
 * quota is used up must not keep an alert back. What is not taken is tried again with growing pauses, under
 * the same id, and given up after three days; `410 Gone` ends it at once. A channel that failed is left until
 * the next minute.
 */
export const deliverMessages = async (deps: DeliverMessagesDeps): Promise<{delivered: number}> => {
  const {telling, clock} = deps;
  let delivered = 0;
  for (;;) {
    const now = clock.now();
    const due = await telling.claim(now, now + LEASE_MS);
    if (due.length === 0) return {delivered};
    const channels = new Set(due.map(([, {channel}]) => channel));
    const taken = [...channels].map(name =>
      deliverAll(
        deps,
        due.filter(([, {channel}]) => channel === name),
      ),
    );
    for (const count of await Promise.all(taken)) delivered += count;
  }
};

/** One after the other; how many were taken. */
const deliverAll = async (deps: DeliverMessagesDeps, due: [string, Message][]): Promise<number> => {
  let taken = 0;
  for (const [place, [id, message]] of due.entries()) {
    const outcome = await deliverOne(deps, id, message);
    if (outcome === 'delivered') taken++;
    if (outcome !== 'delayed') continue;
    const at = deps.clock.now() + MINUTE;
    for (const [other, rest] of due.slice(place + 1)) await deps.telling.retry(other, rest, at);
    break;
  }
  return taken;
};

const deliverOne = async (
  {telling, deliver, clock, log}: DeliverMessagesDeps,
  id: string,
  message: Message,
): Promise<Outcome['outcome']> => {
  const result = await deliver(id, message);
  const pause = PAUSES_MS[message.attempts];
  if (result.kind === 'failed' && pause !== undefined) {
    const again = {...message, attempts: message.attempts + 1};
    await telling.retry(id, again, clock.now() + pause);
    logOutcome(log, message, {outcome: 'delayed', reason: result.reason});
    return 'delayed';
  }
  await telling.done(id);
  const outcome = result.kind === 'taken' ? 'delivered' : 'dropped';
  logOutcome(log, message, {outcome, reason: result.kind === 'failed' ? result.reason : null});
  return outcome;
};

type Outcome = {outcome: 'delivered' | 'delayed' | 'dropped'; reason: string | null};

const LEVELS = {delivered: 'info', delayed: 'warn', dropped: 'error'} as const;

const logOutcome = (log: Log, {channel, type}: Message, {outcome, reason}: Outcome): void =>
  log[LEVELS[outcome]]({event: `message.${outcome}`, channel, type, reason}, `a message was ${outcome}`);
