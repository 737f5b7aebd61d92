import {createHmac} from 'node:crypto';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {DAY, HOUR, MINUTE, utcDay} from '../../../src/clock.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {silentLog} from '../../../src/log.ts';
import {findTroubles, type TroubleFacts} from '../../../src/ops/telling/find-troubles.ts';
import {openTellingStore} from '../../../src/ops/telling/telling-store.ts';
import {watchTroubles} from '../../../src/use-cases/telling/watch-troubles.ts';
import {watchOnce} from '../../../workers/watch.ts';
import {allWell, planted} from '../../ops/telling/planted.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

type Posted = {
  headers: Record<string, string>;
  body: string;
  json: {type: string; data: Record<string, unknown>};
};

/** A place that takes posts, and says no as often as it is told to. */
const openListener = async () => {
  const posts: Posted[] = [];
  const refusals: number[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', part => {
      body += part;
    });
    request.on('end', () => {
      const status = refusals.shift() ?? 204;
      const headers = request.headers as Record<string, string>;
      if (status === 204) posts.push({headers, body, json: JSON.parse(body)});
      response.writeHead(status, status === 302 ? {location: 'http://127.0.0.1:9/'} : {}).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    ...{posts, refusals, url: `http://127.0.0.1:${port}`},
    told: () => posts.map(({json}) => `${json.type} ${json.data.key ?? json.data.edition ?? ''}`.trim()),
    close: () => new Promise(resolve => server.close(resolve)),
  };
};

const KEY = Buffer.from('sixteen bytes at least').toString('base64');

let alerts: Awaited<ReturnType<typeof openListener>>;
let events: Awaited<ReturnType<typeof openListener>>;
let newsletter: Newsletter;

beforeEach(async () => {
  [alerts, events] = await Promise.all([openListener(), openListener()]);
  newsletter = await openNewsletter({
    now: Date.parse('2026-03-12T23:00:00Z'),
    createdAt: Date.parse('2026-03-12T22:30:00Z'),
    fakeResend: {showsUse: true},
    environment: {
      // The month below sends 66 emails.
      ...{RESEND_DAILY_QUOTA: '100', RESEND_MONTHLY_QUOTA: '100'},
      ALERT_URL: alerts.url,
      EVENTS_URL: events.url,
      ALERT_SECRET: `whsec_${KEY}`,
      OPERATOR_EMAIL: 'operator@example.net',
    },
  });
  // Each day's sources were asked, as by a scheduler.
  await askedSources();
});

afterEach(async () => {
  await newsletter.close();
  await Promise.all([alerts.close(), events.close()]);
});

const askedSources = async (isUnreachable = false) => {
  const {catalogue} = newsletter.paperboy.stores;
  const at = newsletter.clock.now();
  for (const {name} of newsletter.paperboy.stores.sources)
    await catalogue.recordCollection({
      ...{source: name, day: utcDay(at), at, papers: isUnreachable ? 0 : 3, rejected: 0},
      ...{reason: isUnreachable ? 'status 503' : null, ...(isUnreachable ? {isUnreachable} : {})},
    });
};

const look = () => {
  const {telling} = newsletter.paperboy;
  return watchOnce({
    ...{...telling, takeTurn: async () => true, log: silentLog},
    tellOutage: async () => undefined,
  });
};

/** Looks each minute for so long. */
const lookFor = async (ms: number, andDo = async () => undefined as unknown) => {
  for (let passed = 0; passed < ms; passed += MINUTE) {
    newsletter.clock.advance(MINUTE);
    await andDo();
    await look();
  }
};

describe('an operator is told', () => {
  test('once when trouble starts and once when it has ended, by post and by email', async () => {
    const edition = await newsletter.edition();
    const order = {edition, who: 'ada', why: 'a wrong note'};
    await newsletter.paperboy.orders.pause(order);
    await lookFor(2 * MINUTE);
    expect(alerts.told()).toEqual(['trouble.started paused:2026-03-12']);
    expect(newsletter.resend.mails()).toMatchObject([
      {to: 'operator@example.net', subject: 'Paperboy: 2026-03-12 is paused: a wrong note.'},
    ]);
    await lookFor(10 * MINUTE);
    expect(alerts.posts).toHaveLength(1);
    await newsletter.paperboy.orders.resume({...order, why: 'it is right'});
    await lookFor(10 * MINUTE);
    expect(alerts.told()).toEqual(['trouble.started paused:2026-03-12', 'trouble.ended paused:2026-03-12']);
    expect(newsletter.resend.mails().map(({subject}) => subject)).toContain(
      'Paperboy: Over: 2026-03-12 is paused: a wrong note.',
    );
  });

  test('within two minutes of what is late and of records that cannot be read', async () => {
    newsletter.paperboy.stores.damage.note({kind: 'paper', name: '2603.00001', problem: 'no JSON'});
    await lookFor(2 * MINUTE);
    expect(alerts.told()).toEqual(['trouble.started damaged']);
    newsletter.clock.set(Date.parse('2026-03-13T00:24:00Z'));
    await askedSources();
    await lookFor(2 * MINUTE);
    expect(alerts.told()).toContain('trouble.started late:2026-03-12');
  });

  test('of a source that is silent for hours, and not of one that fails once', async () => {
    await askedSources(true);
    await lookFor(30 * MINUTE);
    await askedSources();
    await lookFor(2 * MINUTE);
    expect(alerts.told()).toEqual([]);
    newsletter.clock.set(Date.parse('2026-03-13T02:00:00Z'));
    await newsletter.edition();
    await askedSources(true);
    await lookFor(3 * HOUR + 2 * MINUTE);
    expect(alerts.told().filter(told => told.includes('source'))).toEqual([
      'trouble.started source:hugging-face',
    ]);
  });

  test('of a quota before it is used up, once', async () => {
    const told = () =>
      alerts
        .told()
        .filter(line => line.includes('quota'))
        .sort();
    await newsletter.subscribe(80);
    const edition = await newsletter.edition();
    newsletter.clock.set(Date.parse('2026-03-13T02:00:00Z'));
    await askedSources();
    await lookFor(2 * MINUTE);
    expect(told()).toEqual([]);
    await newsletter.paperboy.sending.send(edition);
    await newsletter.work(edition);
    await lookFor(2 * MINUTE);
    // Both are posted at once.
    expect(told().sort()).toEqual(['trouble.started quota-near:day', 'trouble.started quota-near:month']);
  });

  test('at once by post of a quota that is used up, for which email waits', async () => {
    await newsletter.subscribe(3);
    const edition = await newsletter.edition();
    newsletter.clock.set(Date.parse('2026-03-13T02:00:00Z'));
    await askedSources();
    newsletter.resend.fault({fault: 'daily-quota', times: 50});
    await newsletter.paperboy.sending.send(edition);
    const [chunk] = await newsletter.paperboy.stores.ledger.openChunks(edition);
    if (!chunk) throw new Error('nothing was planned');
    expect(await newsletter.paperboy.sending.sendChunk(chunk)).toMatchObject({kind: 'later'});
    // Email first in the queue: the alert behind it must not wait for its permit.
    newsletter.paperboy.stores.damage.note({kind: 'paper', name: '2603.00001', problem: 'no JSON'});
    const from = newsletter.clock.now();
    await look();
    expect(alerts.told()).toEqual(
      expect.arrayContaining(['trouble.started damaged', 'trouble.started quota']),
    );
    expect(newsletter.clock.now() - from).toBeLessThanOrEqual(2 * MINUTE);
    expect(newsletter.resend.mails()).toEqual([]);
    // One email was tried, and all still wait.
    expect(await newsletter.paperboy.telling.messagesWaiting()).toBe(alerts.told().length);
  });

  test('of a scheduler that is gone, and not of one that paperboy once stands in for', async () => {
    await newsletter.paperboy.operations.noteTick();
    await lookFor(9 * MINUTE);
    expect(alerts.told()).toEqual([]);
    await lookFor(2 * MINUTE);
    expect(alerts.told()).toEqual(['trouble.started scheduler']);
    await newsletter.paperboy.operations.expectNoScheduler();
    await lookFor(7 * MINUTE);
    expect(alerts.told().at(-1)).toBe('trouble.ended scheduler');
  });

  test('by one of many processes, however many look', async () => {
    await newsletter.paperboy.orders.stopEverything({who: 'ada', why: 'a trial'});
    await Promise.all(Array.from({length: 8}, look));
    expect(alerts.told()).toEqual(['trouble.started stop']);
  });
});

describe('each planted trouble', () => {
  /** Whom it tells, from facts that are planted. */
  const openWatch = () => {
    const {clock, paperboy} = newsletter;
    const telling = openTellingStore({redis: paperboy.link.connect(), prefix: 'planted'});
    let ids = 0;
    const lookAt = (facts: TroubleFacts) =>
      watchTroubles({
        ...{telling, clock, log: silentLog, hasEvents: false, channels: ['alert' as const]},
        ...{readFacts: async () => facts, newId: () => `msg_${++ids}`},
      });
    const told = async () => {
      const due = await telling.claim(clock.now(), clock.now() + DAY);
      for (const [id] of due) await telling.done(id);
      return due.map(([, {type, data}]) => `${type} ${data.key}`);
    };
    /** What is told in so long, with a look each minute. */
    return async (facts: TroubleFacts, ms: number) => {
      for (let passed = 0; passed < ms; passed += MINUTE) {
        clock.advance(MINUTE);
        await lookAt(facts);
      }
      return told();
    };
  };

  test('is told within two minutes, once, and so is its end', async () => {
    const watch = openWatch();
    expect(await watch(allWell, 30 * MINUTE)).toEqual([]);
    for (const [key, more] of planted) {
      const facts = {...allWell, ...more};
      const graceMs = findTroubles(facts)[0]?.graceMs ?? 0;
      expect(await watch(facts, graceMs)).toEqual([]);
      expect(await watch(facts, 2 * MINUTE)).toEqual([`trouble.started ${key}`]);
      expect(await watch(facts, 10 * MINUTE)).toEqual([]);
      expect(await watch(allWell, 10 * MINUTE)).toEqual([`trouble.ended ${key}`]);
    }
  });
});

describe('a message', () => {
  test('is signed by Standard Webhooks and names nobody', async () => {
    await newsletter.subscribe(['ada@example.org']);
    await newsletter.paperboy.subscribers.unsubscribe({number: 1, via: 'link'});
    await look();
    const [post] = events.posts;
    expect(post?.json.type).toBe('subscriber.left');
    expect(post?.body).not.toContain('@');
    const signed = `${post?.headers['webhook-id']}.${post?.headers['webhook-timestamp']}.${post?.body}`;
    const made = createHmac('sha256', Buffer.from(KEY, 'base64')).update(signed).digest('base64');
    expect(post?.headers['webhook-signature']).toBe(`v1,${made}`);
  });

  test('that is not taken is tried again under its own id, and a redirect is followed nowhere', async () => {
    events.refusals.push(500, 302, 429);
    await newsletter.subscribe(['ada@example.org']);
    await newsletter.paperboy.subscribers.unsubscribe({number: 1, via: 'link'});
    await lookFor(7 * MINUTE);
    expect(events.posts).toHaveLength(0);
    await lookFor(40 * MINUTE);
    expect(events.posts).toHaveLength(1);
    expect(await newsletter.paperboy.telling.messagesWaiting()).toBe(0);
  });

  test('is given up where the other side wants no more, and after three days', async () => {
    events.refusals.push(410);
    await newsletter.subscribe(['ada@example.org', 'bob@example.org']);
    await newsletter.paperboy.subscribers.unsubscribe({number: 1, via: 'link'});
    await look();
    expect(await newsletter.paperboy.telling.messagesWaiting()).toBe(0);
    events.refusals.push(...Array.from({length: 10}, () => 500));
    await newsletter.paperboy.subscribers.unsubscribe({number: 2, via: 'link'});
    for (let tries = 0; tries < 12; tries++) {
      await newsletter.paperboy.telling.deliverMessages();
      newsletter.clock.advance(25 * HOUR);
    }
    expect(events.posts).toHaveLength(0);
    expect(await newsletter.paperboy.telling.messagesWaiting()).toBe(0);
  });
});

test('a program hears of an edition that is ready, paused and done, each once', async () => {
  await newsletter.subscribe(3);
  const edition = await newsletter.edition();
  newsletter.clock.set(Date.parse('2026-03-13T02:00:00Z'));
  await askedSources();
  await look();
  await newsletter.paperboy.orders.pause({edition, who: 'ada', why: 'a look'});
  await lookFor(3 * MINUTE);
  await newsletter.paperboy.orders.resume({edition, who: 'ada', why: 'a look'});
  await newsletter.paperboy.sending.send(edition);
  await newsletter.work(edition);
  await lookFor(3 * MINUTE);
  expect(events.told()).toEqual([
    'edition.ready 2026-03-12',
    'edition.paused 2026-03-12',
    'edition.done 2026-03-12',
  ]);
  expect(events.posts.at(-1)?.json.data).toMatchObject({audience: 3, accepted: 3, failed: 0});
});

test('in a month without trouble nobody is told anything', async () => {
  const {paperboy, clock} = newsletter;
  await newsletter.subscribe(3);
  const first = Date.parse('2026-03-13T00:00:00Z');
  for (let day = first; day < first + 30 * DAY; day += DAY) {
    for (let hour = 0; hour < 24; hour++) {
      clock.set(day + hour * HOUR + 5 * MINUTE);
      await askedSources();
      await paperboy.operations.noteTick();
      if (hour === 0) {
        const id = dailyEdition(utcDay(day - DAY));
        const isWeekend = [0, 6].includes(new Date(day - DAY).getUTCDay());
        const papers = Array.from({length: 3}, (_, at) => madeUpPaper(utcDay(day - DAY), at));
        if (!isWeekend) await paperboy.stores.catalogue.storeAll(papers);
        clock.advance(6 * MINUTE);
        await paperboy.editions.build(id);
      }
      await planAndWork();
      await look();
    }
  }
  expect(alerts.told()).toEqual([]);
  expect(events.told().filter(told => told.startsWith('edition.done')).length).toBeGreaterThan(15);
});

/** As scheduler and workers do. */
const planAndWork = async () => {
  const {sending} = newsletter.paperboy;
  const due = await sending.findDue();
  for (const edition of due.builds) await newsletter.paperboy.editions.build(edition);
  for (const wave of (await sending.findDue()).waves) await sending.planWave(wave);
  for (const edition of await newsletter.paperboy.stores.ledger.editionsInSending())
    await newsletter.work(edition);
};
