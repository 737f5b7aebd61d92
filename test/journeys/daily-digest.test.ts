import {randomUUID} from 'node:crypto';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {packageRoot} from '../../src/settings/package-root.ts';
import {type Desk, openDesk} from '../support/command.ts';
import {type FakeResend, startFakeResend} from '../support/fake-resend.ts';
import {dailyItem, openPaperSource} from '../support/paper-source.ts';

let desk: Desk;
let resend: FakeResend;

beforeEach(async () => {
  // A key of this test alone: anyone else who calls at this port (a test that ended had it before) is turned
  // away.
  const apiKey = `re_${randomUUID()}`;
  resend = await startFakeResend({apiKey});
  desk = await openDesk({
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: apiKey,
    RESEND_BASE_URL: resend.url,
    RESEND_RATE: '1000',
    PUBLIC_URL: 'https://papers.example.org',
    DIGEST_FROM: 'Papers <digest@example.org>',
    LETTERS_FROM: 'Papers <letters@example.org>',
    POSTAL_ADDRESS: '1 Paper Street, Exampleton',
    TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
  });
});

afterEach(async () => {
  await desk.close();
  await resend.close();
});

const READERS = Array.from({length: 1000}, (_, at) => `reader-${at + 1}@example.org`);

const subscribeAll = async () => {
  const path = await desk.file('readers.csv', ['email', ...READERS].join('\n'));
  const {exit} = await desk.paperboy(
    'subscribers',
    'import',
    path,
    '--confirmed',
    '--consent',
    'agreed on paper',
  );
  expect(exit).toBe(0);
};

/** Each reader has one mail, and nobody else has any; a second one is told with its key. */
const expectOneEach = () => {
  const inboxes = resend.inboxes();
  const tooMany = resend.mails().filter(({to}) => (inboxes.get(to) ?? 0) > 1);
  expect(tooMany.map(({to, key}) => `${to} ${key}`)).toEqual([]);
  expect([...inboxes.keys()].sort()).toEqual([...READERS].sort());
};

/**
 * One real day as Hugging Face told it, with 23 papers: where it is kept beside the project, else the demo's
 * sample of the same day.
 */
const recorded = join(packageRoot, '..', 'shared', 'data', 'hf_raw', '2025-03-12.json');
const sample = join(packageRoot, 'src', 'cli', 'demo', '2025-03-12.json');

if (!existsSync(recorded))
  process.stderr.write(
    'Skipped: the recorded answer is not on this machine; the bundled sample stands for it\n',
  );

test.each([
  ['the bundled sample', sample],
  ...(existsSync(recorded) ? [['the recorded answer', recorded]] : []),
])('the daily digest end to end, from %s: 1,000 readers, each gets it once', async (_, path = '') => {
  const imported = await desk.paperboy('papers', 'import', path, '--date', '2025-03-12', '--json');
  expect(imported).toMatchObject({exit: 0});
  expect(imported.json()).toEqual({imported: 23, updated: 0, rejected: [], date: '2025-03-12'});
  await subscribeAll();
  expect((await desk.paperboy('editions', 'build', '2025-03-12')).exit).toBe(0);

  const sent = await desk.paperboy('editions', 'send', '2025-03-12', '--wait', '--json');
  expect(sent).toMatchObject({exit: 0, err: ''});
  expect(sent.json()).toMatchObject({
    state: 'done',
    papers: 23,
    counts: {audience: 1000, pending: 0, accepted: 1000, failed: 0, excluded: 0, uncertain: 0},
  });
  expectOneEach();

  const again = await desk.paperboy('editions', 'send', '2025-03-12', '--wait');
  expect(again.exit).toBe(0);
  expect(resend.mails()).toHaveLength(1000);
});

test('the digest of a fetched day, through rate limits and lost answers: still each once', async () => {
  const source = await openPaperSource({
    daily: {'2026-03-12': ['2603.00001', '2603.00002'].map(id => dailyItem({id}))},
  });
  desk.environment.HUGGING_FACE_URL = source.url;
  expect((await desk.paperboy('papers', 'fetch', '--date', '2026-03-12')).exit).toBe(0);
  await source.close();
  await subscribeAll();
  await desk.paperboy('editions', 'build', '2026-03-12');
  resend.fault({fault: 'reset', accept: true}, {fault: 'error', status: 503}, {fault: 'rate-limit'});

  const {exit, json} = await desk.paperboy('editions', 'send', '2026-03-12', '--wait', '--json');
  expect(exit).toBe(0);
  expect(json()).toMatchObject({counts: {audience: 1000, accepted: 1000, uncertain: 0}});
  expectOneEach();
});
