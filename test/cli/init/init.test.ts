import {once} from 'node:events';
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {runCommandLine} from '../../../src/cli/frame/command-line.ts';
import {parseEnvFile} from '../../../src/settings/env-file.ts';
import {type FakeResend, startFakeResend} from '../../support/fake-resend.ts';
import {openTestRedis} from '../../support/redis.ts';

let folder: string;
let resend: FakeResend;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-init-'));
  resend = await startFakeResend({keepBodies: true});
});

afterEach(async () => {
  await rm(folder, {recursive: true, force: true});
  await resend.close();
});

const KEY = 're_of_a_test_and_of_nobody';

const withoutCarrier = [
  ...['--from', 'digest@example.org', '--name', 'Papers', '--postal-address', '1 Paper Street, Exampleton'],
  ...['--public-url', 'https://papers.example.org'],
];

const complete = [...withoutCarrier, '--resend-key', KEY];

const init = async (args: string[], environment: Record<string, string> = {}) => {
  const said = {out: '', err: ''};
  const exit = await runCommandLine({
    args: ['init', ...args],
    environment: {LOG_LEVEL: 'silent', RESEND_BASE_URL: resend.url, ...environment},
    folder,
    terminal: {
      asJson: args.includes('--json'),
      isWatched: false,
      write: async text => {
        said.out += text;
        return true;
      },
      say: line => {
        said.err += `${line}\n`;
      },
    },
  });
  return {exit, ...said};
};

const initBy = (carrier: string, url: string) => {
  const [by, environment] =
    carrier === 'SMTP' ? [['--smtp-url', url], {}] : [['--resend-key', KEY], {RESEND_BASE_URL: url}];
  return init(['--yes', ...withoutCarrier, ...by, '--test-to', 'ada@example.net'], environment);
};

/** A port at which each caller gets the same answer, or (null) is hung up on. */
const startScript = async (answer: string | null): Promise<{port: number; close: () => void}> => {
  const server = createServer(socket => {
    socket.on('error', () => undefined);
    if (answer === null) return socket.destroy();
    if (answer.startsWith('5')) socket.end(answer);
    else socket.once('data', () => socket.end(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {port: typeof address === 'object' && address ? address.port : 0, close: () => server.close()};
};

const written = async (): Promise<Record<string, string>> => {
  const read = parseEnvFile(await readFile(join(folder, '.env')));
  return read.kind === 'settings' ? read.settings : {};
};

const REFUSAL = {statusCode: 422, name: 'validation_error', message: 'no'};

describe('paperboy init', () => {
  test('writes .env for its owner alone, sends one test and says the next three steps', async () => {
    const {exit, out, err} = await init([
      ...['--yes', ...complete],
      ...['--test-to', 'ada@example.net', '--readers', '140'],
    ]);
    expect(exit).toBe(0);
    expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['.env']);
    const settings = await written();
    expect(settings).toMatchObject({
      RESEND_API_KEY: KEY,
      OPERATOR_EMAIL: 'ada@example.net',
      DIGEST_FROM: 'Papers <digest@example.org>',
      TOKEN_SECRETS: expect.stringMatching(/^[0-9a-f]{64}$/),
      ADMIN_TOKEN: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(settings.ADMIN_TOKEN).not.toBe(settings.TOKEN_SECRETS);
    expect(resend.mails()).toMatchObject([{to: 'ada@example.net', subject: 'Papers: test email'}]);
    expect(err).toContain('40 of them would wait every day');
    expect(err).not.toMatch(/re_of_a_test|[0-9a-f]{64}/);
    expect(out).toMatch(/the test email was accepted\nNext:\n {2}1\. .*\n {2}2\. .*\n {2}3\. .*\n$/);
    expect(out).not.toMatch(/re_of_a_test|[0-9a-f]{64}/);
  });

  test('says what could not be checked where there is no network, and that is no failure', async () => {
    const url = resend.url;
    await resend.close();
    const {exit, err, out} = await init(['--yes', ...complete, '--test-to', 'ada@example.net'], {
      RESEND_BASE_URL: url,
    });
    resend = await startFakeResend({keepBodies: true});
    expect(exit).toBe(0);
    expect(err).toContain('not checked: the key and the domain; no answer');
    expect(err).toMatch(/DNS of example\.org +not checked/);
    expect(out).toContain('the test email may not have been sent: ');
    expect(await written()).toMatchObject({PUBLIC_URL: 'https://papers.example.org'});
  });

  test('says what Resend answered where it has a trouble of its own, and that is no failure', async () => {
    resend.fault({fault: 'error', status: 503, name: 'internal_server_error', message: 'later', times: 9});
    const {exit, out} = await init(['--yes', ...complete, '--test-to', 'ada@example.net']);
    expect(out).toMatch(/the test email may not have been sent: .*503/);
    expect(out).not.toContain('nobody answers');
    expect(exit).toBe(0);
  });

  // A name that nobody has (RFC 6761, section 6.4), a closed port, and a server that hangs up at once.
  test.each([
    ['SMTP', 'smtp://mail.invalid'],
    ['SMTP', 'smtp://127.0.0.1:1'],
    ['SMTP', 'smtp://HANGS-UP'],
    ['Resend', 'http://mail.invalid'],
    ['Resend', 'http://127.0.0.1:1'],
    ['Resend', 'http://HANGS-UP'],
  ])('a test email that reaches nobody is no refusal, by %s to %s', async (carrier, target) => {
    const {port, close} = await startScript(null);
    const url = target.replace('HANGS-UP', `127.0.0.1:${port}`);
    const {exit, out} = await initBy(carrier, url);
    close();
    expect(out).toContain('the test email may not have been sent: ');
    expect(exit).toBe(0);
  });

  test.each([
    ['SMTP', '550 5.7.1 no\r\n'],
    ['Resend', `HTTP/1.1 422 No\r\nConnection: close\r\n\r\n${JSON.stringify(REFUSAL)}`],
  ])('a test email that %s refuses is one: 4', async (carrier, answer) => {
    const {port, close} = await startScript(answer);
    const {exit, out} = await initBy(carrier, `${carrier === 'SMTP' ? 'smtp' : 'http'}://127.0.0.1:${port}`);
    close();
    expect(out).toContain('the test email was refused');
    expect(exit).toBe(4);
  });

  test('without a terminal asks nothing and names the missing flags', async () => {
    const {exit, err} = await init(['--from', 'digest@example.org']);
    expect(exit).toBe(2);
    expect(err).toContain('missing: --resend-key or --smtp-url, --postal-address, --public-url');
    expect(await readdir(folder)).toEqual([]);
  });

  test('with --yes alone sets up a trial that sends nothing', async () => {
    const {exit, err} = await init(['--yes']);
    expect(exit).toBe(0);
    expect(err).toContain('emails are written to files');
    const names = Object.keys(await written()).sort();
    expect(names).toEqual(['ADMIN_TOKEN', 'SITE_NAME', 'TOKEN_SECRETS']);
  });

  test('leaves a .env as it is, unless it is told to replace it: secrets and the rest stay', async () => {
    const old = `TOKEN_SECRETS=${'s'.repeat(40)}\nTHUMBNAILS=on\nMAIL_TRANSPORT=outbox\n`;
    await writeFile(join(folder, '.env'), old);
    const refused = await init(['--yes', ...complete]);
    expect(refused.exit).toBe(3);
    expect(refused.err).toContain('.env is there already and stays as it is');
    expect(await readFile(join(folder, '.env'), 'utf8')).toBe(old);
    const replaced = await init(['--yes', '--overwrite', ...complete]);
    expect(replaced.exit).toBe(0);
    expect(await written()).toMatchObject({
      TOKEN_SECRETS: 's'.repeat(40),
      THUMBNAILS: 'on',
      RESEND_API_KEY: KEY,
    });
    expect(await written()).not.toHaveProperty('MAIL_TRANSPORT');
    expect(await readFile(join(folder, '.env.before-init'), 'utf8')).toBe(old);
    expect((await stat(join(folder, '.env.before-init'))).mode & 0o777).toBe(0o600);
  });

  test.each([
    [['--from', 'nobody'], 2, '--from "nobody"'],
    [['--public-url', 'http://papers.example.org'], 2, 'PUBLIC_URL is not https'],
    [['--smtp-url', 'smtp://mail.example.org'], 2, 'give one of them'],
    [['--import', 'nowhere.csv', '--consent', 'agreed'], 2, 'nowhere.csv cannot be read'],
    [['--import', 'nowhere.csv'], 2, '--import needs --consent'],
  ])('refuses %j and writes nothing', async (more, exit, words) => {
    const result = await init(['--yes', ...complete, ...more]);
    expect({exit: result.exit, err: result.err}).toEqual({exit, err: expect.stringContaining(words)});
    expect(await readdir(folder)).toEqual([]);
  });

  test('imports readers who agreed already', async () => {
    const {url, close} = await openTestRedis();
    const file = join(folder, 'readers.csv');
    await writeFile(file, 'email\nada@example.org\nnobody\nbob@example.org\n');
    const {exit, out} = await init(
      ['--yes', '--json', ...complete, '--import', file, '--consent', 'agreed on paper'],
      {REDIS_URL: url},
    );
    await close();
    expect(exit).toBe(4);
    expect(JSON.parse(out)).toMatchObject({
      env: '.env',
      transport: 'resend',
      import: {imported: 2, rejected: [{line: 3}]},
      next: {length: 3},
    });
    expect(resend.mails()).toEqual([]);
  });
});
