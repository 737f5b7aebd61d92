import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {findRedisServer} from '../../local-redis/find-redis-server.ts';
import {adviceFor, installRedis} from '../../local-redis/install-redis.ts';
import {SECRET_SETTINGS} from '../../src/settings/secret-files.ts';

const APT = 'apt-get -o DPkg::Lock::Timeout=60 install -y --no-install-recommends redis-server';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-path-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

const program = (path: string, script = '#!/bin/sh\n') => {
  writeFileSync(path, script);
  chmodSync(path, 0o755);
};

describe('looking for a Redis on PATH', () => {
  test('finds redis-server before valkey-server, wherever they stand', () => {
    mkdirSync(join(folder, 'a'));
    mkdirSync(join(folder, 'b'));
    program(join(folder, 'a', 'valkey-server'));
    const path = [join(folder, 'a'), join(folder, 'b')].join(delimiter);
    expect(findRedisServer(path)).toBe(join(folder, 'a', 'valkey-server'));
    program(join(folder, 'b', 'redis-server'));
    expect(findRedisServer(path)).toBe(join(folder, 'b', 'redis-server'));
  });

  test('passes over folders, files that cannot be run, broken links and relative places', () => {
    mkdirSync(join(folder, 'a', 'redis-server'), {recursive: true});
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'b', 'redis-server'), '');
    mkdirSync(join(folder, 'c'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'c', 'redis-server'));
    const path = ['', '.', 'bin', join(folder, 'a'), join(folder, 'b'), join(folder, 'c')].join(delimiter);
    expect(findRedisServer(path)).toBeNull();
    expect(findRedisServer(undefined)).toBeNull();
  });
});

describe('installing a Redis', () => {
  const install = async (isRoot: boolean, more: Record<string, string> = {}) => {
    const said: string[] = [];
    const server = await installRedis({
      ...{isRoot, say: line => said.push(line), hasSystemd: true},
      environment: {PATH: folder, ...more},
    });
    return {server, said};
  };

  test('as root it asks the package manager, without a question, and says so', async () => {
    const server = join(folder, 'redis-server');
    program(
      join(folder, 'apt-get'),
      `#!/bin/sh\ncase "$*" in *install*-y*redis-server) test "$DEBIAN_FRONTEND" = noninteractive && ` +
        `printf '#!/bin/sh\\n' > ${server} && /bin/chmod 755 ${server};; update) ;; *) exit 9;; esac\n`,
    );
    expect(await install(true)).toEqual({
      server,
      said: [`No redis-server on PATH: installing one (once): ${APT}`],
    });
  });

  test('only says the command with PAPERBOY_INSTALL=no', async () => {
    program(join(folder, 'apt-get'), '#!/bin/sh\nexit 9\n');
    expect(await install(true, {PAPERBOY_INSTALL: 'no'})).toEqual({
      server: null,
      said: [`No redis-server on PATH, and PAPERBOY_INSTALL is no. To install one: ${APT}`],
    });
  });

  test('hands over no secret, and leaves no service enabled', async () => {
    const server = join(folder, 'redis-server');
    const seen = join(folder, 'seen');
    const note = `/usr/bin/env >> ${seen}; echo "$0 $*" >> ${seen}`;
    program(join(folder, 'systemctl'), `#!/bin/sh\n${note}\n`);
    program(
      join(folder, 'apt-get'),
      `#!/bin/sh\n${note}\nprintf '#!/bin/sh\\n' > ${server} && /bin/chmod 755 ${server}\n`,
    );
    const secrets = Object.fromEntries(SECRET_SETTINGS.map(name => [name, `value-of-${name}`]));
    const {said} = await install(true, {...secrets, https_proxy: 'http://proxy.example.org:3128'});
    const text = readFileSync(seen, 'utf8');
    expect(text).not.toContain('value-of-');
    expect(text).toContain('https_proxy=');
    expect(text).toMatch(/systemctl disable --now redis-server$/m);
    expect(said.at(-1)).toContain('redis-server that came with it is disabled');
  });

  test('takes Valkey where the system has no Redis, and tells what did not work', async () => {
    const server = join(folder, 'valkey-server');
    program(
      join(folder, 'dnf'),
      `#!/bin/sh\ncase "$*" in *valkey) printf '#!/bin/sh\\n' > ${server} && /bin/chmod 755 ${server};; *) ` +
        `echo 'No match for argument: redis' >&2; exit 1;; esac\n`,
    );
    const {server: found, said} = await install(true);
    expect(found).toBe(server);
    expect(said[1]).toBe('dnf install -y redis failed: No match for argument: redis');
  });

  test('asks nobody for a password: not as root means only Homebrew', async () => {
    program(join(folder, 'apt-get'));
    expect(await install(false)).toEqual({server: null, said: []});
    program(join(folder, 'brew'), '#!/bin/sh\necho broken >&2\nexit 1\n');
    expect((await install(false)).said).toEqual([
      'No redis-server on PATH: installing one (once): brew install redis',
      'brew install redis failed: broken',
    ]);
    rmSync(join(folder, 'apt-get'));
    expect(await install(true)).toEqual({server: null, said: []});
  });
});

test.each([
  ['linux', 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', 'sudo apt-get install redis-server'],
  ['linux', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'sudo apt-get install redis-server'],
  ['linux', 'ID=alpine\n', 'sudo apk add redis'],
  ['linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'sudo dnf install redis'],
  ['linux', 'ID=arch\n', 'sudo pacman -S valkey'],
  ['linux', 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', 'sudo zypper install redis'],
  ['linux', 'ID=nixos\nHOME_URL="https://debian.example.org"\n', "your system's package manager"],
  ['linux', '', "your system's package manager"],
  ['darwin', '', 'brew install redis'],
  ['win32', '', 'docker run'],
] as const)('the advice on %s with %j is %s', (platform, osRelease, command) => {
  for (const name of ['sudo', 'apt-get', 'apk', 'dnf', 'pacman', 'zypper', 'brew'])
    program(join(folder, name));
  const advice = adviceFor({platform, osRelease, path: folder});
  expect(advice).toContain(command);
  expect(advice).toContain('REDIS_URL');
  expect(advice).not.toContain('\n');
});

test.each([
  [[], 'There is no apt-get on PATH to install one: put a redis-server on PATH, or set REDIS_URL'],
  [['sudo'], 'There is no apt-get on PATH'],
  [['apt-get'], 'As root, install one with apt-get install redis-server, or set REDIS_URL'],
])('the advice names no command that is not there: with %j on PATH', (names, words) => {
  for (const name of names) program(join(folder, name));
  const advice = adviceFor({platform: 'linux', osRelease: 'ID=debian\n', path: folder});
  expect(advice).toContain(words);
  expect(advice).not.toContain('sudo');
});

describe('without a Redis and without a way to install one', () => {
  const script = fileURLToPath(new URL('in-memory-user.mjs', import.meta.url));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [script, join(folder, '.paperboy'), ...args], {
      env: {PATH: folder},
      encoding: 'utf8',
      timeout: 20_000,
    });

  test('the demo gets one in memory, with a line that says so', () => {
    const {stdout, stderr, status} = run('allow-in-memory');
    expect(JSON.parse(stdout)).toEqual({kind: 'redis', isInMemory: true, answer: 'PONG'});
    expect(stderr).toMatch(/^No Redis found\. Using an in-memory one .*keeps no data\.\n$/);
    expect(status).toBe(0);
  });

  test('everything else gets one clear message', () => {
    const {stdout, stderr, status} = run();
    expect(JSON.parse(stdout)).toEqual({
      kind: 'none',
      message: expect.stringMatching(/^No Redis found\. (There is no|Install one with) .*REDIS_URL/),
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
