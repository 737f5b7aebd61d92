import {createServer, type RequestListener} from 'node:http';
import {gzipSync} from 'node:zlib';
import {afterEach, describe, expect, test} from 'vitest';
import type {Clock} from '../../../src/clock.ts';
import {backOffMs, fetchText, waitAskedFor} from '../../../src/papers/sources/fetch-text.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
};

/** A clock that only moves when somebody sleeps. */
const steppingClock = (): {clock: Clock; slept: number[]} => {
  const slept: number[] = [];
  let now = Date.parse('2026-03-12T00:00:00Z');
  return {
    slept,
    clock: {
      now: () => now,
      sleep: async ms => {
        slept.push(ms);
        now += ms;
      },
    },
  };
};

const answers = (...statuses: [status: number, headers?: Record<string, string>][]): RequestListener => {
  let asked = 0;
  return (_, response) => {
    const [status, headers] = statuses[Math.min(asked++, statuses.length - 1)] ?? [200];
    response.writeHead(status, headers).end(status === 200 ? 'the text' : 'no');
  };
};

describe('a text', () => {
  test('is fetched, unpacked where it came packed', async () => {
    const {clock} = steppingClock();
    const url = await serve((_, response) => {
      response.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync('Größe'));
    });
    expect(await fetchText({url, clock})).toEqual({kind: 'text', text: 'Größe'});
  });

  test('is asked for again after 500, 503 and 429, each time later', async () => {
    const {clock, slept} = steppingClock();
    const url = await serve(answers([500], [503], [429], [200]));
    expect(await fetchText({url, clock})).toEqual({kind: 'text', text: 'the text'});
    expect(slept).toEqual([1000, 2000, 4000]);
  });

  test('is asked for again when the other side said, not sooner', async () => {
    const {clock, slept} = steppingClock();
    const url = await serve(
      answers(
        [429, {'retry-after': '7'}],
        [503, {'retry-after': 'Thu, 12 Mar 2026 00:00:30 GMT'}],
        [429, {ratelimit: '"api";r=0;t=55'}],
        [200],
      ),
    );
    expect((await fetchText({url, clock})).kind).toBe('text');
    expect(slept).toEqual([7000, 23_000, 55_000]);
  });

  test('is given up with the reason after four questions', async () => {
    const {clock, slept} = steppingClock();
    const url = await serve(answers([503]));
    const failed = {kind: 'failed', reason: `${url}/x answered 503 (asked 4 times)`, status: 503, body: 'no'};
    expect(await fetchText({url: `${url}/x?secret=1`, clock})).toEqual(failed);
    expect(slept).toHaveLength(3);
  });

  test('is given up at once where the other side wants more patience than a minute', async () => {
    const {clock, slept} = steppingClock();
    const url = await serve(answers([429, {'retry-after': '300'}]));
    expect(await fetchText({url, clock})).toMatchObject({
      kind: 'failed',
      reason: `${url}/ answered 429 and wants no question for 300 s`,
    });
    expect(slept).toEqual([]);
  });

  test.each([400, 401, 403, 404, 410])('is not asked for again after %i', async status => {
    const {clock, slept} = steppingClock();
    const url = await serve(answers([status], [200]));
    expect(await fetchText({url, clock})).toMatchObject({kind: 'failed', status, body: 'no'});
    expect(slept).toEqual([]);
  });

  test('of somebody who never answers is given up after the time-out', async () => {
    const {clock} = steppingClock();
    const url = await serve(() => undefined);
    const answer = await fetchText({url, clock, timeoutMs: 50, attempts: 2});
    expect(answer).toMatchObject({
      kind: 'failed',
      reason: `${url}/ did not answer within 0.05 s (asked 2 times)`,
    });
  });

  test('whose body stops half way is given up after the same time-out', async () => {
    const {clock} = steppingClock();
    const url = await serve((_, response) => {
      response.writeHead(200).write('half');
    });
    expect(await fetchText({url, clock, timeoutMs: 50, attempts: 1})).toMatchObject({
      reason: `${url}/ did not answer within 0.05 s (asked once)`,
    });
  });

  test('that breaks off is asked for again', async () => {
    const {clock} = steppingClock();
    let asked = 0;
    const url = await serve((_, response) => {
      if (asked++ > 0) return void response.end('whole');
      response.writeHead(200, {'content-length': '100'}).write('half');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await fetchText({url, clock})).toEqual({kind: 'text', text: 'whole'});
  });

  test('of nobody is a failure that says so', async () => {
    const {clock} = steppingClock();
    const url = await serve(() => undefined);
    for (const close of open.splice(0)) await close();
    expect(await fetchText({url, clock, attempts: 1})).toMatchObject({
      reason: `${url}/ refused the connection (asked once)`,
      status: null,
    });
  });

  test.each([
    ['plain', {}],
    ['packed a thousandfold', {'content-encoding': 'gzip'}],
  ])('of 11 MB, %s, is not read to its end', async (_, headers) => {
    const {clock, slept} = steppingClock();
    const long = Buffer.alloc(11 * 1024 * 1024, 0x61);
    const url = await serve((_, response) => {
      response.writeHead(200, headers).end('content-encoding' in headers ? gzipSync(long) : long);
    });
    expect(await fetchText({url, clock})).toMatchObject({
      kind: 'failed',
      reason: `${url}/ answered with more than 10 MB`,
    });
    expect(slept).toEqual([]);
  });
});

describe('a redirect', () => {
  test('inside the host is followed', async () => {
    const {clock} = steppingClock();
    const url = await serve((request, response) => {
      if (request.url === '/new') return void response.end('the text');
      response.writeHead(301, {location: '/new'}).end();
    });
    expect(await fetchText({url: `${url}/old`, clock})).toEqual({kind: 'text', text: 'the text'});
  });

  test('is followed three times, not four', async () => {
    const {clock} = steppingClock();
    const url = await serve((request, response) => {
      const hop = Number(request.url?.slice(1));
      if (hop === 0) return void response.end('the text');
      response.writeHead(302, {location: `/${hop - 1}`}).end();
    });
    expect((await fetchText({url: `${url}/3`, clock})).kind).toBe('text');
    expect(await fetchText({url: `${url}/4`, clock})).toMatchObject({
      reason: `${url}/4 redirects more than 3 times`,
    });
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:6379/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'file:///etc/hostname',
    '//example.org/',
    'https://huggingface.co@127.0.0.1/',
    'http://',
  ])('to %s is not followed', async location => {
    const {clock} = steppingClock();
    const url = await serve((_, response) => {
      response.writeHead(302, {location}).end();
    });
    expect(await fetchText({url: `${url}/`, clock})).toMatchObject({
      kind: 'failed',
      reason: `${url}/ points to another host, which is not followed`,
    });
  });
});

test('a name and password in an address are never asked with, nor told', async () => {
  const {clock} = steppingClock();
  const answer = await fetchText({url: 'http://somebody:canary@127.0.0.1:9/x', clock});
  expect(answer.kind).toBe('failed');
  expect(JSON.stringify(answer)).not.toContain('canary');
});

test('the pause doubles from a second to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(backOffMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test('an answer that names no time, or none that can be read, asks for no wait', () => {
  const now = Date.parse('2026-03-12T00:00:00Z');
  expect(waitAskedFor(new Headers(), now)).toBe(null);
  expect(waitAskedFor(new Headers({'retry-after': 'soon'}), now)).toBe(null);
  expect(waitAskedFor(new Headers({ratelimit: 'nothing'}), now)).toBe(null);
  expect(waitAskedFor(new Headers({'retry-after': 'Wed, 11 Mar 2026 00:00:00 GMT'}), now)).toBe(0);
});
