import {request} from 'node:http';
import {networkInterfaces} from 'node:os';
import {setTimeout} from 'node:timers/promises';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {startDevMail} from '../../tools/dev-mail/dev-mail.ts';
import {openTemplatesFolder, type TemplatesFolder} from '../support/templates-folder.ts';

type Running = Extract<Awaited<ReturnType<typeof startDevMail>>, {kind: 'running'}>;

let own: TemplatesFolder;
let running: Running;

beforeEach(async () => {
  own = await openTemplatesFolder();
  await own.change('digest.mjml', '{{ words.readOnWeb }}', 'The first words');
  const started = await startDevMail({
    args: ['--port', '0'],
    environment: {TEMPLATES_DIR: own.folder, PUBLIC_URL: 'https://papers.example.org'},
  });
  if (started.kind === 'refused') throw new Error(started.reason);
  running = started;
});

afterEach(async () => {
  await running.close();
  await own.close();
});

type Answer = {status: number; headers: Record<string, unknown>; body: string};

const ask = (path: string, {host, method = 'GET'}: {host?: string; method?: string} = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const {hostname, port} = new URL(running.url);
    const headers = host === undefined ? {} : {host};
    request({hostname, port, path, method, headers, agent: false}, answer => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        body += part;
      });
      answer.on('end', () => resolve({status: answer.statusCode ?? 0, headers: answer.headers, body}));
    })
      .on('error', reject)
      .end();
  });

type State = {version: number; faults: string[]};

/** What an open page is told, one state after another. */
const openPage = async () => {
  const leave = new AbortController();
  const answer = await fetch(`${running.url}changes`, {signal: leave.signal});
  if (!answer.body) throw new Error('no body');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let told = '';
  const next = async (): Promise<State> => {
    while (!told.includes('\n\n')) told += (await reader.read()).value ?? '';
    const end = told.indexOf('\n\n');
    const [event, rest] = [told.slice(0, end), told.slice(end + 2)];
    told = rest;
    return JSON.parse(event.replace(/^data: /, ''));
  };
  return {
    next,
    /** The first state of this kind; on a slow disk a file may be seen half-written before it. */
    until: async (isIt: (state: State) => boolean): Promise<State> => {
      let state = await next();
      while (!isIt(state)) state = await next();
      return state;
    },
    leave: () => leave.abort(),
  };
};

test('a changed template is shown; a broken one is told with its place, the last mail stays', async () => {
  const page = await openPage();
  expect(await page.next()).toMatchObject({version: 1, faults: []});
  expect((await ask('/views/desktop')).body).toContain('The first words');
  await own.change('digest.mjml', '{{ words.readOnWeb }}', 'Other words');
  expect(await page.until(({version}) => version > 1)).toMatchObject({version: 2, faults: []});
  expect((await ask('/views/desktop')).body).toContain('Other words');
  const line = await own.change('digest.mjml', '{{ why }}', '{{ warum }}');
  const fault = `digest.mjml:${line}: there is no variable "warum"`;
  expect(await page.until(({faults}) => faults.includes(fault))).toMatchObject({version: 2, faults: [fault]});
  expect((await ask('/views/desktop')).body).toContain('Other words');
  page.leave();
});

test('the views are light, dark, text and without pictures, whatever the screen prefers', async () => {
  const [phone, dark, text, page] = await Promise.all(
    ['/views/phone', '/views/dark', '/views/text', '/'].map(path => ask(path)),
  );
  expect(phone?.body).toContain('@media not all{');
  expect(dark?.body).toContain('@media all{');
  for (const view of [phone, dark]) expect(view?.body).not.toMatch(/prefers-color-scheme:dark|light-dark\(/);
  expect(text?.headers['content-type']).toBe('text/plain; charset=UTF-8');
  expect(text?.body).toContain(
    '23 papers, 1 for you. Most upvoted: YuE, 34.\nPaperboy, Wednesday 12 March 2025',
  );
  for (const name of ['phone', 'desktop', 'dark', 'text', 'images-off'])
    expect(page?.body).toMatch(new RegExp(`<iframe name="${name}"[^>]* sandbox=""`));
});

test('a view runs and loads nothing', async () => {
  for (const name of ['phone', 'text', 'images-off'])
    expect((await ask(`/views/${name}`)).headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    );
});

test.each(['evil.example.org', 'localhost', '127.0.0.1:1', 'localhost.example.org:80'])(
  'a request for the host "%s" is refused: a foreign page cannot read the mail under a name of its own',
  async host => {
    for (const path of ['/', '/views/text', '/changes']) {
      const answer = await ask(path, {host});
      expect(answer.status).toBe(421);
      expect(answer.body).not.toContain('Paperboy');
    }
  },
);

test('the name localhost with the port is taken, and nothing but reading', async () => {
  const {port} = new URL(running.url);
  expect((await ask('/', {host: `localhost:${port}`})).status).toBe(200);
  expect((await ask('/', {method: 'POST'})).status).toBe(405);
  expect((await ask('/nothing')).status).toBe(404);
});

test('it answers this machine alone', async () => {
  const {port} = new URL(running.url);
  const outside = Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .filter(({internal, family}) => !internal && family === 'IPv4');
  for (const {address} of outside) await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow();
  expect(running.url).toBe(`http://127.0.0.1:${port}/`);
});

test('a template that is written in steps is shown when it is whole', async () => {
  const page = await openPage();
  await page.next();
  const whole = await own.read('digest.mjml');
  await own.put('digest.mjml', whole.slice(0, 2000));
  await setTimeout(5);
  await own.put('digest.mjml', whole.replace('The first words', 'Whole again'));
  await page.until(({version}) => version > 1);
  expect((await ask('/views/phone')).body).toContain('Whole again');
  page.leave();
});

test.each([
  [['--port', 'x'], '--port "x" is no port'],
  [['--port', '70000'], '--port "70000" is no port'],
  [['a.json', 'b.json'], 'only one file of papers can be shown'],
  [['--colour'], "Unknown option '--colour'"],
  [['nothing-here.json'], '"nothing-here.json"'],
])('%j is refused in one line', async (args, reason) => {
  const started = await startDevMail({args, environment: {}});
  expect(started).toMatchObject({kind: 'refused', reason: expect.stringContaining(reason)});
});

test('a folder that is not there and a port that is taken are refused in one line', async () => {
  const {port} = new URL(running.url);
  expect(
    await startDevMail({args: ['--port', '0'], environment: {TEMPLATES_DIR: `${own.folder}/nowhere`}}),
  ).toMatchObject({kind: 'refused', reason: expect.stringContaining('cannot be watched')});
  expect(await startDevMail({args: ['--port', port], environment: {}})).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('--port takes another'),
  });
});
