import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {kindsOfTests, testsThatReadTheClock} from '../../scripts/kinds-of-tests.mjs';

test('a test that reaches a Redis, a browser, a process or dist/ by any way is no unit test, and one that meets the time is known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-kinds-'));
  const files: Record<string, string> = {
    'test/support/redis.ts': "import {inject} from 'vitest';\n",
    'test/support/house.ts': "import {openTestRedis} from '../support/redis.ts';\n",
    'test/support/clock.ts': 'export const clock = 1;\n',
    'test/a/plain.test.ts':
      "import {rank} from '../../src/ranking/rank.ts';\nimport {clock} from '../support/clock.ts';\n",
    'test/a/types.test.tsx': "import type {TestRedis} from '../support/redis.ts';\n",
    'test/a/direct.test.ts': "import {openTestRedis} from '../support/redis.ts';\n",
    'test/a/indirect.test.ts': "import {house} from '../support/house.ts';\n",
    'test/a/process.test.ts': "import {spawn} from 'node:child_process';\n",
    'test/a/browser.test.ts': "import {chromium} from 'playwright-core';\n",
    'test/a/compiled.test.ts': "const {main} = await import('../../dist/src/cli/main.js');\n",
    'test/support/command.ts': "import {main} from '../../src/cli/main.ts';\n",
    'test/a/command.test.ts': "import {command} from '../support/command.ts';\n",
    'test/a/today.test.ts': 'const today = new Date();\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  const {unit, whole} = kindsOfTests(folder);
  expect(unit).toEqual([
    'test/a/command.test.ts',
    'test/a/plain.test.ts',
    'test/a/today.test.ts',
    'test/a/types.test.tsx',
  ]);
  expect(whole).toHaveLength(5);
  expect(testsThatReadTheClock(folder)).toEqual([
    'test/a/command.test.ts',
    'test/a/compiled.test.ts',
    'test/a/today.test.ts',
  ]);
  rmSync(folder, {recursive: true});
});
