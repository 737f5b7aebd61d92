import {type Keyspace, textAt} from '../keyspace.ts';
import {type Bytes, OK, type Reply} from '../reply.ts';
import {at, type Commands, span, toWhole, wholeAt} from './command.ts';

type SetOptions = {expiresAt: number; only: 'NX' | 'XX' | null; isGet: boolean};

const optionsOf = (keys: Keyspace, args: Bytes[]): SetOptions => {
  const options: SetOptions = {expiresAt: 0, only: null, isGet: false};
  for (let place = 2; place < args.length; place++) {
    const word = at(args, place).toUpperCase();
    if (word === 'NX' || word === 'XX') options.only = word;
    if (word === 'GET') options.isGet = true;
    if (word === 'KEEPTTL') options.expiresAt = -1;
    if (word === 'PX') options.expiresAt = keys.now + wholeAt(args, ++place);
    if (word === 'EX') options.expiresAt = keys.now + 1000 * wholeAt(args, ++place);
  }
  return options;
};

const set = (keys: Keyspace, args: Bytes[]): Reply => {
  const key = at(args, 0);
  const {expiresAt, only, isGet} = optionsOf(keys, args);
  const before = isGet ? (textAt(keys, key) ?? null) : null;
  const isThere = keys.peek(key) !== undefined;
  if ((only === 'NX' && isThere) || (only === 'XX' && !isThere)) return before;
  keys.put(key, at(args, 1), expiresAt);
  return isGet ? before : OK;
};

const increase = (keys: Keyspace, key: Bytes, by: number): number => {
  const next = toWhole(textAt(keys, key) ?? '0') + by;
  keys.put(key, String(next), -1);
  return next;
};

const setRange = (keys: Keyspace, args: Bytes[]): number => {
  const [key, from, bytes] = [at(args, 0), wholeAt(args, 1), at(args, 2)];
  const before = textAt(keys, key) ?? '';
  if (bytes === '') return before.length;
  const head = before.slice(0, from).padEnd(from, '\0');
  const next = head + bytes + before.slice(from + bytes.length);
  keys.put(key, next, -1);
  return next.length;
};

export const stringCommands: Commands = {
  GET: (keys, args) => textAt(keys, at(args, 0)) ?? null,
  SET: set,
  MGET: (keys, args) => args.map(key => textAt(keys, key) ?? null),
  STRLEN: (keys, args) => (textAt(keys, at(args, 0)) ?? '').length,
  INCR: (keys, args) => increase(keys, at(args, 0), 1),
  INCRBY: (keys, args) => increase(keys, at(args, 0), wholeAt(args, 1)),
  SETRANGE: setRange,
  GETRANGE: (keys, args) => {
    const text = textAt(keys, at(args, 0)) ?? '';
    return text.slice(...span(text.length, wholeAt(args, 1), wholeAt(args, 2)));
  },
};
