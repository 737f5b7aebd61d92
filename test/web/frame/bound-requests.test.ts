import {createServer, type Server} from 'node:http';
import {connect} from 'node:net';
import {afterEach, expect, test} from 'vitest';
import {boundRequests} from '../../../src/web/frame/bound-requests.ts';

let server: Server;

afterEach(() => server.close());

const serve = async (
  exchangeWithinMs: number,
  answer: Parameters<typeof boundRequests>[1],
): Promise<number> => {
  server = createServer(boundRequests({exchangeWithinMs, noteRefusal: () => undefined}, answer));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return address && typeof address === 'object' ? address.port : 0;
};

const connections = () =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

test('the connection of an answer that nobody reads is closed', async () => {
  const port = await serve(100, (_, response) => response.end('a'.repeat(20_000_000)));
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(connections).toBe(1);
  await expect.poll(connections).toBe(0);
  socket.destroy();
});

test('a connection may have eight requests under way, no ninth, and any number in turn', async () => {
  const waiting: (() => void)[] = [];
  const port = await serve(60_000, (_, response) => waiting.push(() => response.end('done')));
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  let text = '';
  socket.on('data', data => {
    text += data;
  });
  const request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
  for (let round = 1; round <= 20; round++) {
    socket.write(request);
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()?.();
    await expect.poll(() => text.match(/done/g)?.length).toBe(round);
  }
  socket.write(request.repeat(8));
  await expect.poll(() => waiting.length).toBe(8);
  socket.write(request);
  await expect.poll(connections).toBe(0);
});
