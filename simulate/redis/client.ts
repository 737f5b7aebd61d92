import type {Redis} from '../../src/redis/redis.ts';
import {commands, run} from './commands/all.ts';
import type {Connection} from './connection.ts';
import {type Bytes, RedisFault, type Reply, Status} from './reply.ts';
import {runScript} from './scripts.ts';
import type {Unit} from './server.ts';

/**
 * What the product uses of ioredis, on a simulated connection. The same names, arguments and answers; that
 * they are is checked against a real one (test/simulate/model.test.ts).
 */
export const openClient = (connection: Connection): Redis => {
  const client: Record<string, unknown> = Object.create(asking);
  client[CONNECTION] = connection;
  client.defineCommand = (method: string, {lua}: {lua: string}) => {
    client[method] = async (count: number, ...args: unknown[]) => {
      const unit = scriptUnit(method, {source: toBytes(lua), count, args: flatten(args)});
      return toText(unlessFault(await connection.send(unit, {isScript: true})));
    };
  };
  client.multi = () => new Chain(commandsOf => transaction(connection, commandsOf));
  client.pipeline = () => new Chain(commandsOf => inTurn(connection, commandsOf));
  client.hscanStream = (key: string) => scan(client, 'hscan', [key, '0']);
  client.scanStream = ({match = '*'}: {match?: string} = {}) => scan(client, 'scan', ['0', 'MATCH', match]);
  client.on = () => client;
  client.quit = async () => 'OK';
  client.disconnect = () => undefined;
  return client as unknown as Redis;
};

const CONNECTION = 'connection';

type Read = (reply: Reply) => unknown;

type Asked = {name: string; args: Bytes[]; read: Read};

/** Bytes as the text that they are in UTF-8, as ioredis gives them. */
const toText: Read = reply => {
  if (typeof reply === 'string') return ASCII.test(reply) ? reply : Buffer.from(reply, 'latin1').toString();
  if (Array.isArray(reply)) return reply.map(toText);
  return reply instanceof Status ? reply.text : reply;
};

const toBuffers: Read = reply => {
  if (typeof reply === 'string') return Buffer.from(reply, 'latin1');
  return Array.isArray(reply) ? reply.map(toBuffers) : reply;
};

const inPairs =
  (read: Read): Read =>
  reply => {
    const list = Array.isArray(reply) ? reply : [];
    const pairs = list.flatMap((field, at): [string, unknown][] =>
      at % 2 === 0 ? [[String(toText(field)), read(list[at + 1] ?? '')]] : [],
    );
    return Object.fromEntries(pairs);
  };

// biome-ignore lint/suspicious/noControlCharactersInRegex: bytes are what it is about
const ASCII = /^[\x00-\x7f]*$/;

export const toBytes = (value: string | Buffer): Bytes => {
  if (typeof value !== 'string') return value.toString('latin1');
  return ASCII.test(value) ? value : Buffer.from(value).toString('latin1');
};

const methods = [...commands.keys()].flatMap(name => {
  const method = name.toLowerCase();
  const isPairs = name === 'HGETALL';
  return [
    {method, name, read: isPairs ? inPairs(toText) : toText},
    {method: `${method}Buffer`, name, read: isPairs ? inPairs(toBuffers) : toBuffers},
  ];
});

/** What every client has: made once, since each process of each round opens several. */
const asking: Record<string, unknown> = {options: {db: 0}, status: 'ready'};
for (const {method, name, read} of methods)
  asking[method] = function ask(this: {connection: Connection}, ...args: unknown[]) {
    return this.connection
      .send(commandUnit(name, flatten(args)), {isScript: false})
      .then(reply => read(unlessFault(reply)));
  };

/** Arguments as ioredis flattens them: lists and objects in their places. */
const flatten = (args: unknown[]): Bytes[] =>
  args.flatMap(arg => {
    if (typeof arg === 'string' || Buffer.isBuffer(arg)) return [toBytes(arg)];
    if (Array.isArray(arg)) return flatten(arg);
    if (arg === null || arg === undefined) return [''];
    if (arg instanceof Map) return flatten([...arg]);
    return typeof arg === 'object' ? flatten(Object.entries(arg)) : [String(arg)];
  });

/** What a unit asked for, for who checks it against a real Redis. */
export type Recorded =
  | {kind: 'command'; name: string; args: Bytes[]}
  | {kind: 'script'; source: Bytes; names: Bytes[]; args: Bytes[]};

/** A unit that can be done again elsewhere. */
export type RecordedUnit = Unit & {parts: Recorded[]};

const commandUnit = (name: string, args: Bytes[]): RecordedUnit => ({
  name: `${name} ${args[0] ?? ''}`,
  run: keys => run(keys, name, args),
  parts: [{kind: 'command', name, args}],
});

const scriptUnit = (
  method: string,
  {source, count, args}: {source: Bytes; count: number; args: Bytes[]},
): RecordedUnit => {
  const call = {source, names: args.slice(0, count), args: args.slice(count)};
  return {
    name: `${method.replace(/^.*\//, '').replace(/\.lua$/, '')} ${call.names[0] ?? ''}`,
    run: keys => runScript(keys, call),
    parts: [{kind: 'script', ...call}],
  };
};

const unlessFault = (reply: Reply): Reply => {
  if (reply instanceof RedisFault) throw new Error(reply.message);
  return reply;
};

type Exec = (asked: Asked[]) => Promise<[Error | null, unknown][]>;

class Chain {
  readonly asked: Asked[] = [];
  readonly exec: () => ReturnType<Exec>;
  constructor(exec: Exec) {
    this.exec = () => exec(this.asked);
  }
  get length(): number {
    return this.asked.length;
  }
}
for (const {method, name, read} of methods)
  Object.defineProperty(Chain.prototype, method, {
    value(this: Chain, ...args: unknown[]) {
      this.asked.push({name, args: flatten(args), read});
      return this;
    },
  });

const toResult = (reply: Reply, read: Read): [Error | null, unknown] =>
  reply instanceof RedisFault ? [new Error(reply.message), undefined] : [null, read(reply)];

const transaction = async (connection: Connection, asked: Asked[]): Promise<[Error | null, unknown][]> => {
  const unit: RecordedUnit = {
    name: `MULTI ${asked.map(({name}) => name).join(' ')} ${asked[0]?.args[0] ?? ''}`,
    run: keys => asked.map(({name, args}) => run(keys, name, args)),
    parts: asked.map(({name, args}) => ({kind: 'command', name, args})),
  };
  const replies = await connection.send(unit, {isScript: false});
  const list = Array.isArray(replies) ? replies : [];
  return asked.map(({read}, place) => toResult(list[place] ?? null, read));
};

const inTurn = (connection: Connection, asked: Asked[]): Promise<[Error | null, unknown][]> =>
  Promise.all(
    asked.map(async ({name, args, read}) =>
      toResult(await connection.send(commandUnit(name, args), {isScript: false}), read),
    ),
  );

/** All of it in one batch: what is scanned is small here. */
async function* scan(
  client: Record<string, unknown>,
  method: string,
  args: string[],
): AsyncGenerator<unknown> {
  const ask = client[method];
  if (typeof ask !== 'function') throw new Error(`${method} is no command`);
  const [, found] = await Reflect.apply(ask, client, args);
  if (found.length > 0) yield found;
}
