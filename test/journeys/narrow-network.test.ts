import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {afterEach, expect, test} from 'vitest';
import {findRedisServer} from '../../local-redis/find-redis-server.ts';
import {freePort} from '../../local-redis/redis-process.ts';
import {runPaperboy, startPaperboy} from '../support/command.ts';
import {startFakeResend} from '../support/fake-resend.ts';
import {dailyItem, openPaperSource} from '../support/paper-source.ts';

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
});

/** What listens on 127.0.0.1, on ::1 alone: its URL there. */
const onSix = async (url: string): Promise<string> => {
  const server = createServer(near => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    near.on('error', () => far.destroy()).pipe(far);
    far.on('error', () => near.destroy()).pipe(near);
  }).listen(0, '::1');
  await once(server, 'listening');
  ending.push(() => server.close());
  const address = server.address();
  return `http://[::1]:${typeof address === 'object' && address ? address.port : 0}`;
};

/** The line of an ACL file that docs/operate.md gives for the product's user in Redis. */
const aclInDocs = (): string => {
  const page = readFileSync(new URL('../../docs/operate.md', import.meta.url), 'utf8');
  const line = /^user paperboy on (?:[^\n]*\\\n)*[^\n]*$/m.exec(page)?.[0];
  if (line === undefined) throw new Error('docs/operate.md has no line that begins "user paperboy on"');
  return line.replace(/\\\n\s*/g, '');
};

/** A Redis on ::1 alone, whose one user has the rights that docs/operate.md lists. */
const openRedisOnSix = async (): Promise<string> => {
  const program = findRedisServer(process.env.PATH ?? '');
  if (program === null) throw new Error('no Redis program to start');
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-six-'));
  const port = await freePort();
  const users = join(folder, 'users.acl');
  writeFileSync(users, `user default off\n${aclInDocs().replace('PASSWORD', 'a-password')}\n`);
  const server = spawn(program, ['-'], {stdio: ['pipe', 'pipe', 'ignore'], cwd: folder});
  server.stdin.end(`bind ::1\nport ${port}\nsave ""\nappendonly yes\naclfile ${users}\n`);
  for await (const line of createInterface({input: server.stdout}))
    if (line.includes('Ready to accept connections')) break;
  if (server.exitCode !== null) throw new Error('Redis ended: are the rights in docs/operate.md valid?');
  ending.push(async () => {
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
    rmSync(folder, {recursive: true, force: true});
  });
  return `redis://paperboy:a-password@[::1]:${port}`;
};

const start = async (environment: Record<string, string>) => {
  const child = startPaperboy(['start'], environment);
  const lines: string[] = [];
  const warnings: string[] = [];
  child.stdout.resume();
  const listens = new Promise<void>((resolve, reject) => {
    const reader = createInterface({input: child.stderr});
    reader.on('line', line => {
      lines.push(line);
      if (!line.includes('"level":30')) warnings.push(line);
      if (line.includes('web.listening')) resolve();
    });
    reader.on('close', () => reject(new Error(lines.join('\n'))));
  });
  await listens;
  ending.push(async () => {
    const gone = once(child, 'close');
    child.kill('SIGTERM');
    await gone;
  });
  return {warnings};
};

const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

test('on ::1 alone and with the least rights in Redis: from the first request to erasing', async () => {
  const resend = await startFakeResend({keepBodies: true});
  const source = await openPaperSource({daily: {[DAY]: [dailyItem({id: '2603.00001'})]}});
  ending.push(resend.close, source.close);
  const port = String(await freePort());
  const origin = `http://[::1]:${port}`;
  const environment = {
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 're_of_the_tests',
    RESEND_BASE_URL: await onSix(resend.url),
    RESEND_RATE: '1000',
    REDIS_URL: await openRedisOnSix(),
    HUGGING_FACE_URL: await onSix(source.url),
    ...{HOST: '::1', PORT: port, PUBLIC_URL: origin},
    ...{TRUST_PROXY: '1', TRUST_PROXY_FROM: '2001:db8::/32'},
    ADMIN_TOKEN: 'an-admin-token-of-the-tests-with-letters',
    DIGEST_FROM: 'Papers <digest@example.org>',
    LETTERS_FROM: 'Papers <letters@example.org>',
    POSTAL_ADDRESS: '1 Paper Street, Exampleton',
    TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
  };
  const {warnings} = await start(environment);
  const run = async (...args: string[]) => {
    const {exit, out, err} = await runPaperboy(args, environment);
    expect({args, exit, err: exit === 0 ? '' : err}).toEqual({args, exit: 0, err: ''});
    return out;
  };
  const linkOf = async (kind: string): Promise<string> => {
    const link = () =>
      new RegExp(`http://\\[::1\\]:${port}/${kind}/[\\w-]+`).exec(JSON.stringify(resend.mails()))?.[0];
    await expect.poll(link).toBeDefined();
    return link() ?? '';
  };
  const post = (url: string, form: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: {origin, 'x-forwarded-for': '2001:db8::9'},
    });

  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  expect((await post(`${origin}/subscribe`, {email: 'six@example.org'})).status).toBe(200);
  expect((await post(await linkOf('confirm'))).status).toBe(200);
  await run('papers', 'fetch', '--date', DAY);
  await run('editions', 'build', DAY);
  await run('editions', 'send', DAY, '--wait');
  expect((await post(await linkOf('unsubscribe'))).status).toBe(200);
  await run('editions', 'status', DAY);
  await run('subscribers', 'stats');
  await run('papers', 'search', 'paper');
  const metrics = await fetch(`${origin}/metrics`, {
    headers: {authorization: `Bearer ${environment.ADMIN_TOKEN}`},
  });
  expect(metrics.status).toBe(200);
  await run('subscribers', 'erase', 'six@example.org');
  const doctor = await runPaperboy(['doctor'], environment);
  expect(doctor.out).toMatch(/ok +Redis/);
  expect(doctor.out).toMatch(/ok +source hugging-face/);
  expect(doctor.out + doctor.err).not.toContain('NOPERM');
  expect(warnings.filter(line => /NOPERM|refuses/.test(line))).toEqual([]);
}, 240_000);
