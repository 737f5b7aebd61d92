import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {afterEach, expect, test} from 'vitest';
import {type Users, welcomeUsers} from '../../local-redis/users.ts';

const secret = 'a secret of the tests';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

const visit = async ({port}: Users, words: string): Promise<Socket> => {
  const socket = connect({port, host: '127.0.0.1'});
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(words);
  return socket;
};

test('who knows the secret waits until the doors open, and counts', async () => {
  const users = await welcomeUsers(secret);
  const socket = await visit(users, `${secret}\n`);
  await expect.poll(users.count).toBe(1);
  users.letIn();
  expect(String((await once(socket, 'data'))[0])).toBe('ready\n');
  socket.destroy();
  await expect.poll(users.count).toBe(0);
  expect(users.hadSome()).toBe(true);
  users.close();
});

test('who says anything else is shown out and never counts', async () => {
  const users = await welcomeUsers(secret);
  const socket = await visit(users, 'PING this is no secret\n');
  await once(socket, 'close');
  expect([users.count(), users.hadSome()]).toEqual([0, false]);
  users.close();
});

test('at the end nobody is left waiting, not even who was about to say hello', async () => {
  const users = await welcomeUsers(secret);
  const late = await visit(users, secret.slice(0, 5));
  await visit(users, `${secret}\n`);
  // The second came after the first: with it the first is known to be connected.
  await expect.poll(users.count).toBe(1);
  users.close();
  const closing = once(late, 'close');
  late.write(`${secret.slice(5)}\n`);
  await closing;
  await expect.poll(users.count).toBe(0);
});
