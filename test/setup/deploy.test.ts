import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, describe, expect, test} from 'vitest';
import {parse, parseAllDocuments} from 'yaml';
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

describe('deploy/kubernetes', () => {
  type Pod = {
    terminationGracePeriodSeconds: number;
    securityContext: {runAsNonRoot: boolean};
    containers: {
      args: string[];
      livenessProbe: {httpGet: {path: string}};
      securityContext: {readOnlyRootFilesystem: boolean};
    }[];
  };
  type Manifest = {
    kind: string;
    metadata: {name: string};
    spec: {selector: {matchLabels: object}; template: {metadata: {labels: object}; spec: Pod}};
  };

  const kustomization = parse(read('deploy/kubernetes/kustomization.yaml')) as {
    resources: string[];
    configMapGenerator: {literals: string[]}[];
  };
  const manifests = kustomization.resources.flatMap(name =>
    parseAllDocuments(read(`deploy/kubernetes/${name}`)).map(document => {
      expect(document.errors).toEqual([]);
      return document.toJS() as Manifest;
    }),
  );
  const deployments = manifests.filter(({kind}) => kind === 'Deployment');

  test('names every file that is there', () => {
    const files = readdirSync(join(root, 'deploy/kubernetes')).filter(name => name !== 'kustomization.yaml');
    expect(files.sort()).toEqual(kustomization.resources.toSorted());
  });

  test('runs each role as nobody special, on a disk it cannot write, with a probe and time to drain', () => {
    expect(deployments.map(({metadata}) => metadata.name).sort()).toEqual(['scheduler', 'web', 'worker']);
    for (const {metadata, spec} of deployments) {
      const pod = spec.template.spec;
      expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(30);
      expect(pod.securityContext.runAsNonRoot).toBe(true);
      expect(pod.containers).toMatchObject([
        {
          args: [metadata.name],
          livenessProbe: {httpGet: {path: '/healthz'}},
          securityContext: {readOnlyRootFilesystem: true},
        },
      ]);
    }
  });

  test('sets settings that there are', () => {
    const names = kustomization.configMapGenerator.flatMap(({literals}) =>
      literals.map(literal => literal.split('=')[0] ?? ''),
    );
    expect(names.filter(name => !settings.has(name))).toEqual([]);
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
