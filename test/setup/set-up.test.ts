import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {fits, installCommand, reasonIn, withoutSecrets} from '../../scripts/install.mjs';
import {setUp} from '../../scripts/set-up.mjs';
import {SECRET_SETTINGS} from '../../src/settings/secret-files.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const script = join(project, 'scripts', 'set-up.mjs');

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-set-up-'));
  said = [];
});

afterEach(() => rmSync(folder, {recursive: true}));

const say = (line: string) => said.push(line);

/** A project of one file, with the dependencies of this one. */
const smallProject = () => {
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'])
    copyFileSync(join(project, name), join(folder, name));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['src', 'local-redis', 'templates', 'workers', 'tools']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'src', 'day.ts'), "export const day: string = 'today';\n");
};

const compiled = () => join(folder, 'dist', 'src', 'day.js');

describe('setting up', () => {
  test('compiles once, and again only when the content of a source has changed', async () => {
    smallProject();
    expect(await setUp({folder, say})).toEqual({kind: 'ready'});
    const first = statSync(compiled()).mtimeMs;
    const now = new Date();
    utimesSync(join(folder, 'src', 'day.ts'), now, now);
    expect(await setUp({folder, say})).toEqual({kind: 'ready'});
    expect(statSync(compiled()).mtimeMs).toBe(first);
    writeFileSync(join(folder, 'src', 'day.ts'), "export const day: string = 'tomorrow';\n");
    expect(await setUp({folder, say})).toEqual({kind: 'ready'});
    expect(readFileSync(compiled(), 'utf8')).toContain('tomorrow');
    expect(said).toEqual([]);
  });

  test('a source that does not compile gives one line with its place, and leaves the old one', async () => {
    smallProject();
    await setUp({folder, say});
    writeFileSync(join(folder, 'src', 'day.ts'), 'export const day = {;\n');
    const result = await setUp({folder, say});
    expect(result.kind === 'failed' && result.message).toMatch(/^Compiling failed: src\/day\.ts\(1,\d+\): /);
    expect(result.kind === 'failed' && result.message).not.toContain('\n');
    expect(readFileSync(compiled(), 'utf8')).toContain('today');
    expect(existsSync(join(folder, 'dist.new'))).toBe(false);
  });

  test('two at once do not disturb each other', async () => {
    smallProject();
    const results = await Promise.all([setUp({folder, say}), setUp({folder, say}), setUp({folder, say})]);
    expect(results).toEqual([{kind: 'ready'}, {kind: 'ready'}, {kind: 'ready'}]);
    expect(readFileSync(compiled(), 'utf8')).toContain('today');
    expect(existsSync(join(folder, '.paperboy', 'set-up.lock'))).toBe(false);
  });

  test('a built package without compiler, lock and sources runs as it is', async () => {
    mkdirSync(join(folder, 'dist'));
    expect(await setUp({folder, say})).toEqual({kind: 'ready'});
    expect(existsSync(join(folder, '.paperboy'))).toBe(false);
  });

  test('with PAPERBOY_INSTALL=no it says the command and stops', async () => {
    smallProject();
    rmSync(join(folder, 'node_modules'));
    process.env.PAPERBOY_INSTALL = 'no';
    const result = await setUp({folder, say});
    delete process.env.PAPERBOY_INSTALL;
    expect(said).toEqual([]);
    expect(result).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(`Run: ${installCommand}`),
    });
    expect(existsSync(join(folder, 'node_modules'))).toBe(false);
  });

  test('packages that are installed see no secret', () => {
    const secrets = Object.fromEntries(SECRET_SETTINGS.map(name => [name, 'a']));
    const proxies = ['HTTP_PROXY', 'HTTPS_PROXY'];
    const kept = {PATH: '/bin', npm_config_registry: 'b', 'npm_config_//host/:_authToken': 'c'};
    const passed = withoutSecrets({...secrets, ...kept, ADMIN_TOKEN_FILE: 'd'});
    // npm needs the proxy to reach anything.
    expect(Object.keys(passed).sort()).toEqual([...Object.keys(kept), ...proxies].sort());
  });

  test('an installation that fails says why in one line', async () => {
    smallProject();
    rmSync(join(folder, 'node_modules'));
    writeFileSync(
      join(folder, 'package.json'),
      '{"name": "paperboy", "version": 1, "dependencies": {"a": "file:./nowhere"',
    );
    const result = await setUp({folder, say});
    expect(said).toEqual([`Installing dependencies (once, about half a minute): ${installCommand}`]);
    expect(result.kind === 'failed' && result.message).toMatch(
      /^Installing the dependencies failed: .*JSON.*To see all of it: npm install$/,
    );
    expect(result.kind === 'failed' && result.message).not.toContain('\n');
  });
});

describe('what is installed', () => {
  const wanted = {
    packages: {
      '': {dependencies: {hono: '4'}, devDependencies: {vitest: '4'}},
      'node_modules/hono': {version: '4.1.0'},
      'node_modules/vitest': {version: '4.0.0'},
      'node_modules/of-another-platform': {version: '1.0.0'},
    },
  };
  const hono = {'node_modules/hono': {version: '4.1.0'}};
  const vitest = {'node_modules/vitest': {version: '4.0.0'}};

  test.each([
    ['fits when every direct dependency is there', {...hono, ...vitest}, true, true],
    ['does not fit without the tools', hono, true, false],
    ['fits without the tools when they are not wanted', hono, false, true],
    ['does not fit with another version', {...vitest, 'node_modules/hono': {version: '4.0.9'}}, true, false],
    [
      'does not fit with something that the lock lacks',
      {...hono, ...vitest, 'node_modules/x': {version: '1'}},
      true,
      false,
    ],
    ['does not fit when it is empty', {}, false, false],
  ])('%s', (_, packages, withTools, expected) => {
    expect(fits({wanted, found: {packages}, withTools})).toBe(expected);
  });

  test("npm's reason is found behind its codes", () => {
    const output = 'npm error code ENOTFOUND\nnpm error errno ENOTFOUND\nnpm error network request failed\n';
    expect(reasonIn(output)).toBe('network request failed');
    expect(reasonIn('')).toBe('npm gave no reason');
  });
});

describe('running a tool', () => {
  const run = async (...args: string[]) => {
    const child = spawn(process.execPath, [script, ...args], {stdio: ['ignore', 'pipe', 'pipe']});
    let printed = '';
    child.stdout.on('data', part => {
      printed += part;
    });
    const [code] = await once(child, 'close');
    return {code, printed};
  };

  test('passes its arguments, output and exit code on', async () => {
    expect(await run('tsc', '--version')).toEqual({code: 0, printed: expect.stringMatching(/^Version \d/)});
    expect((await run('tsc', '--noSuchOption')).code).toBe(1);
  });

  test('a tool that is not there, or a path for a name, is an error of usage', async () => {
    expect((await run('no-such-tool')).code).toBe(2);
    expect((await run('../../evil')).code).toBe(2);
  });
});
