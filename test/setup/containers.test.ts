import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {z} from 'zod';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');

const service = z.object({
  image: z.string(),
  user: z.string().optional(),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).optional(),
  networks: z.array(z.string()),
  volumes: z.array(z.string()),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z.string(),
  init: z.boolean().optional(),
  mem_limit: z.string().optional(),
  pids_limit: z.number(),
  logging: z.object({driver: z.literal('json-file'), options: z.record(z.string(), z.string())}),
  env_file: z.array(z.object({path: z.string(), required: z.boolean()})).optional(),
  depends_on: z.object({redis: z.object({condition: z.literal('service_healthy')})}).optional(),
  healthcheck: z
    .looseObject({disable: z.boolean().optional(), test: z.array(z.string()).optional()})
    .optional(),
});

const compose = z
  .object({
    services: z.object({redis: service, web: service, worker: service, scheduler: service}),
    networks: z.object({inside: z.object({internal: z.literal(true)}), outside: z.null()}),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(read('docker-compose.yml'), {merge: true}));

const {redis, ...ours} = compose.services;

test('Caddy stands in front on demand alone, bounded like the others, and keeps its certificates', () => {
  const {caddy} = parse(read('docker-compose.yml'), {merge: true}).services;
  expect(caddy).toMatchObject({
    ...{profiles: ['tls'], read_only: true, cap_drop: ['ALL'], networks: ['outside']},
    environment: {PAPERBOY_UPSTREAM: 'web:3000'},
    ...{logging: ours.web.logging, pids_limit: expect.any(Number), mem_limit: expect.any(String)},
  });
  const volumes: string[] = caddy.volumes;
  expect(volumes[0]).toBe('./deploy/caddy/Caddyfile:/etc/caddy/Caddyfile:ro');
  expect(existsSync(`${folder}/deploy/caddy/Caddyfile`)).toBe(true);
  expect(volumes.slice(1).every(volume => (volume.split(':')[0] ?? '') in compose.volumes)).toBe(true);
});

describe('docker-compose.yml', () => {
  test('nobody outside the containers can reach Redis', () => {
    expect(redis.ports).toBeUndefined();
    expect(redis.networks).toEqual(['inside']);
    expect(compose.networks.inside.internal).toBe(true);
  });

  test('without a .env, Redis asks for the same password that the others bring', () => {
    const password = redis.environment.REDISCLI_AUTH;
    expect(password).toMatch(/^\$\{REDIS_PASSWORD:-[a-z]{12,}\}$/);
    for (const one of Object.values(ours))
      expect(one.environment.REDIS_URL).toBe(`redis://:${password}@redis:6379`);
    for (const one of Object.values(ours)) expect(one.env_file).toEqual([{path: '.env', required: false}]);
  });

  test("Redis's settings are durable, evict nothing, and are what a Redis understands", () => {
    const [shell, option, script = ''] = redis.command;
    expect([shell, option]).toEqual(['sh', '-c']);
    // The shell's part is run for real; the server only reads the settings and says what it has made of them.
    const settings = spawnSync('sh', ['-c', script.replaceAll('$$', '$').replace('redis-server -', 'cat')], {
      env: {...process.env, REDISCLI_AUTH: 'abc'},
      encoding: 'utf8',
    }).stdout;
    expect(settings.split('\n')).toEqual([
      'requirepass abc',
      'appendonly yes',
      'appendfsync everysec',
      'aof-load-truncated yes',
      'maxmemory-policy noeviction',
      'save ""',
      'dir /data',
      '',
    ]);
  });

  test('the password of Redis stands on no command line', () => {
    expect(redis.command.join(' ')).not.toContain('REDIS_PASSWORD');
    expect(redis.command.join(' ')).toContain('redis-server - <<');
  });

  test('web, worker and scheduler run the same image, after Redis is healthy', () => {
    for (const [name, one] of Object.entries(ours)) {
      expect(one.image).toBe('paperboy');
      expect(one.command).toEqual([name]);
      expect(one.depends_on).toEqual({redis: {condition: 'service_healthy'}});
      expect(one.init).toBe(true);
      expect(one.stop_grace_period).toBe('35s');
      expect(one.networks).toEqual(['inside', 'outside']);
    }
  });

  test('each role has limits, a log that ends, and a file that shows that its loop turns', () => {
    for (const one of Object.values(ours)) {
      expect(one.mem_limit).toMatch(/:-1g\}$/);
      expect(one.pids_limit).toBeGreaterThan(0);
      expect(one.environment.METRICS_PORT).toBe('9464');
      expect(one.environment.HEALTH_FILE).toBe('/tmp/paperboy-running');
      expect(one.healthcheck?.disable ?? false).toBe(false);
    }
    for (const one of Object.values(compose.services))
      expect(one.logging.options).toEqual({'max-size': '10m', 'max-file': '5'});
  });

  test('only the pages are published, to this machine alone', () => {
    expect(ours.web.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    expect(ours.worker.ports).toBeUndefined();
    expect(ours.scheduler.ports).toBeUndefined();
  });

  test('every volume that is used is declared, and the other way round', () => {
    const all: {volumes: string[]}[] = Object.values(
      parse(read('docker-compose.yml'), {merge: true}).services,
    );
    const used = all
      .flatMap(one => one.volumes.map(volume => volume.split(':')[0] ?? ''))
      .filter(name => !name.startsWith('.'));
    expect([...new Set(used)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });
});

const BASE = 'FROM node:24-bookworm-slim';

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  test('runs as nobody special, and takes a process for healthy while its file is new', () => {
    const last = lines.slice(lines.lastIndexOf(BASE));
    expect(last).toContain('USER node');
    const check = /HEALTHCHECK[^\n]*\\\n *CMD (.*)/.exec(last.join('\n'))?.[1] ?? '';
    const path = join(mkdtempSync(join(tmpdir(), 'paperboy-health-')), 'running');
    const look = () => spawnSync('sh', ['-c', check], {env: {...process.env, HEALTH_FILE: path}}).status;
    expect(look()).not.toBe(0);
    writeFileSync(path, '');
    expect(look()).toBe(0);
    const old = Date.now() / 1000 - 100;
    utimesSync(path, old, old);
    expect(look()).toBe(1);
    rmSync(dirname(path), {recursive: true});
  });

  test('copies only what exists and what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .flatMap(line => (line.startsWith('!') ? [line.slice(1)] : []));
    const copied = lines
      .filter(line => /^COPY (?!--from)/.test(line))
      .flatMap(line => line.split(' ').slice(1, -1));
    expect(copied.length).toBeGreaterThan(5);
    for (const name of copied) {
      expect(allowed).toContain(name);
      expect(existsSync(`${folder}/${name}`), name).toBe(true);
    }
  });

  test('the final stage has no compiler settings, so that the set-up leaves it as it is', () => {
    const last = lines.slice(lines.lastIndexOf(BASE)).join('\n');
    expect(last).not.toContain('tsconfig');
    expect(last).not.toContain('package-lock');
  });
});
