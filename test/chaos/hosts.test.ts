import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {whyNoHosts} from '../../chaos/hosts/network.ts';
// Real processes and seconds: a test of the slow tier.
import '../../chaos/world/at-exit.ts';
import {packageRoot} from '../../src/settings/package-root.ts';

const whyNot = whyNoHosts();
if (whyNot !== null) process.stderr.write(`hosts are not played: ${whyNot}\n`);

const namespaces = (): string[] =>
  spawnSync('ip', ['netns', 'list'], {encoding: 'utf8'}).stdout.split('\n').toSorted();

describe.skipIf(whyNot !== null)('the bench with hosts', () => {
  test('loses and doubles nobody when the link of a worker host drops, and leaves no namespace', () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperboy-hosts-test-'));
    const before = namespaces();
    const program = join(packageRoot, 'dist', 'chaos', 'fail-over', 'main.js');
    const options = ['--hosts', '--only', 'worker-link', '--rounds', '1', '--state', join(folder, 'rounds')];
    const played = spawnSync(process.execPath, [program, ...options], {encoding: 'utf8'});
    rmSync(folder, {recursive: true});
    expect(played.stderr).toContain('good {"trouble":"worker-link"');
    expect(played.status).toBe(0);
    expect(namespaces()).toEqual(before);
  }, 180_000);
});
