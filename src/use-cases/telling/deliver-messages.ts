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
  const {channel, type} = message;
  const result = await deliver(id, message);
  const pause = PAUSES_MS[message.attempts];
  const outcome = outcomeOf(result, pause);
  if (outcome === 'delayed' && pause !== undefined)
    await telling.retry(id, {...message, attempts: message.attempts + 1}, clock.now() + pause);
  else await telling.done(id);
  const line = {event: `message.${outcome}`, channel, type, reason: reasonOf(result)};
  if (outcome === 'taken') log.debug(line, 'a message was taken');
  else if (outcome === 'delayed') log.warn(line, 'a message is tried again');
  else log.error(line, 'a message was given up');
  return outcome === 'taken';
};

const outcomeOf = ({kind}: PostResult, pause: number | undefined) => {
  if (kind === 'taken') return 'taken';
  return kind === 'failed' && pause !== undefined ? 'delayed' : 'dropped';
};

const reasonOf = (result: PostResult): string | undefined => {
  if (result.kind === 'taken') return undefined;
  return result.kind === 'failed' ? result.reason : '410';
};
