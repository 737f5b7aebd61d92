import {type Clock, MINUTE} from '../../clock.ts';
import type {Log} from '../../log.ts';
import {describeRedisTrouble} from '../../redis/trouble.ts';
import type {RedisTrouble} from '../../redis/trouble-words.ts';
import type {Channel, Message} from './message.ts';
import type {PostResult} from './post-json.ts';
import type {TellingStore} from './telling-store.ts';

/** Since when Redis cannot be worked with, why, and whether that was told. */
export type Outage = {since: number; line: string; isTold: boolean};

/** What is over within a minute needs nobody. */
const WORTH_TELLING_MS = MINUTE;

/** What a look makes of an outage: whether one goes on, and whether its start or end is to be told. */
export const nextOutage = (
  outage: Outage | null,
  trouble: RedisTrouble | null,
  now: number,
): {outage: Outage | null; tell: 'started' | 'ended' | null} => {
  if (trouble === null) {
    const isWorthIt = outage !== null && now - outage.since >= WORTH_TELLING_MS;
    return {outage: null, tell: isWorthIt ? 'ended' : null};
  }
  if (outage === null)
    return {outage: {since: now, line: describeRedisTrouble(trouble), isTold: false}, tell: null};
  const isNews = !outage.isTold && now - outage.since >= WORTH_TELLING_MS;
  return {outage, tell: isNews ? 'started' : null};
};

export type TellOutageDeps = {
  /** Why Redis cannot be worked with; null as far as is known. */
  trouble: () => RedisTrouble | null;
  /** Posts one alert without Redis; null where there is no ALERT_URL. */
  post: ((id: string, message: Message) => Promise<PostResult>) | null;
  telling: Pick<TellingStore, 'add'>;
  channels: readonly Channel[];
  newId: () => string;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/**
 * A look each minute at whether Redis is away, where all else that is to be told is kept. The start of an
 * outage is posted at once and kept nowhere; its end goes by every channel, with how long it was.
 */
export const openTellOutage = (deps: TellOutageDeps): (() => Promise<void>) => {
  let outage: Outage | null = null;
  return async () => {
    const now = deps.clock.now();
    const before = outage;
    const next = nextOutage(before, deps.trouble(), now);
    outage = next.outage;
    if (next.tell === 'started' && outage !== null)
      outage = {...outage, isTold: await tellStart(deps, outage)};
    if (next.tell !== 'ended' || before === null) return;
    try {
      await tellEnd(deps, before);
    } catch (error) {
      // It went again: the same outage goes on.
      outage = before;
      throw error;
    }
  };
};

const KEY = 'redis-away';

const tellStart = async ({post, newId, clock, log}: TellOutageDeps, {line}: Outage): Promise<boolean> => {
  const told = `${line}; nothing is sent until it is back: look at its server.`;
  const data = {key: KEY, line: told};
  const message = {channel: 'alert', type: 'trouble.started', at: clock.now(), data, attempts: 0} as const;
  const result: PostResult = post === null ? {kind: 'gone'} : await post(newId(), message);
  if (result.kind !== 'failed') {
    logChange(log, {what: 'started', line: told});
    return true;
  }
  const outcome = 'delayed';
  log.warn({event: `message.${outcome}`, channel: 'alert', reason: result.reason}, 'a message was delayed');
  return false;
};

const tellEnd = async (deps: TellOutageDeps, {since, line}: Outage): Promise<void> => {
  const {telling, channels, newId, clock, log} = deps;
  const now = clock.now();
  const told = `${line}, from ${timeOf(since)} to ${timeOf(now)} UTC.`;
  const message = {type: 'trouble.ended', at: now, data: {key: KEY, line: told}, attempts: 0};
  await telling.add(new Map(channels.map(channel => [newId(), {...message, channel}])), now);
  logChange(log, {what: 'ended', line: told});
};

const logChange = (log: Log, {what, line}: {what: 'started' | 'ended'; line: string}): void => {
  const entry = {event: `trouble.${what}`, trouble: KEY};
  if (what === 'started') log.warn(entry, line);
  else log.info(entry, `over: ${line}`);
};

const timeOf = (at: number): string => new Date(at).toISOString().slice(11, 16);
