import {createHash} from 'node:crypto';
import {z} from 'zod';
import type {Redis} from '../redis/redis.ts';

/** `look`: sees everything; `send`: may give orders too. */
export type OperatorRole = 'look' | 'send';

export type Operator = {
  name: string;
  role: OperatorRole;
  /** Milliseconds since 1970. */
  addedAt: number;
  /** Tells this token from one that the same name gets later; no part of the token. */
  mark: string;
};

export type Operators = {
  /** False where the name is taken. */
  add(operator: Pick<Operator, 'name' | 'role' | 'addedAt'>, token: string): Promise<boolean>;
  /** False where there was none. */
  remove(name: string): Promise<boolean>;
  list(): Promise<Operator[]>;
  find(name: string): Promise<Operator | null>;
  findByToken(token: string): Promise<Operator | null>;
};

const shape = z.object({role: z.enum(['look', 'send']), addedAt: z.number(), hash: z.string()});

const MARK_LENGTH = 12;

/**
 * The operators who have a token of their own. A token has 32 random bytes, so that its hash tells nothing of
 * it; the token itself is kept nowhere.
 */
export const openOperators = ({redis, prefix}: {redis: Redis; prefix: string}): Operators => {
  const key = `${prefix}:{admin}:operators`;
  const list = async () =>
    Object.entries(await redis.hgetall(key)).map(([name, text]) => toEntry(name, text));
  return {
    add: async ({name, role, addedAt}, token) =>
      (await redis.hsetnx(key, name, JSON.stringify({role, addedAt, hash: hashOf(token)}))) === 1,
    remove: async name => (await redis.hdel(key, name)) === 1,
    list: async () => (await list()).map(({operator}) => operator),
    find: async name => {
      const text = await redis.hget(key, name);
      return text === null ? null : toEntry(name, text).operator;
    },
    findByToken: async token => {
      const hash = hashOf(token);
      return (await list()).find(entry => entry.hash === hash)?.operator ?? null;
    },
  };
};

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const toEntry = (name: string, text: string): {operator: Operator; hash: string} => {
  const {role, addedAt, hash} = shape.parse(JSON.parse(text));
  return {operator: {name, role, addedAt, mark: hash.slice(0, MARK_LENGTH)}, hash};
};
