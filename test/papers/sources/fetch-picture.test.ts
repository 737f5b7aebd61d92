import {createServer, type Server} from 'node:http';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {fetchPicture} from '../../../src/papers/sources/fetch-picture.ts';

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('made up')]);
const asked: string[] = [];
let server: Server;
let origin: string;

beforeAll(async () => {
  const bodies: Record<string, Buffer> = {
    '/png': png,
    '/jpeg': Buffer.from('\xff\xd8\xff\xe0 made up', 'latin1'),
    '/webp': Buffer.from('RIFF\0\0\0\0WEBP made up', 'latin1'),
    '/svg': Buffer.from('<svg onload="alert(1)"/>'),
    '/html': Buffer.from('<script>alert(1)</script>'),
    '/empty': Buffer.alloc(0),
    '/long': Buffer.concat([png, Buffer.alloc(1024 * 1024)]),
  };
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const body = bodies[request.url ?? ''];
    if (request.url === '/away') response.writeHead(302, {location: '/png'}).end();
    else if (request.url === '/broken')
      response.writeHead(200, {'content-length': '99'}).write(png, () => response.destroy());
    else if (body) response.writeHead(200, {'content-type': 'image/png'}).end(body);
    else response.writeHead(404).end(png);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test has no port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.close();
});

test.each([
  ['/png', 'image/png'],
  ['/jpeg', 'image/jpeg'],
  ['/webp', 'image/webp'],
])('a picture is known by the bytes that it begins with: %s', async (path, type) => {
  expect((await fetchPicture(origin + path))?.type).toBe(type);
});

test.each(['/svg', '/html', '/empty', '/long', '/missing', '/broken'])(
  '%s is no picture, whatever its type says',
  async path => {
    expect(await fetchPicture(origin + path)).toBeNull();
  },
);

test('an answer that leads elsewhere is not followed', async () => {
  asked.length = 0;
  expect(await fetchPicture(`${origin}/away`)).toBeNull();
  expect(asked).toEqual(['/away']);
});

test('a source that is not there gives none', async () => {
  expect(await fetchPicture('http://127.0.0.1:1/png')).toBeNull();
});
