import {expect, test} from 'vitest';
import {countTests, listFailures, readReport} from '../../scripts/count-tests.mjs';

const result = (status: string, ...failureMessages: string[]) => ({
  status,
  fullName: `a test that ${status}`,
  failureMessages,
});
const passed = {name: 'test/good.test.ts', status: 'passed', assertionResults: [result('passed')]};
const failed = {
  name: `${process.cwd()}/test/bad.test.ts`,
  status: 'failed',
  assertionResults: [result('passed'), result('failed', 'expected 1 to be 2', 'at line 3')],
};
const unread = {
  name: 'test/broken.test.ts',
  status: 'failed',
  message: 'no such module',
  assertionResults: [],
};

test('the counts of several runs are added up', () => {
  const reports = [
    {numPassedTests: 3, numFailedTests: 1, testResults: [passed, failed]},
    {numPassedTests: 2, numFailedTests: 0, testResults: [passed]},
  ];
  expect(countTests(reports)).toEqual({passed: 5, failed: 1});
});

test('a test file that could not be read counts as a failure', () => {
  const reports = [{numPassedTests: 1, numFailedTests: 0, testResults: [unread]}];
  expect(countTests(reports)).toEqual({passed: 1, failed: 1});
});

test('a run that left no report counts as a failure', () => {
  expect(countTests([readReport('/nowhere/all.json')])).toEqual({passed: 0, failed: 1});
});

test('no report is no test', () => {
  expect(countTests([])).toEqual({passed: 0, failed: 0});
});

test('what failed is named with its file and why, so that the end of an output is enough', () => {
  const reports = [{numPassedTests: 2, numFailedTests: 1, testResults: [passed, failed, unread]}];
  expect(listFailures(reports)).toEqual([
    'FAILED test/bad.test.ts > a test that failed\n  expected 1 to be 2\n  at line 3',
    'FAILED test/broken.test.ts > could not be read\n  no such module',
  ]);
});
