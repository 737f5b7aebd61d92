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
 * Delivers every message that is due. What is not taken is tried again with growing pauses, under the same
 * id, and given up after three days; `410 Gone` ends it at once.
 */
export const deliverMessages = async (deps: DeliverMessagesDeps): Promise<{delivered: number}> => {
  const {telling, clock} = deps;
  let delivered = 0;
  for (;;) {
    const now = clock.now();
    const due = await telling.claim(now, now + LEASE_MS);
    if (due.length === 0) return {delivered};
    for (const [id, message] of due) if (await deliverOne(deps, id, message)) delivered++;
  }
};

const deliverOne = async (
  {telling, deliver, clock, log}: DeliverMessagesDeps,
  id: string,
  message: Message,
): Promise<boolean> => {
  const result = await deliver(id, message);
  const pause = PAUSES_MS[message.attempts];
  if (result.kind === 'failed' && pause !== undefined) {
    const again = {...message, attempts: message.attempts + 1};
    await telling.retry(id, again, clock.now() + pause);
    logOutcome(log, message, {outcome: 'delayed', reason: result.reason});
    return false;
  }
  await telling.done(id);
  const isTaken = result.kind === 'taken';
  const outcome = isTaken ? 'delivered' : 'dropped';
  logOutcome(log, message, {outcome, reason: result.kind === 'failed' ? result.reason : null});
  return isTaken;
};

type Outcome = {outcome: 'delivered' | 'delayed' | 'dropped'; reason: string | null};

const LEVELS = {delivered: 'info', delayed: 'warn', dropped: 'error'} as const;

const logOutcome = (log: Log, {channel, type}: Message, {outcome, reason}: Outcome): void =>
  log[LEVELS[outcome]]({event: `message.${outcome}`, channel, type, reason}, `a message was ${outcome}`);
