import {describe, expect, test} from 'vitest';
import {areUseless, isProof, outageOf, troubleOf} from '../../src/redis/trouble.ts';

const coded = (message: string, code: string) => Object.assign(new Error(message), {code});

describe('what an error of Redis tells', () => {
  test.each([
    ['LOADING Redis is loading the dataset in memory', 'LOADING', 'away'],
    [
      "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
      'MASTERDOWN',
      'away',
    ],
    ['CLUSTERDOWN The cluster is down', 'CLUSTERDOWN', 'away'],
    ["READONLY You can't write against a read only replica.", 'READONLY', 'refusing'],
    [
      "ERR Error running script (call to f_1): @user_script:7: -READONLY You can't write against a replica.",
      'READONLY',
      'refusing',
    ],
    ['NOREPLICAS Not enough good replicas to write.', 'NOREPLICAS', 'refusing'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'OOM', 'refusing'],
    ['MISCONF Errors writing to the AOF file', 'MISCONF', 'refusing'],
    ['UNBLOCKED force unblock from blocking operation', 'UNBLOCKED', 'refusing'],
    ['Connection is closed.', 'CLOSED', 'away'],
    ["Socket timeout. Expecting data, but didn't receive any in 12000ms.", 'ETIMEDOUT', 'away'],
  ])('%s', (message, code, kind) => {
    expect(outageOf(new Error(message))).toMatchObject({code, kind});
    expect(troubleOf(new Error(message))).toMatchObject({code, kind});
  });

  test('a transaction tells of what its commands failed of', () => {
    const error = Object.assign(new Error('EXECABORT Transaction discarded because of previous errors.'), {
      previousErrors: [new Error("OOM command not allowed when used memory > 'maxmemory'.")],
    });
    expect(outageOf(error)?.code).toBe('OOM');
    expect(outageOf(new Error('a job failed', {cause: error}))?.code).toBe('OOM');
  });
});

describe('what is not Redis’ fault, or for a person to mend, is not explained away', () => {
  test.each([
    ['a source that is down', coded('connect ECONNREFUSED 203.0.113.1:443', 'ECONNREFUSED')],
    ['a bug', new TypeError('x is not a function')],
    ['a wrong type', new Error('WRONGTYPE Operation against a key holding the wrong kind of value')],
    ['a missing right', new Error('NOPERM this user has no permissions to run this command')],
    ['an answer of Resend', new Error('READ the manual')],
    ['no error', 'READONLY'],
  ])('%s', (_, error) => {
    expect(outageOf(error)).toBeNull();
  });

  test('a refused connection and a database that is not there are told by the connection', () => {
    expect(troubleOf(coded('connect ECONNREFUSED', 'ECONNREFUSED'))?.code).toBe('ECONNREFUSED');
    expect(troubleOf(new Error('ERR DB index is out of range'))).toMatchObject({
      code: 'SELECT',
      kind: 'misconfigured',
    });
  });
});

test.each([
  ["READONLY You can't write", true, true],
  ['Socket timeout. Expecting data', true, true],
  ['OOM command not allowed', true, false],
  ['Connection is closed.', false, false],
])('%s: proves it alone (%s), and open connections are given up (%s)', (message, proves, useless) => {
  const trouble = troubleOf(new Error(message));
  if (trouble === null) throw new Error('it tells of nothing');
  expect([isProof(trouble), areUseless(trouble)]).toEqual([proves, useless]);
});
