import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {kindsOfTests} from './scripts/kinds-of-tests.mjs';

const {unit, whole} = kindsOfTests(fileURLToPath(new URL('.', import.meta.url)));

/**
 * Two parts: `--project unit` needs nothing but Node; `--project whole` has a real Redis and a compiled dist/. What a test
 * imports decides where it belongs.
 */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes within milliseconds; how many depends on what else the machine does.
    expect: {poll: {timeout: 20_000, interval: 20}},
    maxWorkers: 2,
    projects: [
      {extends: true, test: {name: 'unit', include: unit}},
      {
        extends: true,
        test: {name: 'whole', include: whole, globalSetup: ['test/support/global-setup.ts']},
      },
    ],
  },
});
