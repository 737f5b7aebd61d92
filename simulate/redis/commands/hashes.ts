import {HASH, type Keyspace, readAt, writeAt} from '../keyspace.ts';
import {type Bytes, OK, type Reply} from '../reply.ts';
import {at, type Commands, counted, pairsOf, toWhole, wholeAt} from './command.ts';

const hashOf = (keys: Keyspace, args: Bytes[]): Map<Bytes, Bytes> | undefined =>
  readAt(keys, at(args, 0), HASH);

const set = (keys: Keyspace, args: Bytes[]): number => {
  const hash = writeAt(keys, at(args, 0), HASH);
  const before = hash.size;
  for (const [field, value] of pairsOf(args.slice(1))) hash.set(field, value);
  return hash.size - before;
};

const remove = (keys: Keyspace, args: Bytes[]): number => {
  const key = at(args, 0);
  if (hashOf(keys, args) === undefined) return 0;
  const hash = writeAt(keys, key, HASH);
  const gone = args.slice(1).filter(field => hash.delete(field)).length;
  if (hash.size === 0) keys.delete(key);
  return gone;
};

const increase = (keys: Keyspace, args: Bytes[]): number => {
  const hash = writeAt(keys, at(args, 0), HASH);
  const field = at(args, 1);
  const next = toWhole(hash.get(field) ?? '0') + wholeAt(args, 2);
  hash.set(field, String(next));
  return next;
};

const setUnlessThere = (keys: Keyspace, args: Bytes[]): number => {
  if (hashOf(keys, args)?.has(at(args, 1))) return 0;
  return set(keys, args);
};

/** All at once: a round's hashes are small. */
const scan = (keys: Keyspace, args: Bytes[]): Reply => ['0', [...(hashOf(keys, args) ?? [])].flat()];

export const hashCommands: Commands = {
  HSET: set,
  HMSET: (keys, args) => {
    set(keys, args);
    return OK;
  },
  HSETNX: setUnlessThere,
  HDEL: remove,
  HINCRBY: increase,
  HGET: (keys, args) => hashOf(keys, args)?.get(at(args, 1)) ?? null,
  HMGET: (keys, args) => {
    const hash = hashOf(keys, args);
    return args.slice(1).map(field => hash?.get(field) ?? null);
  },
  HGETALL: (keys, args) => [...(hashOf(keys, args) ?? [])].flat(),
  HKEYS: (keys, args) => [...(hashOf(keys, args)?.keys() ?? [])],
  HVALS: (keys, args) => [...(hashOf(keys, args)?.values() ?? [])],
  HLEN: (keys, args) => hashOf(keys, args)?.size ?? 0,
  HEXISTS: (keys, args) => counted(hashOf(keys, args)?.has(at(args, 1)) ?? false),
  HSCAN: scan,
};
