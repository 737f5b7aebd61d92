import {type Keyspace, readAt, SET, writeAt} from '../keyspace.ts';
import type {Bytes, Reply} from '../reply.ts';
import {at, type Commands, counted} from './command.ts';

const setOf = (keys: Keyspace, args: Bytes[]): Set<Bytes> | undefined => readAt(keys, at(args, 0), SET);

const add = (keys: Keyspace, args: Bytes[]): number => {
  const set = writeAt(keys, at(args, 0), SET);
  const before = set.size;
  for (const member of args.slice(1)) set.add(member);
  return set.size - before;
};

const remove = (keys: Keyspace, args: Bytes[]): number => {
  if (setOf(keys, args) === undefined) return 0;
  const key = at(args, 0);
  const set = writeAt(keys, key, SET);
  const gone = args.slice(1).filter(member => set.delete(member)).length;
  if (set.size === 0) keys.delete(key);
  return gone;
};

const WHOLE = /^-?\d{1,18}$/;

/** Redis keeps a set of whole numbers in their order. */
const membersOf = (set: Set<Bytes> | undefined): Bytes[] => {
  const members = [...(set ?? [])];
  return members.every(member => WHOLE.test(member))
    ? members.sort((one, other) => Number(one) - Number(other))
    : members;
};

const scan = (keys: Keyspace, args: Bytes[]): Reply => ['0', membersOf(setOf(keys, args))];

export const setCommands: Commands = {
  SADD: add,
  SREM: remove,
  SMEMBERS: (keys, args) => membersOf(setOf(keys, args)),
  SISMEMBER: (keys, args) => counted(setOf(keys, args)?.has(at(args, 1)) ?? false),
  SUNION: (keys, args) => membersOf(new Set(args.flatMap(key => [...(readAt(keys, key, SET) ?? [])]))),
  SCARD: (keys, args) => setOf(keys, args)?.size ?? 0,
  SSCAN: scan,
};
