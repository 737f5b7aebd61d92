/**
 * Adds up what vitest's JSON reports say, names each test that failed with the first lines of why, and prints
 * `N passed, N failed`: the end of a long output alone then says what is to mend.
 *
 *     node scripts/count-tests.mjs REPORT.json...
 *
 * Exits with 1 when a test failed or none ran. A test file that could not be read counts as one failure, and
 * so does a report that is not there or not whole: its run was ended before it had written it.
 */
import {readFileSync} from 'node:fs';
import {basename, relative} from 'node:path';
import {isMain} from './is-main.mjs';

/**
 * @typedef {{status: string, fullName: string, failureMessages: string[]}} TestResult
 * @typedef {{name: string, status: string, message?: string, assertionResults: TestResult[]}} FileResult
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

const MAX_LINES_OF_WHY = 12;

/**
 * What failed: a text for each failed test and for each file that could not be read.
 * @param {Report[]} reports
 */
export const listFailures = reports =>
  reports
    .flatMap(({testResults}) => testResults)
    .filter(({status}) => status === 'failed')
    .flatMap(({name, message, assertionResults}) => {
      if (assertionResults.length === 0) return [describe(name, 'could not be read', message ?? '')];
      return assertionResults
        .filter(({status}) => status === 'failed')
        .map(({fullName, failureMessages}) => describe(name, fullName, failureMessages.join('\n')));
    });

/** @param {string} file @param {string} test @param {string} why */
const describe = (file, test, why) =>
  [
    `FAILED ${relative(process.cwd(), file)} > ${test}`,
    ...why
      .split('\n')
      .slice(0, MAX_LINES_OF_WHY)
      .map(line => `  ${line}`),
  ].join('\n');

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
  const reports = process.argv.slice(2).map(readReport);
  const {passed, failed} = countTests(reports);
  for (const failure of listFailures(reports)) process.stdout.write(`\n${failure}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
