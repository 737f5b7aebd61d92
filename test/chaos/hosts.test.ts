import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {networkOf, whyNoHosts} from '../../chaos/hosts/network.ts';
// Real processes and seconds: a test of the slow tier.
import '../../chaos/world/at-exit.ts';
import {packageRoot} from '../../src/settings/package-root.ts';

const whyNot = whyNoHosts();
if (whyNot !== null) process.stderr.write(`hosts are not played: ${whyNot}\n`);

/** What the process `pid` made and left; another bench on this machine may have namespaces of its own. */
const leftBy = (pid: number): string[] =>
  spawnSync('ip', ['netns', 'list'], {encoding: 'utf8'})
    .stdout.split('\n')
    .filter(line => line.startsWith(networkOf(pid).hub.replace(/hub$/, '')));

describe.skipIf(whyNot !== null)('the bench with hosts', () => {
  test('loses and doubles nobody when the link of a worker host drops, and leaves no namespace', () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperboy-hosts-test-'));
    const program = join(packageRoot, 'dist', 'chaos', 'fail-over', 'main.js');
    const options = ['--hosts', '--only', 'worker-link', '--rounds', '1', '--state', join(folder, 'rounds')];
    const played = spawnSync(process.execPath, [program, ...options], {encoding: 'utf8'});
    rmSync(folder, {recursive: true});
    expect(played.stderr).toContain('good {"trouble":"worker-link"');
    expect(played.status).toBe(0);
    expect(leftBy(played.pid)).toEqual([]);
  }, 180_000);
});
