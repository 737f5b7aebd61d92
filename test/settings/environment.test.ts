import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {clockFrom} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import {parseEnvFile} from '../../src/settings/env-file.ts';
import {problemsOfRealSend} from '../../src/settings/real-send.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('.env', () => {
  test('with a byte order mark keeps its first setting', () => {
    expect(parseEnvFile(bytes('\uFEFFPORT=3100\r\nSITE_NAME="Lab papers"\r\n'))).toEqual({
      kind: 'settings',
      settings: {PORT: '3100', SITE_NAME: 'Lab papers'},
    });
  });

  test('in another encoding is refused in one line', () => {
    expect(parseEnvFile(Buffer.from('PORT=3100\nSITE_NAME=Zürich\n', 'latin1'))).toEqual({
      kind: 'problem',
      problem: '.env is not UTF-8; save it as UTF-8',
    });
  });

  test('never throws, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 200}), file => {
        expect(['settings', 'problem']).toContain(parseEnvFile(file).kind);
      }),
    );
  });
});

describe('a secret in a file', () => {
  const files: Record<string, string> = {
    '/run/key': '\uFEFFre_123\n',
    '/run/empty': '\n',
    '/run/two': 're_1\nre_2\n',
  };
  const read = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error(`no ${path}`), {code: 'ENOENT'});
    return text;
  };

  test('is read without the line break at its end', () => {
    const parsed = parseConfig({RESEND_API_KEY_FILE: '/run/key'}, read);
    expect(parsed.kind === 'config' && parsed.config.RESEND_API_KEY).toBe('re_123');
  });

  test.each([
    [{RESEND_API_KEY_FILE: '/run/nothing'}, 'RESEND_API_KEY_FILE: the file cannot be read (ENOENT)'],
    [{RESEND_API_KEY_FILE: '/run/empty'}, 'RESEND_API_KEY_FILE: the file is empty'],
    [
      {RESEND_API_KEY_FILE: '/run/key', RESEND_API_KEY: 're_9'},
      'RESEND_API_KEY_FILE: RESEND_API_KEY is set too; set one of them',
    ],
    [
      {RESEND_API_KEY_FILE: '/run/two'},
      'RESEND_API_KEY: must be one line of printable ASCII characters without spaces',
    ],
  ])('%j is one clear line, without the secret', (environment, problem) => {
    expect(parseConfig(environment, read)).toEqual({kind: 'problems', problems: [problem]});
  });
});

describe('a misspelt setting', () => {
  test.each([
    ['RESEND_APIKEY', 'RESEND_API_KEY'],
    ['DIGEST_FORM', 'DIGEST_FROM'],
    ['TRUST_PROXIES', null],
    ['token_secret', 'TOKEN_SECRETS'],
    ['PUBLIC_ULR', 'PUBLIC_URL'],
    ['RESEND_API_KEY_FLIE', 'RESEND_API_KEY_FILE'],
    ['PATH', null],
    ['HOME', null],
    ['NODE_OPTIONS', null],
    ['npm_config_registry', null],
    ['SSH_AUTH_SOCK', null],
  ])('%s: the nearest right one is %s', (name, meant) => {
    const parsed = parseConfig({[name]: 'x'});
    expect(parsed.kind === 'config' && parsed.warnings).toEqual(
      meant === null ? [] : [`${name} is not a setting; did you mean ${meant}?`],
    );
  });
});

describe('the clock of a test', () => {
  const rehearsal = {
    RESEND_API_KEY: 'a-key',
    RESEND_BASE_URL: 'http://127.0.0.1:4010',
    POSTAL_ADDRESS: '1 Paper Street',
    DIGEST_FROM: 'papers@example.org',
    TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
  };
  const problemsOf = (environment: Record<string, string>) => {
    const parsed = parseConfig({PAPERBOY_CLOCK: '2028-02-29T12:00:00Z', ...environment});
    if (parsed.kind === 'problems') throw new Error(parsed.problems.join());
    return problemsOfRealSend(parsed.config).map(({setting}) => setting);
  };

  test.each([
    ['the outbox takes it', {}, []],
    ['a fake Resend on this machine takes it', rehearsal, []],
    [
      'Resend itself does not',
      {...rehearsal, RESEND_BASE_URL: 'https://api.resend.com', PUBLIC_URL: 'https://papers.example.org'},
      ['PAPERBOY_CLOCK'],
    ],
    [
      'a mail server does not',
      {
        ...rehearsal,
        SMTP_URL: 'smtp://127.0.0.1',
        MAIL_TRANSPORT: 'smtp',
        PUBLIC_URL: 'https://papers.example.org',
      },
      ['PAPERBOY_CLOCK'],
    ],
  ])('%s', (_, environment, problems) => {
    expect(problemsOf(environment)).toEqual(problems);
  });

  test('is an instant of UTC', () => {
    expect(parseConfig({PAPERBOY_CLOCK: 'tomorrow'})).toEqual({
      kind: 'problems',
      problems: ['PAPERBOY_CLOCK: must be an instant of UTC, such as 2028-02-29T12:00:00Z'],
    });
  });

  test('goes on from that instant', async () => {
    const at = Date.parse('2028-02-29T12:00:00Z');
    const clock = clockFrom(at);
    const first = clock.now();
    expect(first).toBeGreaterThanOrEqual(at);
    await expect.poll(clock.now).toBeGreaterThan(first);
  });
});
