import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {silentLog} from '../../../src/log.ts';
import {keepHealthFile} from '../../../src/ops/metrics/health-file.ts';
import {serveMetrics} from '../../../src/ops/metrics/serve-metrics.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

type Rules = {groups: {rules: {alert: string; expr: string; annotations: {runbook: string}}[]}[]};

const rules = (parse(read('deploy/prometheus/rules.yml')) as Rules).groups.flatMap(group => group.rules);

type Dashboard = {
  uid: string;
  id?: number;
  schemaVersion: number;
  templating: {list: {name: string; type: string}[]};
  panels: {id: number; datasource: {uid: string}; targets: {expr: string}[]}[];
};

const dashboard = JSON.parse(read('deploy/grafana/paperboy.json')) as Dashboard;

let newsletter: Newsletter;
let served: Awaited<ReturnType<typeof serveMetrics>>;
let printed: string;

beforeAll(async () => {
  newsletter = await openNewsletter({environment: {MAIL_TRANSPORT: 'resend'}});
  await newsletter.paperboy.operations.tidyDaily();
  served = await serveMetrics({
    ...{port: 0, hostname: '127.0.0.1', log: silentLog},
    read: newsletter.paperboy.operations.metrics,
  });
  printed = await (await fetch(`http://127.0.0.1:${served.port}/metrics`)).text();
});

afterAll(async () => {
  await served.close();
  await newsletter.close();
});

/** What the page has a name for, with a value or without. */
const known = () =>
  new Set(
    [...printed.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  );

/** A variable of Grafana. */
const CHOSEN = ['$', '{datasource}'].join('');

const namesIn = (expr: string) => expr.match(/\b(?:paperboy|process|nodejs)_\w+/g) ?? [];

describe('the page of a process', () => {
  test('has the instance, and the memory and the loop of the process itself', () => {
    expect([...known()]).toEqual(
      expect.arrayContaining([
        'paperboy_build_info',
        'process_resident_memory_bytes',
        'nodejs_eventloop_lag_seconds',
      ]),
    );
    expect(printed).not.toContain('@');
  });

  test('gives no figure of a disk that it does not know', () => {
    expect(printed).not.toMatch(/^paperboy_redis_disk/m);
  });

  test('says that Redis is away, and goes on saying what the process is', async () => {
    const page = await serveMetrics({
      ...{port: 0, hostname: '127.0.0.1', log: silentLog},
      read: () => Promise.reject(new Error('away')),
    });
    const answer = await fetch(`http://127.0.0.1:${page.port}/metrics`);
    const text = await answer.text();
    await page.close();
    expect(answer.status).toBe(200);
    expect(text).toContain('\npaperboy_redis_up 0\n');
    expect(text).toContain('process_resident_memory_bytes');
  });

  test('answers a probe, and nothing else', async () => {
    expect(await (await fetch(`http://127.0.0.1:${served.port}/healthz`)).text()).toBe('ok\n');
    expect((await fetch(`http://127.0.0.1:${served.port}/admin`)).status).toBe(404);
  });

  test('goes by the conventions of Prometheus (promtool of Debian’s package prometheus)', ({skip}) => {
    const {error, status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {
      input: printed,
      encoding: 'utf8',
    });
    if (error) return skip('promtool is not installed: install Debian’s package prometheus');
    // The product's own; what prom-client names of Node is its matter.
    const faults = `${stdout}${stderr}`.split('\n').filter(line => line.startsWith('paperboy_'));
    expect(faults).toEqual([]);
    expect(status).not.toBeNull();
  });
});

describe('the alerts', () => {
  test('ask for metrics that there are', () => {
    for (const {alert, expr} of rules)
      for (const name of namesIn(expr))
        expect({alert, name, isKnown: known().has(name)}).toMatchObject({isKnown: true});
  });

  test('each have a runbook', () => {
    const anchors = [...read('docs/runbooks.md').matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const {annotations} of rules) {
      const [page, anchor] = annotations.runbook.split('#');
      expect({page, isThere: anchors.includes(anchor ?? '')}).toEqual({
        page: 'docs/runbooks.md',
        isThere: true,
      });
    }
  });

  test('fire where they must and nowhere else (promtool)', ({skip}) => {
    const cwd = new URL('../../../deploy/prometheus', import.meta.url);
    const check = spawnSync('promtool', ['check', 'rules', 'rules.yml'], {cwd, encoding: 'utf8'});
    if (check.error) return skip('promtool is not installed: install Debian’s package prometheus');
    expect(check).toMatchObject({status: 0});
    const tried = spawnSync('promtool', ['test', 'rules', 'rules.test.yml'], {cwd, encoding: 'utf8'});
    expect({status: tried.status, out: tried.stdout}).toMatchObject({status: 0});
  });

  test('are each tried on a series that fires them and on one that does not', () => {
    const {tests} = parse(read('deploy/prometheus/rules.test.yml')) as {tests: {name: string}[]};
    const names = tests.map(({name}) => name);
    for (const {alert} of rules.filter(rule => rule.alert !== 'PaperboyAlive'))
      expect(names).toEqual(expect.arrayContaining([`${alert} fires`, `${alert} is quiet`]));
  });
});

describe('the dashboard', () => {
  test('shows metrics that there are', () => {
    const names = dashboard.panels.flatMap(({targets}) => targets.flatMap(({expr}) => namesIn(expr)));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter(name => !known().has(name))).toEqual([]);
  });

  test('belongs to nobody’s Grafana: no number of its own, a source that is chosen', () => {
    expect(dashboard).toMatchObject({uid: 'paperboy', schemaVersion: expect.any(Number)});
    expect(dashboard).not.toHaveProperty('id');
    expect(dashboard.templating.list).toMatchObject([{name: 'datasource', type: 'datasource'}]);
    expect(dashboard.panels.every(({datasource}) => datasource.uid === CHOSEN)).toBe(true);
    expect(new Set(dashboard.panels.map(({id}) => id)).size).toBe(dashboard.panels.length);
  });
});

describe('the health file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-health-'));
  const path = join(folder, 'running');
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  test('is written again and again while the loop turns, and gone with the process', async () => {
    let at = Date.parse('2026-03-12T08:00:00Z');
    const kept = await keepHealthFile({path, everyMs: 1, now: () => at, log: silentLog});
    expect(readFileSync(path, 'utf8')).toBe('2026-03-12T08:00:00.000Z\n');
    at += 1000;
    await expect.poll(() => readFileSync(path, 'utf8')).toBe('2026-03-12T08:00:01.000Z\n');
    await kept.close();
    expect(existsSync(path)).toBe(false);
  });

  test('that cannot be written is told once, and stops nothing', async () => {
    const told: unknown[] = [];
    const log = {...silentLog, warn: (entry: object) => void told.push(entry)};
    let looks = 0;
    const now = () => {
      looks += 1;
      return 0;
    };
    const kept = await keepHealthFile({path: join(folder, 'no', 'file'), everyMs: 1, now, log});
    await expect.poll(() => looks).toBeGreaterThan(3);
    await kept.close();
    expect(told).toMatchObject([{event: 'health.not-written'}]);
  });
});
