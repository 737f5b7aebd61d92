import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {runCommandLine} from '../../src/cli/frame/command-line.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {leaves, oneOfFourFailed} from '../delivery/resend/resend-story.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';

let newsletter: Newsletter;
let edition: EditionId;
let environment: Record<string, string>;

beforeEach(async () => {
  newsletter = await openNewsletter();
  edition = await oneOfFourFailed(newsletter);
  environment = {
    REDIS_URL: newsletter.redisUrl,
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 'a-key-of-the-fake-resend',
    RESEND_BASE_URL: newsletter.resend.url,
    RESEND_RATE: '1000',
    PUBLIC_URL: 'https://papers.example.org',
    DIGEST_FROM: 'Papers <digest@example.org>',
    POSTAL_ADDRESS: '1 Paper Street, Exampleton',
    TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
    QUEUE_PREFIX: 'test',
  };
});

afterEach(() => newsletter.close());

/** Runs a command line as an operator would, and gives what it printed. */
const paperboy = async (...args: string[]) => {
  let out = '';
  let err = '';
  const exit = await runCommandLine({
    args,
    environment,
    terminal: {
      asJson: args.includes('--json'),
      isWatched: false,
      write: async text => {
        out += text;
        return true;
      },
      say: line => {
        err += `${line}\n`;
      },
    },
  });
  return {exit, out, err, json: () => JSON.parse(out)};
};

const resend = (...args: string[]) => paperboy('editions', 'resend', edition, ...args);

describe('editions resend', () => {
  test('is a dry run until --confirm: counts by reason, masked samples, the time it takes', async () => {
    await leaves(newsletter, 2);
    const {exit, json} = await resend('--to', 'failed', 'all', '--json');
    expect(exit).toBe(0);
    expect(json()).toEqual({
      edition,
      scope: ['failed', 'all'],
      eligible: 3,
      left_out: {unsubscribed: 1},
      dry_run: true,
      run: null,
      have_it_already: 2,
      samples: ['r…@e….org', 'r…@e….org', 'r…@e….org'],
      estimated_seconds: 1,
    });
    const {out} = await resend('--to', 'failed');
    expect(out).toContain('Nothing was sent. To send, repeat with --confirm 1');
    expect(newsletter.resend.mails()).toHaveLength(3);
  });

  test('sends with the number that the dry run gave, and tells the run and its counts', async () => {
    const {exit, json} = await resend(
      '--to',
      'failed',
      '--confirm',
      '1',
      '--reason',
      'again',
      '--wait',
      '--json',
    );
    expect(json()).toMatchObject({
      edition,
      scope: ['failed'],
      eligible: 1,
      left_out: {},
      dry_run: false,
      run: 2,
      counts: {audience: 1, accepted: 1, pending: 0},
    });
    expect(exit).toBe(0);
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1, 1, 1]);
    const status = (await paperboy('editions', 'status', edition, '--json')).json();
    expect(status.runs[1]).toMatchObject({reason: 'again', resend: {scope: ['failed'], confirmed: 1}});
    expect(status.audit[0]).toMatchObject({
      what: 're-send opened',
      why: 'again',
      who: expect.stringMatching(/./),
    });
  });

  test('is refused with exit code 3 when the number no longer holds, and says both', async () => {
    const {exit, err} = await resend('--to', 'all', '--confirm', '17');
    expect(err).toBe('17 were confirmed, but 4 are eligible now: nothing was sent\n');
    expect(exit).toBe(3);
  });

  test('is done in part, exit code 4, when a mail of it fails', async () => {
    newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error', key: '/2/'});
    const {exit, json} = await resend('--to', 'failed', '--confirm', '1', '--wait', '--json');
    expect(json().counts).toMatchObject({failed: 1});
    expect(exit).toBe(4);
  });

  test('prints no address, whatever is asked for', async () => {
    const {exit, out, err} = await resend('--to', 'reader-2@example.org', 'nobody@example.org');
    expect(exit).toBe(0);
    expect(out).toMatch(/eligible +1\n.*already have it +1 of them\n.*excluded +1 unknown address/);
    expect(`${out}${err}`).not.toContain('@example.org');
  });

  test.each([
    [
      ['--to', 'everyone'],
      '--to: "everyone" is not a scope: failed, unsent, uncertain, all, topic:T, or an address',
    ],
    [[], '--to is missing: failed, unsent, uncertain, all, topic:T, or an address'],
    [['--to', 'all', '--confirm', 'yes'], '--confirm "yes" must be the number that the dry run printed'],
  ])('with wrong usage ends with exit code 2 and one line: %s', async (args, line) => {
    const {exit, err} = await resend(...args);
    expect(err).toBe(`${line}\n`);
    expect(exit).toBe(2);
  });

  test('calls nothing off where nothing was broken off', async () => {
    const {exit, err} = await resend('--call-off');
    expect(err).toBe(`no re-send of edition ${edition} was interrupted during planning\n`);
    expect(exit).toBe(3);
  });
});

describe('editions pause, resume, cancel', () => {
  test('an edition is paused with a reason, lets nothing through, and goes on', async () => {
    const paused = await paperboy('editions', 'pause', edition, '--reason', 'a wrong link', '--json');
    expect(paused.exit).toBe(0);
    expect(paused.json()).toMatchObject({edition, state: 'paused', reason: 'a wrong link'});
    const refused = await resend('--to', 'failed', '--confirm', '1');
    expect(refused).toMatchObject({exit: 3, err: `edition ${edition} is paused: a wrong link\n`});
    expect((await paperboy('editions', 'resume', edition)).out).toContain(`${edition}  done`);
  });

  test('everything is stopped and resumed with "all"', async () => {
    const stopped = await paperboy('editions', 'pause', 'all', '--reason', 'too many bounces', '--json');
    expect(stopped).toMatchObject({exit: 0});
    expect(stopped.json()).toMatchObject({stopped: true, reason: 'too many bounces'});
    expect((await paperboy('editions', 'status', edition)).out).toContain(
      'all sending is stopped: too many bounces',
    );
    const again = await paperboy('editions', 'pause', 'all');
    expect(again.out).toBe('all sending is stopped: too many bounces (no change)\n');
    expect((await paperboy('editions', 'resume', 'all')).out).toBe('mail leaves again\n');
  });

  test('a cancelled edition cannot be resumed: exit code 3', async () => {
    expect((await paperboy('editions', 'cancel', edition)).exit).toBe(0);
    expect(await paperboy('editions', 'resume', edition)).toMatchObject({
      exit: 3,
      err: `edition ${edition} is cancelled, and a cancel is final\n`,
    });
  });

  test.each([
    [['cancel', 'all'], 2],
    [['pause', 'yesterday'], 2],
    [['pause', '2026-03-01'], 1],
  ])('%s is refused', async (args, exit) => {
    expect((await paperboy('editions', ...args)).exit).toBe(exit);
  });
});
