import {once} from 'node:events';
import {connect, createServer, type Server, type Socket} from 'node:net';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openRelay, type Relay} from '../../chaos/world/relay.ts';

let servers: Server[];
let relay: Relay;

/** Says its name to every connection, and again for each line that it hears. */
const openServer = async (name: string): Promise<number> => {
  const server = createServer(socket => {
    socket.on('error', () => undefined);
    socket.write(name);
    socket.on('data', () => socket.write(name));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Number(Object(server.address()).port);
};

const call = (): Socket => {
  const socket = connect(relay.port, '127.0.0.1');
  socket.on('error', () => undefined);
  return socket;
};

const hears = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]);

beforeEach(async () => {
  servers = [];
  relay = await openRelay(await openServer('first'));
});

afterEach(async () => {
  await relay.close();
  for (const server of servers) server.close();
});

test('both ends hear each other', async () => {
  const socket = call();
  expect(await hears(socket)).toBe('first');
  socket.write('again');
  expect(await hears(socket)).toBe('first');
});

test('who is led elsewhere is cut off, and finds the other at the same port', async () => {
  const socket = call();
  await hears(socket);
  const second = await openServer('second');
  relay.leadTo(second);
  await once(socket, 'close');
  expect(await hears(call())).toBe('second');
});

test('where it leads nowhere a caller is cut off without a word', async () => {
  relay.leadTo(null);
  const heard: unknown[] = [];
  const socket = call().on('data', data => heard.push(data));
  await once(socket, 'close');
  expect(heard).toEqual([]);
});

test('what is held back never arrives, though the connection stands', async () => {
  const socket = call();
  await hears(socket);
  relay.backOff();
  const heard: unknown[] = [];
  socket.on('data', data => heard.push(data));
  socket.write('again');
  // Another caller's answer comes after the one that is held back.
  expect(await hears(call())).toBe('first');
  expect(socket.destroyed).toBe(false);
  relay.leadTo(null);
  await once(socket, 'close');
  expect(heard).toEqual([]);
});
