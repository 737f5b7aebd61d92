import {run} from './commands/all.ts';
import type {Keyspace} from './keyspace.ts';
import {compileLua, type Script} from './lua/compile.ts';
import {globals} from './lua/library.ts';
import {LuaTable, type LuaValue, toDigits} from './lua/values.ts';
import {type Bytes, RedisFault, type Reply, Status} from './reply.ts';

const compiled = new Map<Bytes, Script>();

const scriptOf = (source: Bytes): Script => {
  const known = compiled.get(source) ?? compileLua(source);
  compiled.set(source, known);
  return known;
};

/** Runs a script on the keys, whole, as EVAL does. `onCommand` hears of each command of it. */
export const runScript = (
  keys: Keyspace,
  {source, names, args}: {source: Bytes; names: Bytes[]; args: Bytes[]},
): Reply => {
  const redis = new LuaTable();
  redis.set('call', (name, ...rest) => {
    const reply = run(keys, toArgument(name).toUpperCase(), rest.map(toArgument));
    if (reply instanceof RedisFault) throw reply;
    return toLua(reply);
  });
  const context = {...globals, redis, KEYS: LuaTable.of(names), ARGV: LuaTable.of(args)};
  try {
    const answer = scriptOf(source)(context);
    return toReply(Array.isArray(answer) ? answer[0] : answer);
  } catch (error) {
    if (error instanceof RedisFault) return error;
    throw error;
  }
};

const toArgument = (value: LuaValue): Bytes => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return toDigits(value, 17);
  throw new RedisFault('ERR Lua redis lib command arguments must be strings or integers');
};

const toLua = (reply: Reply): LuaValue => {
  if (reply === null) return false;
  if (typeof reply === 'string' || typeof reply === 'number') return reply;
  if (Array.isArray(reply)) return LuaTable.of(reply.map(toLua));
  const table = new LuaTable();
  table.set(reply instanceof Status ? 'ok' : 'err', reply instanceof Status ? reply.text : reply.message);
  return table;
};

const toReply = (value: LuaValue): Reply => {
  if (value === undefined || value === false) return null;
  if (value === true) return 1;
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return null;
  const ok = value.get('ok');
  if (typeof ok === 'string') return new Status(ok);
  return value.list().map(toReply);
};
