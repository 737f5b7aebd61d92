import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {kindsOfTests} from './test/support/kinds-of-tests.ts';

const {unit, whole} = kindsOfTests(fileURLToPath(new URL('.', import.meta.url)));

/**
 * Two parts: `--project unit` needs nothing but Node; `--project whole` has a real Redis and a compiled dist/. What a test
 * imports decides where it belongs.
 */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      // An address without a Redis: a test that was divided wrongly must not find one on the usual port, and empty it.
      {extends: true, test: {name: 'unit', include: unit, provide: {redisUrl: 'redis://127.0.0.1:1'}}},
      {
        extends: true,
        test: {name: 'whole', include: whole, globalSetup: ['test/support/global-setup.ts']},
      },
    ],
  },
});
