import {type Clock, DAY, MINUTE} from '../../clock.ts';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import {daysOf} from '../../editions/edition-id.ts';
import type {Log} from '../../log.ts';
import {findTroubles, type TroubleFacts} from '../../ops/telling/find-troubles.ts';
import type {Channel, Message} from '../../ops/telling/message.ts';
import type {Messages, TellingStore} from '../../ops/telling/telling-store.ts';

export type WatchTroublesDeps = {
  readFacts: () => Promise<TroubleFacts>;
  telling: TellingStore;
  /** The ways that are set up to tell an operator. */
  channels: readonly Channel[];
  /** Whether a program hears of events. */
  hasEvents: boolean;
  /** A new id of a message. */
  newId: () => string;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** What is gone for less may come back: a rate that goes up and down is one trouble. */
const GONE_FOR_MS = 5 * MINUTE;

/**
 * Looks at the instance and tells each trouble once when it starts and once when it has ended, to the log and
 * to whom the operator named. Any number of processes may look: each tale is told by one of them.
 */
export const watchTroubles = async (deps: WatchTroublesDeps): Promise<{troubles: number}> => {
  const {telling, clock, log} = deps;
  const facts = await deps.readFacts();
  const troubles = findTroubles(facts);
  const now = clock.now();
  for (const trouble of troubles) {
    const {key, line} = trouble;
    const messages = messagesOf(deps, {type: 'trouble.started', at: now, data: {key, line}});
    if (await telling.begin(trouble, {now, messages})) logChange(log, {what: 'started', key, line});
  }
  const present = new Set(troubles.map(({key}) => key));
  for (const [key, line] of await telling.known()) {
    if (present.has(key)) continue;
    const messages = messagesOf(deps, {type: 'trouble.ended', at: now, data: {key, line}});
    const isTold = await telling.end(key, {now, graceMs: GONE_FOR_MS, messages});
    if (isTold) logChange(log, {what: 'ended', key, line: line ?? key});
  }
  if (deps.hasEvents) for (const status of facts.statuses) await tellEdition(deps, status);
  return {troubles: troubles.length};
};

type Change = {what: 'started' | 'ended'; key: string; line: string};

const logChange = (log: Log, {what, key, line}: Change): void => {
  const entry = {event: `trouble.${what}`, trouble: key};
  if (what === 'started') log.warn(entry, line);
  else log.info(entry, `over: ${line}`);
};

const messagesOf = (
  {channels, newId}: WatchTroublesDeps,
  message: Omit<Message, 'channel' | 'attempts'>,
): Messages => new Map(channels.map(channel => [newId(), {...message, channel, attempts: 0}]));

/** What happened longer ago is no news to a program that is named today. */
const NEWS_FOR_MS = 3 * DAY;

const tellEdition = async (deps: WatchTroublesDeps, status: EditionStatus): Promise<void> => {
  const {telling, clock} = deps;
  const {edition, state, papers, counts} = status;
  if (papers === 0 || clock.now() - Date.parse(daysOf(edition).at(-1) ?? '') > NEWS_FOR_MS) return;
  const {audience, accepted, failed, excluded, uncertain} = counts;
  const data = {edition, papers, audience, accepted, failed, excluded, uncertain, reason: status.reason};
  const happened = ['ready', ...(state === 'done' || state === 'paused' ? [state] : [])];
  if (state !== 'paused') await telling.unsay(edition, 'paused');
  for (const what of happened) {
    if (!(await telling.sayOnce(edition, what))) continue;
    const message = {channel: 'events', type: `edition.${what}`, at: clock.now(), data, attempts: 0} as const;
    await telling.add(new Map([[deps.newId(), message]]), clock.now());
  }
};
