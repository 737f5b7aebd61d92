import {spawnSync} from 'node:child_process';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {openNewsletter} from '../support/newsletter.ts';
import {dailyItem, openPaperSource} from '../support/paper-source.ts';

type Span = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: {key: string}[];
};

/** A place that takes spans by OTLP over HTTP, as JSON. */
const openReceiver = async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.url === '/v1/traces') bodies.push(body);
    response.writeHead(200, {'content-type': 'application/json'}).end('{}');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    spans: (): Span[] =>
      bodies
        .flatMap(body => JSON.parse(body).resourceSpans)
        .flatMap(({scopeSpans}) => scopeSpans)
        .flatMap(({spans}) => spans),
    close: () => new Promise(resolve => server.close(resolve)),
  };
};

test('all steps of an edition are one trace, in whichever process, and name nobody', async () => {
  const receiver = await openReceiver();
  const source = await openPaperSource({
    daily: {'2026-03-12': [dailyItem({id: '2603.00001', votes: 3, title: 'On folding'})]},
  });
  const newsletter = await openNewsletter({
    environment: {OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, HUGGING_FACE_URL: source.url},
  });
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  await newsletter.paperboy.editions.collectAndBuild(id);
  // What another process does is of the same trace, though no job says so.
  const other = await newsletter.open();
  await other.sending.planWave({edition: id, wave: newsletter.clock.now()});
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  await other.close();
  await newsletter.close();
  await Promise.all([receiver.close(), source.close()]);
  const spans = receiver.spans();
  expect([...new Set(spans.map(({name}) => name))].sort()).toEqual([
    'build',
    'call',
    'chunk',
    'collect',
    'plan',
  ]);
  expect(new Set(spans.map(({traceId}) => traceId)).size).toBe(1);
  const parentOf = (name: string) => {
    const parent = spans.find(span => span.name === name)?.parentSpanId;
    return spans.find(({spanId}) => spanId === parent)?.name;
  };
  expect([parentOf('call'), parentOf('collect')]).toEqual(['chunk', 'build']);
  expect(receiver.bodies.join('')).not.toMatch(/@example|reader-/);
});

test('a receiver that is away costs nothing but its spans', async () => {
  const newsletter = await openNewsletter({
    environment: {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1'},
  });
  await newsletter.subscribe(1);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  expect(newsletter.resend.mails()).toHaveLength(1);
  await newsletter.close();
});

/** Tells which packages of OpenTelemetry a process loads, by import or by require. */
const LISTING = `
import {register, createRequire} from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`export const load = async (url, context, next) => {
  if (url.includes('/@opentelemetry/')) process._rawDebug('LOADED ' + url);
  return next(url, context);
};\`));
const {cache} = createRequire('file:///');
process.on('exit', () => Object.keys(cache).filter(path => path.includes('/@opentelemetry/'))
  .forEach(path => process._rawDebug('LOADED ' + path)));
`;

test('nothing of OpenTelemetry’s own is loaded where nobody asks for traces', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  // prom-client brings and loads the API, which is types and constants.
  const loadedWith = (code: string) => {
    const preload = `data:text/javascript,${encodeURIComponent(LISTING)}`;
    const args = ['--import', preload, '--input-type=module', '--eval', code];
    const {status, stderr} = spawnSync(process.execPath, args, {cwd: root, encoding: 'utf8'});
    expect({status, stderr: status === 0 ? '' : stderr}).toEqual({status: 0, stderr: ''});
    return stderr
      .split('\n')
      .filter(line => line.startsWith('LOADED') && !line.includes('/@opentelemetry/api/')).length;
  };
  expect(loadedWith(`await import('./dist/src/app.js')`)).toBe(0);
  // The control: the listing sees them where they are loaded.
  expect(
    loadedWith(`await import('./dist/src/ops/traces/open-telemetry.js').then(open => open.openTelemetry({
    endpoint: 'http://127.0.0.1:1', instanceId: 'a', version: '0'
  }))`),
  ).toBeGreaterThan(5);
});
