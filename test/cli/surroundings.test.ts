import {describe, expect, test} from 'vitest';
import {printResult} from '../../src/cli/frame/result.ts';
import {describeTrouble} from '../../src/cli/frame/system-trouble.ts';
import {runPaperboy} from '../support/command.ts';

const nobodyListens = 'redis://:a-password@127.0.0.1:1';

describe('what a command stands on', () => {
  test('a Redis that is down is named with its fault, never with its password; exit code 1', async () => {
    const {exit, out, err} = await runPaperboy(['editions', 'status'], {REDIS_URL: nobodyListens});
    expect({exit, out, err}).toEqual({
      exit: 1,
      out: '',
      err: 'REDIS_URL: Redis refuses the connection (ECONNREFUSED)\n',
    });
  });

  test('--json: a Redis that is down is one document with the error', async () => {
    const {exit, json} = await runPaperboy(['subscribers', 'stats', '--json'], {REDIS_URL: nobodyListens});
    expect(exit).toBe(1);
    expect(json()).toEqual({error: expect.stringContaining('ECONNREFUSED')});
  });

  test('every setting that is wrong is listed at once, without its value; exit code 3', async () => {
    const {exit, err, json} = await runPaperboy(['editions', 'list', '--json'], {
      REDIS_URL: nobodyListens,
      PORT: 'seventy',
      EDITION_CRON: '99 99 * * *',
      TOKEN_SECRETS: 'short-secret',
    });
    expect(exit).toBe(3);
    const problems = [
      expect.stringContaining('PORT'),
      expect.stringContaining('TOKEN_SECRETS'),
      expect.stringContaining('EDITION_CRON'),
    ];
    expect(json()).toEqual({
      error: 'the configuration has problems',
      problems: expect.arrayContaining(problems),
    });
    expect(err).not.toContain('short-secret');
  });

  test('a real send is refused with all that is missing, each with its fix; exit code 3', async () => {
    const {exit, err} = await runPaperboy(['editions', 'send', '2026-03-12'], {
      REDIS_URL: nobodyListens,
      MAIL_TRANSPORT: 'resend',
    });
    expect(exit).toBe(3);
    for (const setting of ['RESEND_API_KEY', 'POSTAL_ADDRESS', 'PUBLIC_URL', 'TOKEN_SECRETS', 'DIGEST_FROM'])
      expect(err).toContain(setting);
    expect(err).toContain('openssl rand -hex 32');
  });
});

describe('what the system refuses', () => {
  test('is one line with the place and the reason; a bug of ours keeps its stack', () => {
    const refused = Object.assign(new Error('EACCES: permission denied'), {
      code: 'EACCES',
      syscall: 'open',
      path: '/somewhere',
    });
    expect(describeTrouble(refused)).toEqual({
      line: '/somewhere: permission denied',
      stack: null,
    });
    const wrapped = new Error('PORT 80 cannot be opened', {cause: refused});
    expect(describeTrouble(wrapped)).toEqual({line: 'PORT 80 cannot be opened', stack: null});
    expect(describeTrouble(new TypeError('a bug')).stack).toContain('a bug');
  });

  test.each([
    ["OOM command not allowed when used memory > 'maxmemory'.", 'Redis is out of memory (OOM)'],
    ['ERR Error running script: -OOM command not allowed', 'Redis is out of memory (OOM)'],
    ['MISCONF Redis is configured to save', 'Redis cannot write to its disk (MISCONF)'],
  ])('a Redis that takes no write is one line, without a stack: %s', (message, line) => {
    expect(describeTrouble(new Error(message))).toEqual({line, stack: null});
  });

  test('JSON on a terminal is as harmless as lines are, and says the same', async () => {
    const json = {title: 'Red \u001b[31m \u009b2J and \u007f'};
    let out = '';
    const terminal = {
      asJson: true,
      isWatched: false,
      write: async (text: string) => {
        out += text;
        return true;
      },
      say: () => undefined,
    };
    await printResult({exit: 0, json, lines: []}, terminal);
    expect(out).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(JSON.parse(out)).toEqual(json);
  });

  test('a stdout that cannot be written is not taken for success', async () => {
    const full = {
      asJson: false,
      isWatched: false,
      write: () => Promise.reject(new Error('ENOSPC')),
      say: () => undefined,
    };
    await expect(printResult({exit: 0, json: null, lines: ['a line']}, full)).rejects.toThrow('ENOSPC');
  });
});
