import {expect, test} from 'vitest';
import {countTests, readReport} from '../../scripts/count-tests.mjs';

const passed = {status: 'passed', assertionResults: [{}]};

test('the counts of several runs are added up', () => {
  const reports = [
    {numPassedTests: 3, numFailedTests: 1, testResults: [passed, {status: 'failed', assertionResults: [{}]}]},
    {numPassedTests: 2, numFailedTests: 0, testResults: [passed]},
  ];
  expect(countTests(reports)).toEqual({passed: 5, failed: 1});
});

test('a test file that could not be read counts as a failure', () => {
  const reports = [
    {numPassedTests: 1, numFailedTests: 0, testResults: [{status: 'failed', assertionResults: []}]},
  ];
  expect(countTests(reports)).toEqual({passed: 1, failed: 1});
});

test('a run that left no report counts as a failure', () => {
  expect(countTests([readReport('/nowhere/all.json')])).toEqual({passed: 0, failed: 1});
});

test('no report is no test', () => {
  expect(countTests([])).toEqual({passed: 0, failed: 0});
});
