import {loadScript, type Redis} from '../../redis/redis.ts';
import {type Message, parseMessage} from './message.ts';
import type {Trouble} from './trouble.ts';

/** The messages of one tale, by their ids. */
export type Messages = ReadonlyMap<string, Message>;

export type TellingStore = {
  /** Notes a trouble; true for the one call that tells it. */
  begin(trouble: Trouble, told: {now: number; messages: Messages}): Promise<boolean>;
  /** Notes that a trouble is gone; true for the one call that tells its end, `graceMs` later. */
  end(key: string, told: {now: number; graceMs: number; messages: Messages}): Promise<boolean>;
  /** The troubles that were seen of late, and the line of each that was told. */
  known(): Promise<Map<string, string | null>>;
  add(messages: Messages, now: number): Promise<void>;
  /** True for the one call that says it of this edition. */
  sayOnce(edition: string, what: string): Promise<boolean>;
  /** It may be said again. */
  unsay(edition: string, what: string): Promise<void>;
  /** Messages that are due; nobody else gets them before `until`. */
  claim(now: number, until: number): Promise<[string, Message][]>;
  done(id: string): Promise<void>;
  retry(id: string, message: Message, at: number): Promise<void>;
  waiting(): Promise<number>;
  /** Whether this process is the one that looks now. */
  takeTurn(lastsMs: number): Promise<boolean>;
};

const beginScript = loadScript('src/ops/telling/lua/note-trouble.lua');
const endScript = loadScript('src/ops/telling/lua/end-trouble.lua');
const claimScript = loadScript('src/ops/telling/lua/claim-messages.lua');

const CLAIMED_AT_ONCE = 20;

/** What was said of editions is asked for a few days alone. */
const SAID_LIFE_S = 30 * 86_400;

/** Opens the ledger of what is told to operators and their programs. */
export const openTellingStore = ({redis, prefix}: {redis: Redis; prefix: string}): TellingStore => {
  const troubles = `${prefix}:{told}:troubles`;
  const messages = `${prefix}:{told}:messages`;
  const due = `${prefix}:{told}:due`;
  const said = `${prefix}:{told}:said`;
  const turn = `${prefix}:{told}:turn`;
  const keys = [troubles, messages, due];
  return {
    begin: async (trouble, told) =>
      (await beginScript(redis, {
        keys,
        args: [trouble.key, told.now, trouble.graceMs, trouble.line, ...pairsOf(told.messages)],
      })) === 1,
    end: async (name, told) =>
      (await endScript(redis, {keys, args: [name, told.now, told.graceMs, ...pairsOf(told.messages)]})) === 1,
    known: async () => knownIn(await redis.hgetall(troubles)),
    add: async (more, now) => {
      const adding = redis.multi();
      for (const [id, message] of more) adding.hset(messages, id, JSON.stringify(message)).zadd(due, now, id);
      await adding.exec();
    },
    sayOnce: async (edition, what) => {
      const isFirst = (await redis.hsetnx(said, `${edition}:${what}`, '1')) === 1;
      if (isFirst) await redis.expire(said, SAID_LIFE_S);
      return isFirst;
    },
    unsay: async (edition, what) => {
      await redis.hdel(said, `${edition}:${what}`);
    },
    claim: async (now, until) => {
      const found = await claimScript(redis, {keys: [messages, due], args: [now, until, CLAIMED_AT_ONCE]});
      return toPairs(Array.isArray(found) ? found.map(String) : []);
    },
    done: async id => {
      await redis.multi().hdel(messages, id).zrem(due, id).exec();
    },
    retry: async (id, message, at) => {
      await redis.multi().hset(messages, id, JSON.stringify(message)).zadd(due, at, id).exec();
    },
    waiting: () => redis.hlen(messages),
    takeTurn: async lastsMs => (await redis.set(turn, '1', 'PX', lastsMs, 'NX')) === 'OK',
  };
};

const pairsOf = (messages: Messages): string[] =>
  [...messages].flatMap(([id, message]) => [id, JSON.stringify(message)]);

const toPairs = (flat: string[]): [string, Message][] =>
  flat.flatMap((id, at): [string, Message][] =>
    at % 2 === 0 ? [[id, parseMessage(flat[at + 1] ?? '')]] : [],
  );

const knownIn = (stored: Record<string, string>): Map<string, string | null> =>
  new Map(
    Object.keys(stored)
      .filter(field => field.startsWith('seen:'))
      .map(field => field.slice('seen:'.length))
      .map(name => [name, stored[`told:${name}`] ?? null]),
  );
