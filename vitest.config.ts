import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {kindsOfTests} from './scripts/kinds-of-tests.mjs';

const {pure, whole, slow} = kindsOfTests(fileURLToPath(new URL('.', import.meta.url)));
const globalSetup = ['test/support/global-setup.ts'];

/** Each project says these itself: one that `extends` this file would read it again, and all tests with it. */
const all = {
  // A test may start several processes, and a machine may do much else: a limit is for what hangs.
  testTimeout: 90_000,
  hookTimeout: 120_000,
  // What is waited for comes within milliseconds; how many depends on what else the machine does.
  expect: {poll: {timeout: 20_000, interval: 20}},
  // A worker loads the product once and not again for each file, which was half of the work of all tests. What
  // a file opens is its own: a database, ports, folders.
  isolate: false,
};

/**
 * Three tiers by cost: `--project pure` needs nothing but Node and takes seconds; `whole` has a real Redis,
 * HTTP and a compiled dist/; `slow` a browser, chaos and other people's templates. What a test imports
 * decides where it belongs.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    experimental: {fsModuleCache: true},
    projects: [
      {test: {...all, name: 'pure', include: pure, pool: 'threads'}},
      {test: {...all, name: 'whole', include: whole, globalSetup}},
      {test: {...all, name: 'slow', include: slow, globalSetup}},
    ],
  },
});
