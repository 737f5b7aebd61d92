/**
 * Adds up what vitest's JSON reports say and prints `N passed, N failed`.
 *
 *     node scripts/count-tests.mjs REPORT.json...
 *
 * Exits with 1 when a test failed or none ran. A test file that could not be read counts as one failure, and
 * so does a report that is not there or not whole: its run was ended before it had written it.
 */
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
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

/**
 * A report, or one that says that a run left none.
 * @param {string} path
 * @returns {Report}
 */
export const readReport = path => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    process.stderr.write(
      `${basename(path)} cannot be read: ${error instanceof Error ? error.message : error}\n`,
    );
    return {numPassedTests: 0, numFailedTests: 1, testResults: []};
  }
};

if (isMain(import.meta.url)) {
  const {passed, failed} = countTests(process.argv.slice(2).map(readReport));
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
