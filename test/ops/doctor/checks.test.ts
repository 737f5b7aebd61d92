import {createServer} from 'node:http';
import {afterEach, describe, expect, test} from 'vitest';
import {DAY, HOUR, MINUTE} from '../../../src/clock.ts';
import {parseConfig} from '../../../src/config.ts';
import {askForDomains} from '../../../src/ops/doctor/ask-for-domains.ts';
import {checkAccountAnswer} from '../../../src/ops/doctor/check-account.ts';
import {checkClock} from '../../../src/ops/doctor/check-clock.ts';
import {checkConfiguration} from '../../../src/ops/doctor/check-configuration.ts';
import {checkLastTimes} from '../../../src/ops/doctor/check-last-times.ts';
import {checkPlan} from '../../../src/ops/doctor/check-plan.ts';
import {checkQueues, type QueueFacts} from '../../../src/ops/doctor/check-queues.ts';
import {checkRedis} from '../../../src/ops/doctor/check-redis.ts';
import {checkSecrets} from '../../../src/ops/doctor/check-secrets.ts';
import {checkVersions} from '../../../src/ops/doctor/check-versions.ts';
import type {RedisFacts} from '../../../src/ops/doctor/redis-facts.ts';

const statesOf = (checks: {state: string}[]) => checks.map(({state}) => state);

describe('configuration', () => {
  const check = (environment: Record<string, string>) => {
    const reading = parseConfig(environment);
    if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
    return checkConfiguration(reading.config);
  };

  test('of the outbox is good as it is', () => {
    expect(statesOf(check({}))).toEqual(['ok']);
  });

  test('that forbids a real send names every setting with its fix', () => {
    const found = check({RESEND_API_KEY: 'a-key'}).filter(({state}) => state === 'error');
    expect(found.map(({message}) => message.split(' ')[0])).toEqual([
      'POSTAL_ADDRESS',
      'PUBLIC_URL',
      'TOKEN_SECRETS',
      'DIGEST_FROM',
    ]);
    expect(found.every(({fix}) => fix !== null)).toBe(true);
  });

  test('without webhooks, a reader of answers or a sender of letters is warned of', () => {
    const found = check({
      RESEND_API_KEY: 'a-key',
      POSTAL_ADDRESS: '1 Paper Street',
      PUBLIC_URL: 'https://papers.example.org',
      TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
      DIGEST_FROM: 'papers@example.org',
      LETTERS_FROM: 'papers@example.org',
    });
    expect(statesOf(found)).toEqual(['warning', 'warning', 'warning']);
  });
});

describe('the plan', () => {
  const states = (
    readers: number,
    quotas: {RESEND_DAILY_QUOTA?: number; RESEND_MONTHLY_QUOTA?: number} = {},
  ) => statesOf(checkPlan({MAIL_TRANSPORT: 'resend', ...quotas}, readers));

  test.each<[string, string[], string[]]>([
    ['the free one, unsaid', states(96), ['ok']],
    ['the free one with the hundredth reader', states(100), ['warning']],
    ['one whose day is too short', states(240, {RESEND_DAILY_QUOTA: 100}), ['error']],
    ['one without a letter left', states(100, {RESEND_DAILY_QUOTA: 100}), ['warning']],
    ['one whose month is too short', states(1000, {RESEND_MONTHLY_QUOTA: 30_000}), ['warning']],
    ['one that is enough', states(1000, {RESEND_MONTHLY_QUOTA: 50_000}), ['ok']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('says how many would wait', () => {
    const [found] = checkPlan({MAIL_TRANSPORT: 'resend', RESEND_DAILY_QUOTA: 100}, 240);
    expect(found?.message).toContain('140 would wait every day');
  });
});

describe('secrets', () => {
  const random = '0f3b8c1d2e4a59687766554433221100deadbeefcafe';
  const other = 'b7c1f0a9d3e25846b7c1f0a9d3e258466c0e9b1a2d3f';
  const check = (secrets: {TOKEN_SECRETS?: string[]; UNSUBSCRIBE_SECRETS?: string[]; ADMIN_TOKEN?: string}) =>
    checkSecrets({
      ...{TOKEN_SECRETS: [], UNSUBSCRIBE_SECRETS: [], ADMIN_TOKEN: undefined},
      ...secrets,
    });

  test.each([
    ['a'.repeat(40), 'warning'],
    ['change-me-change-me-change-me-change-me', 'warning'],
    ['0123456789abcdef0123456789abcdef', 'warning'],
    [random, 'ok'],
  ])('%s', (secret, state) => {
    expect(statesOf(check({TOKEN_SECRETS: [secret]}))).toEqual([state]);
  });

  test('that do two things are told, and none is quoted', () => {
    const found = [
      ...check({TOKEN_SECRETS: [random], ADMIN_TOKEN: random}),
      ...check({TOKEN_SECRETS: [random, other], UNSUBSCRIBE_SECRETS: [other]}),
    ];
    expect(statesOf(found)).toEqual(['error', 'error']);
    expect(JSON.stringify(found)).not.toContain(random);
  });
});

describe('versions', () => {
  const now = Date.parse('2026-11-30T00:00:00Z');
  const of = (node: string, redis = '7.0.15') =>
    statesOf(checkVersions({product: '0.1.0', schema: 3, node, redis, now}));

  test.each([
    [of('24.4.1'), ['ok']],
    [of('20.19.0'), ['warning', 'ok']],
    [of('18.20.0'), ['error', 'ok']],
    [of('25.0.0'), ['warning', 'ok']],
    [of('24.4.1', '5.0.3'), ['error', 'ok']],
    [of('24.4.1', 'unknown version'), ['ok']],
  ])('%#', (found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('when parts last worked', () => {
  const now = Date.parse('2026-11-30T12:00:00Z');
  const all = {
    ...{now, builtAt: now - 5 * DAY, tidiedAt: now - HOUR, sources: ['arxiv'], readers: 3},
    expectsWebhooks: true,
    times: new Map([
      ['scheduler', now - 11 * MINUTE],
      ['source:arxiv', now - HOUR],
      ['mail', now - 2 * DAY],
    ]),
  };

  test('each has its line, and what is too long ago its mend', () => {
    expect(checkLastTimes(all).map(({state, subject, message}) => `${state} ${subject}: ${message}`)).toEqual(
      [
        'warning last scheduler: 11 minutes ago',
        'ok last source arxiv: 60 minutes ago',
        'warning last edition: 5 days ago',
        'ok last mail: 2 days ago',
        'skipped last webhook: never yet, as far as is known',
        'ok last tidying: 60 minutes ago',
      ],
    );
  });
});

describe('Redis', () => {
  const fine: RedisFacts = {
    version: '7.0.15',
    policy: 'noeviction',
    appendOnly: 'yes',
    usedMemory: 10,
    mostMemory: 100,
    lastLogWrite: 'ok',
    role: 'master',
  };

  test('that keeps what it is told is good', () => {
    expect(checkRedis(fine)).toMatchObject([{state: 'ok', fix: null}]);
  });

  test.each<[string, Partial<RedisFacts>, string]>([
    ['throws keys away', {policy: 'allkeys-lru'}, 'error'],
    ['is a replica', {role: 'slave'}, 'error'],
    ['cannot write its log', {lastLogWrite: 'err'}, 'error'],
    ['keeps nothing on disk', {appendOnly: 'no'}, 'warning'],
    ['is nearly full', {usedMemory: 81}, 'warning'],
  ])('that %s is not', (_, facts, state) => {
    expect(checkRedis({...fine, ...facts})).toMatchObject([{state, fix: expect.any(String)}]);
  });

  test('that does not tell how it keeps things is not accused', () => {
    const [check] = checkRedis({...fine, policy: null});
    expect(check).toMatchObject({state: 'ok', message: expect.stringContaining('not readable')});
  });
});

describe('the clock', () => {
  test.each([
    [0, 'ok'],
    [-4900, 'ok'],
    [5000, 'warning'],
    [-60_000, 'error'],
  ])('that is %i ms off is %s', (offMs, state) => {
    expect(checkClock({own: 1_000_000, redis: 1_000_000 + offMs}).state).toBe(state);
  });
});

describe('Resend', () => {
  let closeServer = async () => undefined;
  afterEach(() => closeServer());

  /** An account that answers so to anyone who has the key. */
  const account = async (status: number, body: string): Promise<string> => {
    const server = createServer((request, response) => {
      const isAsked = request.url === '/domains' && request.headers.authorization === 'Bearer the key';
      response.writeHead(isAsked ? status : 400);
      response.end(body);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    closeServer = async () => {
      await new Promise(resolve => server.close(resolve));
      return undefined;
    };
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  };

  const ask = async (status: number, body: unknown) => {
    const baseUrl = await account(status, typeof body === 'string' ? body : JSON.stringify(body));
    return checkAccountAnswer(await askForDomains({apiKey: 'the key', baseUrl}), ['example.org']);
  };

  test.each<[string, number, unknown, string]>([
    ['with the domain verified', 200, {data: [{name: 'Example.org', status: 'verified'}]}, 'ok'],
    ['with the domain not verified yet', 200, {data: [{name: 'example.org', status: 'pending'}]}, 'warning'],
    ['without the domain', 200, {data: [{name: 'example.net', status: 'verified'}]}, 'error'],
    ['whose key may only send', 401, {name: 'restricted_api_key', message: ''}, 'ok'],
    ['that refuses the key', 403, {name: 'invalid_api_key', message: ''}, 'error'],
    ['that answers with something else', 200, '<html>', 'error'],
    ['that is down', 503, {name: 'service_unavailable', message: ''}, 'error'],
  ])('%s', async (_, status, body, state) => {
    expect(statesOf(await ask(status, body))).toEqual([state]);
  });

  test('that is not reached is told without the key', async () => {
    const baseUrl = await account(200, '{}');
    await closeServer();
    closeServer = async () => undefined;
    const found = checkAccountAnswer(await askForDomains({apiKey: 'the key', baseUrl}), ['example.org']);
    expect(found).toMatchObject([{state: 'error', message: expect.stringContaining('ECONNREFUSED')}]);
    expect(JSON.stringify(found)).not.toContain('the key');
  });
});

describe('queues', () => {
  const quiet: QueueFacts = {hasWorker: true, waiting: {letters: 0, receipts: 0}, overdue: [], held: []};

  test('that somebody works on are good', () => {
    expect(statesOf(checkQueues(quiet))).toEqual(['ok']);
  });

  test('that nobody works on are a warning, and trouble once something waits', () => {
    expect(statesOf(checkQueues({...quiet, hasWorker: false}))).toEqual(['warning']);
    const waiting = {letters: 2, receipts: 1};
    const [check] = checkQueues({...quiet, hasWorker: false, waiting});
    expect(check).toMatchObject({state: 'error', message: expect.stringContaining('2 letters')});
  });

  test('with an edition that waits for a person name it and its reason', () => {
    const held = [{edition: '2026-03-12', state: 'paused', reason: 'too many bounces'}];
    expect(checkQueues({...quiet, held})).toMatchObject([
      {state: 'warning', message: '2026-03-12 is paused: too many bounces'},
    ]);
  });
});
