import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LocalServers, openServers} from '../../../chaos/many/open-servers.ts';
import {withRedisSettings} from '../../../src/redis/address.ts';
import {askRedis, openRedis} from '../../../src/redis/redis.ts';
import {redisServer} from './redis-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-tls-'));
const program = redisServer();

/** An authority of our own, and a server's certificate that it signed. False where there is no openssl. */
const makeCertificates = (): boolean => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, {cwd: folder, stdio: 'ignore'});
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    for (const name of ['ca', 'others'])
      openssl(
        'req',
        '-x509',
        ...key,
        '-days',
        '2',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
        '-subj',
        `/CN=${name}`,
      );
    openssl(
      'req',
      ...key,
      '-keyout',
      'server.key',
      '-out',
      'server.csr',
      '-subj',
      '/CN=redis',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    );
    openssl(
      'x509',
      '-req',
      '-in',
      'server.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-days',
      '2',
      '-out',
      'server.pem',
      '-copy_extensions',
      'copy',
    );
    return existsSync(join(folder, 'server.pem'));
  } catch {
    return false;
  }
};

let servers: LocalServers | null = null;
let url = '';

beforeAll(async () => {
  if (program === null || !makeCertificates()) {
    process.stderr.write('SKIPPED: no redis-server or no openssl, so no Redis by TLS\n');
    return;
  }
  const started = await openServers(program, 1, (port, home) => {
    expect(home).toContain(String(port));
    return [
      ...[
        '--tls-port',
        String(port + 1),
        '--tls-auth-clients',
        'no',
        '--tls-ca-cert-file',
        join(folder, 'ca.pem'),
      ],
      ...['--tls-cert-file', join(folder, 'server.pem'), '--tls-key-file', join(folder, 'server.key')],
    ];
  }).catch(() => null);
  servers = started;
  if (started === null) process.stderr.write('SKIPPED: this redis-server was built without TLS\n');
  url = `rediss://127.0.0.1:${(started?.ports[0] ?? 0) + 1}`;
}, 60_000);

afterAll(async () => {
  await servers?.close();
  rmSync(folder, {recursive: true, force: true});
});

const withCa = (name: string) =>
  withRedisSettings(url, {caFile: join(folder, name), sentinelPassword: undefined});

test('Redis by TLS under an authority of one’s own (REDIS_CA_FILE) is read and written', async context => {
  if (servers === null) return context.skip();
  expect(await askRedis(withCa('ca.pem'), 'test:{health}:written')).toBeNull();
  const redis = openRedis(withCa('ca.pem'));
  await redis.set('by', 'tls');
  expect(await redis.get('by')).toBe('tls');
  await redis.quit();
});

test.each(['others.pem', null])('under another authority (%s) it is refused in one line', async ca => {
  if (servers === null) return;
  const trouble = await askRedis(ca === null ? url : withCa(ca));
  expect(trouble?.reason).toMatch(/certificate/);
  expect(trouble?.reason).not.toContain('\n');
});
