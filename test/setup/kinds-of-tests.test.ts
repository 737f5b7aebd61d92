import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {kindsOfTests, testsThatReadTheClock} from '../../scripts/kinds-of-tests.mjs';

test('a test belongs to the tier of what it reaches by any way, and one that meets the time is known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-kinds-'));
  const files: Record<string, string> = {
    'src/ranking/rank.ts': "import type {Redis} from 'ioredis';\n",
    'src/mail/compile.ts': "import mjml from 'mjml';\n",
    'src/cli/main.ts': 'export const main = 1;\n',
    'test/support/redis.ts': "import {inject} from 'vitest';\nimport {Redis} from 'ioredis';\n",
    'test/support/house.ts': "import {openTestRedis} from '../support/redis.ts';\n",
    'test/support/clock.ts': 'export const clock = 1;\n',
    'test/support/visit.ts': "import {chromium} from 'playwright-core';\n",
    'test/support/command.ts': "import {main} from '../../src/cli/main.ts';\n",
    'test/a/plain.test.ts':
      "import {rank} from '../../src/ranking/rank.ts';\nimport {clock} from '../support/clock.ts';\n",
    'test/a/types.test.tsx': "import type {TestRedis} from '../support/redis.ts';\n",
    'test/a/today.test.ts': 'const today = new Date();\n',
    'test/a/command.test.ts': "import {command} from '../support/command.ts';\n",
    'test/b/direct.test.ts': "import {openTestRedis} from '../support/redis.ts';\n",
    'test/b/indirect.test.ts': "import {house} from '../support/house.ts';\n",
    'test/b/process.test.ts': "import {spawn} from 'node:child_process';\n",
    'test/b/compiler.test.ts': "import {compile} from '../../src/mail/compile.ts';\n",
    'test/b/compiled.test.ts': "const {main} = await import('../../dist/src/cli/main.js');\n",
    'test/b/unknown.test.ts': "import {each} from 'lodash';\n",
    'test/b/data.test.ts': "import {realPapers} from '../support/texts/real-papers.ts';\n",
    'test/c/browser.test.ts': "import {openVisit} from '../support/visit.ts';\nnew Date();\n",
    'test/c/rounds.long.test.ts': "import {rank} from '../../src/ranking/rank.ts';\n",
    'test/c/chaos.test.ts': "import {post} from '../../chaos/world/post.ts';\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  const {pure, whole, slow} = kindsOfTests(folder);
  expect(pure.map(path => basename(path, '.ts'))).toEqual([
    'command.test',
    'plain.test',
    'today.test',
    'types.test.tsx',
  ]);
  expect(whole.every(path => path.startsWith('test/b/'))).toBe(true);
  expect(whole).toHaveLength(7);
  expect(slow).toEqual(['test/c/browser.test.ts', 'test/c/chaos.test.ts', 'test/c/rounds.long.test.ts']);
  expect(testsThatReadTheClock(folder)).toEqual([
    'test/a/command.test.ts',
    'test/a/today.test.ts',
    'test/b/compiled.test.ts',
  ]);
  rmSync(folder, {recursive: true});
});
