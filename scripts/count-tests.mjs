/**
 * Adds up what vitest's JSON reports say and prints `N passed, N failed`.
 *
 *     node scripts/count-tests.mjs REPORT.json...
 *
 * Exits with 1 when a test failed or none ran. A test file that could not be read counts as one failure.
 */
import {existsSync, readFileSync} from 'node:fs';
import {isMain} from './is-main.mjs';

/**
 * @typedef {{status: string, assertionResults: unknown[]}} FileResult
 * @typedef {{numPassedTests: number, numFailedTests: number, testResults: FileResult[]}} Report
 */

/** @param {Report[]} reports */
export const countTests = reports => {
  let passed = 0;
  let failed = 0;
  for (const {numPassedTests, numFailedTests, testResults} of reports) {
    const unread = testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0);
    passed += numPassedTests;
    failed += numFailedTests + unread.length;
  }
  return {passed, failed};
};

if (isMain(import.meta.url)) {
  const reports = process.argv
    .slice(2)
    .filter(existsSync)
    .map(path => JSON.parse(readFileSync(path, 'utf8')));
  const {passed, failed} = countTests(reports);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
