import {type Keyspace, readAt, STREAM, type StreamEntry, writeAt} from '../keyspace.ts';
import {type Bytes, RedisFault, type Reply, Status} from '../reply.ts';
import {at, type Commands, counted, wholeAt} from './command.ts';

const expire = (keys: Keyspace, key: Bytes, livesMs: number): number => {
  if (keys.peek(key) === undefined) return 0;
  if (livesMs <= 0) keys.delete(key);
  else keys.expireAt(key, keys.now + livesMs);
  return 1;
};

const rename = (keys: Keyspace, args: Bytes[]): Reply => {
  const value = keys.peek(at(args, 0));
  if (value === undefined) throw new RedisFault('ERR no such key');
  const expiresAt = keys.expiryOf(at(args, 0));
  keys.delete(at(args, 0));
  keys.put(at(args, 1), value, expiresAt);
  return new Status('OK');
};

/** Ids are `ms-seq` of Redis' clock, and always go up. */
const nextId = (entries: StreamEntry[], now: number): Bytes => {
  const [last = '0', seq = '-1'] = (entries.at(-1)?.[0] ?? '').split('-');
  const ms = Math.max(now, Number(last));
  return `${ms}-${ms === Number(last) ? Number(seq) + 1 : 0}`;
};

const append = (keys: Keyspace, args: Bytes[]): Bytes => {
  if (at(args, 1) !== '*') throw new RedisFault('ERR XADD with an id is not modelled');
  const {entries} = writeAt(keys, at(args, 0), STREAM);
  const id = nextId(entries, keys.now);
  entries.push([id, args.slice(2)]);
  return id;
};

const globOf = (args: Bytes[]): RegExp => {
  const place = args.findIndex(word => word.toUpperCase() === 'MATCH');
  const pattern = place < 0 ? '*' : at(args, place + 1);
  const escaped = pattern.replace(/\\(.)|[.+^${}()|[\]]/g, (found, literal) => `\\${literal ?? found}`);
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's');
};

const timeOf = (now: number): Reply => [
  String(Math.floor(now / 1000)),
  String(Math.floor((now % 1000) * 1000)),
];

export const keyCommands: Commands = {
  DEL: (keys, args) => args.filter(key => keys.delete(key)).length,
  UNLINK: (keys, args) => args.filter(key => keys.delete(key)).length,
  EXISTS: (keys, args) => args.filter(key => keys.peek(key) !== undefined).length,
  EXPIRE: (keys, args) => expire(keys, at(args, 0), 1000 * wholeAt(args, 1)),
  PEXPIRE: (keys, args) => expire(keys, at(args, 0), wholeAt(args, 1)),
  PTTL: (keys, args) => {
    if (keys.peek(at(args, 0)) === undefined) return -2;
    const expiresAt = keys.expiryOf(at(args, 0));
    return expiresAt === 0 ? -1 : expiresAt - keys.now;
  },
  PERSIST: (keys, args) => {
    const had = keys.expiryOf(at(args, 0)) > 0;
    if (had) keys.expireAt(at(args, 0), 0);
    return counted(had);
  },
  RENAME: rename,
  TIME: keys => timeOf(keys.now),
  PING: () => new Status('PONG'),
  SCAN: (keys, args) => ['0', keys.keys().filter(key => globOf(args).test(key))],
  XADD: append,
  XRANGE: (keys, args) =>
    (readAt(keys, at(args, 0), STREAM)?.entries ?? []).map(([id, fields]) => [id, fields]),
  XLEN: (keys, args) => readAt(keys, at(args, 0), STREAM)?.entries.length ?? 0,
};
