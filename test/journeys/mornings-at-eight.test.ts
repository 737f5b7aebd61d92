import {pino} from 'pino';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {findTroubles} from '../../src/ops/telling/find-troubles.ts';
import {needsOf} from '../../src/web/admin/today/needs.ts';
import {runPaperboy} from '../support/command.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';
import {openPaperSource} from '../support/paper-source.ts';

type Line = {event: string; level: number; edition?: string; [field: string]: unknown};

let newsletter: Newsletter;
let lines: Line[];
/** What the operator typed, which is what a morning costs. */
let typed: string[];

const WARN = 40;

const open = async (environment: Record<string, string> = {}, now?: number) => {
  lines = [];
  typed = [];
  const log = pino({level: 'info'}, {write: (text: string) => void lines.push(JSON.parse(text))});
  newsletter = await openNewsletter({log, environment, ...(now === undefined ? {} : {now})});
};

beforeEach(() => {
  typed = [];
});

afterEach(() => newsletter.close());

/** A command of the operator's, who has the configuration of the processes. */
const paperboy = async (...args: string[]) => {
  typed.push(args.join(' '));
  return runPaperboy(args, {
    REDIS_URL: newsletter.redisUrl,
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 'a-key-of-the-fake-resend',
    RESEND_BASE_URL: newsletter.resend.url,
    RESEND_RATE: '1000',
    PUBLIC_URL: 'https://papers.example.org',
    DIGEST_FROM: 'Papers <digest@example.org>',
    LETTERS_FROM: 'Papers <letters@example.org>',
    POSTAL_ADDRESS: '1 Paper Street, Exampleton',
    TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
    QUEUE_PREFIX: 'test',
  });
};

const told = (event: string) => lines.filter(line => line.event === event && line.level >= WARN);

const metrics = async () => (await newsletter.paperboy.operations.metrics()).text;

/** What the admin page says that it needs, as text. */
const alerts = async (): Promise<string> => {
  const {operations, telling} = newsletter.paperboy;
  const facts = await telling.readFacts();
  const needs = needsOf({
    ...{...facts, hasWorker: true, problems: [], refused: [], rates: [], isProxyUnknown: false},
    ...{damaged: await operations.listDamage(), troubles: findTroubles(facts)},
  });
  return needs.map(({what, why}) => `${what} ${why}`).join('\n');
};

const planned = async (readers = 3): Promise<EditionId> => {
  await newsletter.subscribe(readers);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  return id;
};

describe('a revoked key', () => {
  test('is told by an event, a metric, a status and a line, and two commands mend it', async () => {
    await open();
    newsletter.resend.fault({fault: 'error', status: 401, name: 'restricted_api_key', message: 'revoked'});
    const id = await planned();
    await newsletter.work(id);
    expect(told('edition.blocked')).toEqual([
      expect.objectContaining({edition: id, reason: expect.stringContaining('restricted_api_key')}),
    ]);
    expect(await metrics()).toContain(`paperboy_paused{edition="${id}",by="refusal"} 1`);
    expect(await alerts()).toContain('is paused. 401 restricted_api_key');
    // The operator puts the new key into the configuration.
    expect((await paperboy('editions', 'resume', id)).exit).toBe(0);
    await newsletter.work(id);
    expect((await paperboy('editions', 'status', id)).out).toContain('done');
    expect(typed).toHaveLength(2);
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1, 1]);
    expect(await metrics()).not.toContain('paperboy_paused{');
    const [sums] = lines.filter(({event}) => event === 'run.finished');
    expect(sums).toMatchObject({edition: id, run: 1, audience: 3, accepted: 3, failed: 0, uncertain: 0});
    expect(lines.filter(({event}) => event === 'run.finished')).toHaveLength(1);
  });
});

describe('a source that is down', () => {
  test('is told before anyone asks, and no command is needed once it answers', async () => {
    const source = await openPaperSource({daily: {}});
    await open({HUGGING_FACE_URL: source.url, SOURCES: 'hugging-face'}, Date.parse('2026-03-13T00:15:00Z'));
    source.misbehave(...Array.from({length: 40}, () => ({kind: 'status' as const, status: 503})));
    const id = dailyEdition('2026-03-12');
    await newsletter.paperboy.editions.collectAndBuild(id);
    expect(told('edition.built')).toEqual([expect.objectContaining({outcome: 'building', edition: id})]);
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
      state: 'building',
      reason: expect.stringContaining('sources-unreachable'),
    });
    newsletter.clock.set(Date.parse('2026-03-13T02:00:00Z'));
    expect(await metrics()).toMatch(/paperboy_overdue_seconds [1-9]/);
    expect(await alerts()).toMatch(/2026|March/);
    await newsletter.edition();
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({state: 'ready'});
    expect(typed).toEqual([]);
    await source.close();
  });
});

describe('a bad record', () => {
  test('is told by an event, a metric, a status and a line, and two commands mend it', async () => {
    await open();
    const id = await planned();
    const record: unknown[] = JSON.parse((await newsletter.redis.get('test:{s:2}')) ?? '');
    record[11] = 'folding';
    await newsletter.redis.set('test:{s:2}', JSON.stringify(record));
    await newsletter.work(id);
    expect(told('record.damaged')).toEqual([expect.objectContaining({kind: 'subscriber', name: '2'})]);
    expect(await metrics()).toContain('paperboy_damaged_records{kind="subscriber"} 1');
    expect(await alerts()).toContain('paperboy subscribers show --number 2');
    expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({accepted: 2, excluded: 1});
    const mended = await paperboy('subscribers', 'show', '--number', '2', '--mend');
    expect(mended).toMatchObject({exit: 0, err: expect.stringContaining('its topics cannot be read')});
    const sent = await paperboy('editions', 'resend', id, '--to', 'reader-2@example.org', '--confirm', '1');
    expect(sent.exit).toBe(0);
    await newsletter.work(id);
    expect(typed).toHaveLength(2);
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1, 1]);
    expect(await alerts()).not.toContain('--number 2');
    expect(await metrics()).not.toContain('paperboy_damaged_records{');
  });

  test('is shown by number, and wrong usage is one line', async () => {
    await open();
    await newsletter.subscribe(2);
    await newsletter.redis.set('test:{s:2}', 'garbage');
    expect((await paperboy('subscribers', 'show', '--number', '2', '--json')).json()).toMatchObject({
      number: 2,
      problems: expect.arrayContaining(['its address cannot be read']),
    });
    expect((await paperboy('subscribers', 'show', '--number', '1', '--json')).json()).toMatchObject({
      number: 1,
      address: 'reader-1@example.org',
      problems: [],
    });
    expect((await paperboy('subscribers', 'show', '--number', '2', '--mend')).exit).toBe(3);
    expect((await paperboy('subscribers', 'show', '--number', '9')).exit).toBe(1);
    const wrong = [
      ['--number', 'two'],
      ['reader-1@example.org', '--number', '1'],
      ['reader-1@example.org', '--mend'],
      ['--number', '1', '--address', 'reader-1@example.org'],
      [],
    ];
    for (const args of wrong) expect((await paperboy('subscribers', 'show', ...args)).exit).toBe(2);
  });
});

describe('a pause and a conflict', () => {
  test('each has its own event at warn or above, a metric and a line', async () => {
    await open();
    const id = await planned();
    expect((await newsletter.paperboy.orders.pause({edition: id, who: 'ada', why: 'a typo'})).kind).toBe(
      'ordered',
    );
    expect(told('edition.paused')).toEqual([expect.objectContaining({edition: id, who: 'ada'})]);
    expect(await metrics()).toContain(`paperboy_paused{edition="${id}",by="operator"} 1`);
    expect(await alerts()).toContain('is paused. A typo');
    await newsletter.paperboy.orders.resume({edition: id, who: 'ada', why: 'mended'});
    newsletter.resend.fault({fault: 'error', status: 409, name: 'invalid_idempotent_request'});
    await newsletter.work(id);
    expect(told('call.conflict')).toEqual([expect.objectContaining({edition: id, mails: 3})]);
    expect(await metrics()).toContain(`paperboy_conflicts{edition="${id}"} 1`);
    expect(await alerts()).toContain('1 call met a key that Resend knows with other emails');
    expect(told('run.finished')).toEqual([expect.objectContaining({uncertain: 3, accepted: 0})]);
  });
});

describe('commands', () => {
  test('editions list tells how each was delivered', async () => {
    await open();
    const id = await planned();
    await newsletter.work(id);
    expect((await paperboy('editions', 'list')).out).toMatch(/2026-03-12 .* done +3 accepted of 3/);
    expect((await paperboy('editions', 'list', '--json')).json()).toEqual([
      expect.objectContaining({edition: id, state: 'done', counts: expect.objectContaining({accepted: 3})}),
    ]);
  });

  test('send --wait ends with 4 and the counts when its time is over', async () => {
    await open();
    await newsletter.subscribe(3);
    const id = await newsletter.edition();
    newsletter.resend.fault({fault: 'error', status: 503, times: 100});
    const {exit, json, err} = await paperboy('editions', 'send', id, '--wait', '--timeout', '1', '--json');
    expect(exit).toBe(4);
    expect(json()).toMatchObject({counts: {audience: 3, pending: 3}});
    expect(err).toContain('Time is over: 3 pending');
    for (const args of [
      ['--timeout', '5'],
      ['--wait', '--timeout', 'soon'],
      ['--wait', '--timeout', '0'],
    ])
      expect((await paperboy('editions', 'send', id, ...args)).exit).toBe(2);
  });

  test('editions settle prints what was found, and is done when nothing is in doubt', async () => {
    await open();
    const id = await planned();
    await newsletter.work(id);
    expect(await paperboy('editions', 'settle', id, '--json')).toMatchObject({exit: 0});
    expect((await paperboy('editions', 'settle', id, '--json')).json()).toEqual({
      ...{accepted: 0, unsent: 0, uncertain: 0},
    });
    expect((await paperboy('editions', 'settle', '2026-01-01')).exit).toBe(1);
  });
});
