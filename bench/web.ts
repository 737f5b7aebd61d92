import {createHmac, randomUUID} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {OpenPaperboy} from '../chaos/open-with-stores.ts';
import {startRedisServer} from '../chaos/world/redis-server.ts';
import type {EditionId} from '../src/editions/edition.ts';
import {mintToken} from '../src/subscribers/tokens.ts';
import {found, openOn, type Place, startStandIn, startWay, takenBy} from './fan-out/fan-out.ts';
import {type PartResult, short, table} from './part.ts';

const WEBHOOK_KEY = Buffer.from('the webhook secret of the bench');

/** Calls a second of the run that goes on meanwhile: it must outlast what is asked. */
const RUN_RATE = 10;

/** So many of each kind, so many at the same time. */
const ASKED = 600;
const AT_ONCE = 4;

type Asked = {path: string; post?: {type: string; body: string}; headers?: Record<string, string>};

type Kind = {name: string; ask: (nth: number) => Asked; allowed: number[]};

/**
 * How soon the pages answer while a run is sending: the pages, the worker and this process share the machine.
 */
export const benchWeb = async (readers: number): Promise<PartResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-web-'));
  const redis = await startRedisServer({
    ...{program: 'redis-server', folder: join(folder, 'redis'), durability: 'everysec'},
  });
  const standIn = await startStandIn();
  const port = await freePort();
  const settings = {
    ...{PORT: String(port), TRUST_PROXY: '1'},
    RESEND_WEBHOOK_SECRET: `whsec_${WEBHOOK_KEY.toString('base64')}`,
  };
  const place: Place = {folder, redisUrl: redis.url, standIn: {url: standIn.url}, rate: RUN_RATE, settings};
  try {
    return await play(place, {readers, url: `http://127.0.0.1:${port}`});
  } finally {
    standIn.process.kill();
    await redis.close();
    rmSync(folder, {recursive: true, force: true});
  }
};

const play = async (place: Place, {readers, url}: {readers: number; url: string}): Promise<PartResult> => {
  const paperboy = await openOn(place, 0);
  const edition = await found(paperboy, readers);
  const task = {mails: readers, samples: [], database: 0};
  const pages = await startWay(place, {way: 'pages', ...task});
  const worker = await startWay(place, {way: 'product', ...task});
  await paperboy.sending.send(edition);
  for (const child of [pages, worker]) child.send('begin');
  const kinds = await kindsOf(paperboy, edition);
  for (const kind of kinds) await askAll(url, kind, AT_ONCE * 10);
  const rows: Row[] = [];
  for (const kind of kinds) rows.push({name: kind.name, ...(await askAll(url, kind, ASKED))});
  const left = (await paperboy.sending.status(edition))?.counts.pending ?? 0;
  for (const child of [pages, worker]) child.send('end');
  await Promise.all([pages, worker].map(takenBy));
  await paperboy.close();
  const mails = `${left.toLocaleString('en')} of ${readers.toLocaleString('en')} mails were left at the end`;
  return {
    figures: Object.fromEntries(rows.map(({name, p99}) => [`${name} p99 ms`, p99])),
    lines: [...table(rows.map(toRow)), left === 0 ? `the run was over before the end: ${mails}` : mails],
  };
};

const kindsOf = async ({stores, linkKeys}: OpenPaperboy, edition: EditionId): Promise<Kind[]> => {
  const ids: {id: string; number: number}[] = [];
  for await (const some of stores.subscribers.all()) {
    ids.push(...some.map(({id, number}) => ({id, number})));
    if (ids.length > 2 * ASKED) break;
  }
  // From the other end than the run begins, which goes on by number.
  const leaver = (nth: number) => ids[(ids.length - 1 - nth) % ids.length] ?? {id: null, number: 0};
  const form = 'application/x-www-form-urlencoded';
  const json = 'application/json';
  return [
    {
      name: 'one-click',
      ask: nth => {
        const own = {keys: linkKeys, reader: leaver(nth), epoch: 0, expiresAt: null};
        const token = mintToken({...own, scope: 'unsubscribe'});
        return {path: `/unsubscribe/${token}`, post: {type: form, body: 'List-Unsubscribe=One-Click'}};
      },
      allowed: [200],
    },
    {
      name: 'subscribe',
      ask: nth => ({
        path: '/api/subscribe',
        post: {type: json, body: JSON.stringify({email: `new-${nth}-${randomUUID()}@mail.example.org`})},
        // Each from a network of their own, as visitors are.
        headers: {'x-forwarded-for': `203.${nth % 200}.${Math.floor(nth / 200) % 200}.7`},
      }),
      allowed: [200, 202, 429],
    },
    {name: 'webhook', ask: webhook, allowed: [200]},
    {name: 'edition', ask: () => ({path: `/editions/${edition}`}), allowed: [200]},
    {name: 'search', ask: nth => ({path: `/search?q=word${nth % 50}+learning`}), allowed: [200]},
  ];
};

const webhook = (): Asked => {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const data = {email_id: randomUUID(), from: 'digest@example.org', to: ['reader-1@mail.example.org']};
  const body = JSON.stringify({type: 'email.delivered', created_at: new Date().toISOString(), data});
  const mac = createHmac('sha256', WEBHOOK_KEY).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${mac}`};
  return {path: '/webhooks/resend', post: {type: 'application/json', body}, headers};
};

type Times = {perSecond: number; p50: number; p99: number};

type Row = Times & {name: string};

const askAll = async (url: string, {name, ask, allowed}: Kind, count: number): Promise<Times> => {
  const times: number[] = [];
  let nth = 0;
  const lane = async (): Promise<void> => {
    while (nth < count) {
      const {path, post, headers = {}} = ask(nth++);
      const begins = performance.now();
      const answer = await fetch(`${url}${path}`, {
        headers: {...headers, ...(post ? {'content-type': post.type} : {})},
        ...(post ? {method: 'POST', body: post.body} : {}),
      });
      await answer.arrayBuffer();
      times.push(performance.now() - begins);
      if (!allowed.includes(answer.status)) throw new Error(`${name} is answered with ${answer.status}`);
    }
  };
  const begins = performance.now();
  await Promise.all(Array.from({length: AT_ONCE}, lane));
  const seconds = (performance.now() - begins) / 1000;
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return {perSecond: count / seconds, p50: at(0.5), p99: at(0.99)};
};

const toRow = ({name, perSecond, p50, p99}: Row) => ({
  ...{'while a run is sending': name, 'requests/s': short(perSecond)},
  ...{'p50, ms': short(p50), 'p99, ms': short(p99)},
});

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
    probe.on('error', reject);
  });
