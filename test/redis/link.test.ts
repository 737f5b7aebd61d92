import {once} from 'node:events';
import {createServer, type Socket} from 'node:net';
import {afterEach, expect, test} from 'vitest';
import {openRedisLink} from '../../src/redis/link.ts';
import {askRedis} from '../../src/redis/redis.ts';
import {spawnPaperboy} from '../support/command.ts';
import {openTestRedis} from '../support/redis.ts';
import {listeningLog} from '../workers/workers.ts';

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
});

/** A server of Redis' protocol that lets connections open, and answers all else as it is told. */
const openStub = async () => {
  const sockets = new Set<Socket>();
  const stub = {answer: '+OK'};
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', text => {
      for (const [, command = ''] of text.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g))
        socket.write(`${replyTo(command.toUpperCase(), stub.answer)}\r\n`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  ending.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {stub, url: `redis://127.0.0.1:${port}`};
};

const replyTo = (command: string, answer: string): string => {
  if (command === 'HELLO') return '%0';
  if (command === 'CLIENT') return '+OK';
  return command === 'INFO' ? '$9\r\nloading:0' : answer;
};

test.each(['LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'NOREPLICAS', 'OOM', 'READONLY'])(
  'a Redis that answers %s: one line when it begins, one when it is over, and those who wait hear of both',
  async code => {
    const {stub, url} = await openStub();
    const {log, entries} = listeningLog();
    const link = openRedisLink({url, healthKey: 'test:{health}:written', log});
    const redis = link.connect();
    ending.push(() => redis.disconnect(), link.close);
    const heard: (string | null)[] = [];
    link.onChange(trouble => heard.push(trouble?.code ?? null));
    await redis.set('a', '1');
    stub.answer = `-${code} as Redis says it`;
    // Each command that a replica refuses opens the connection again, after a longer pause each time.
    const attempts = code === 'READONLY' ? 3 : 50;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const error = await redis.incr('a').catch(reason => reason);
      expect(link.explains(error)).toBe(true);
    }
    await expect.poll(() => link.trouble()?.code).toBe(code);
    stub.answer = '+OK';
    await expect.poll(() => link.trouble()).toBeNull();
    expect(entries.map(({event, code: told}) => [event, told ?? null])).toEqual([
      ['redis.away', code],
      ['redis.back', null],
    ]);
    expect([...new Set(heard)]).toEqual([code, null]);
  },
);

test('a database number that the server lacks is told in one line, and nothing runs', async () => {
  const {url, close} = await openTestRedis();
  const tooFar = url.replace(/\d+$/, '99999');
  const ran = await spawnPaperboy(['start'], {REDIS_URL: tooFar, PORT: '0'});
  await close();
  expect(ran).toMatchObject({
    exit: 1,
    out: '',
    err: 'REDIS_URL: Redis does not have the database number (SELECT)\n',
  });
});

test('a Redis that works is no trouble, and one that is silent is told of in seconds', async () => {
  const {url, close} = await openTestRedis();
  expect(await askRedis(url, 'test:{health}:written')).toBeNull();
  await close();
  const mute = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  ending.push(() => mute.close());
  const address = mute.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(await askRedis(`redis://127.0.0.1:${port}`)).toMatchObject({code: 'ETIMEDOUT'});
});
