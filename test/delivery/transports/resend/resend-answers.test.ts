import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {toAnswer, toRateSeen} from '../../../../src/delivery/transports/resend/resend-answers.ts';

const now = Date.UTC(2026, 2, 12, 8, 0, 0);
const options = {mails: 2, now};

const failed = (statusCode: unknown, name: unknown, headers: unknown = {}) =>
  toAnswer({data: null, error: {statusCode, name, message: 'told'}, headers}, options);

const accepted = (data: unknown) => toAnswer({data, error: null, headers: {}}, options);

const two = {data: [{id: 'a'}, {id: 'b'}]};

test('exactly one id a mail is an acceptance, in the order of the answer', () => {
  expect(accepted(two)).toEqual({kind: 'accepted', messageIds: ['a', 'b']});
  expect(accepted({...two, errors: []}).kind).toBe('accepted');
});

test.each([
  ['one id too few', {data: [{id: 'a'}]}],
  ['one id too many', {data: [{id: 'a'}, {id: 'b'}, {id: 'c'}]}],
  ['no ids', {data: []}],
  ['an empty id', {data: [{id: 'a'}, {id: ''}]}],
  ['an id that is a number', {data: [{id: 'a'}, {id: 7}]}],
  ['errors beside the ids', {...two, errors: [{index: 0, message: 'bad'}]}],
  ['a page', '<html>'],
  ['null', null],
  ['nothing', undefined],
  ['a list', [{id: 'a'}, {id: 'b'}]],
])('an answer with %s is lost, never an acceptance', (_, data) => {
  expect(accepted(data).kind).toBe('lost');
});

test.each([
  [400, 'validation_error', 'refused'],
  [400, 'invalid_idempotency_key', 'blocked'],
  [401, 'missing_api_key', 'blocked'],
  [401, 'restricted_api_key', 'blocked'],
  [402, 'payment_required', 'blocked'],
  [403, 'invalid_api_key', 'blocked'],
  [403, 'validation_error', 'blocked'],
  [403, 'suspended_api_key', 'blocked'],
  [403, 'invalid_permission', 'blocked'],
  [403, 'email_above_quota', 'blocked'],
  [404, 'not_found', 'blocked'],
  [405, 'method_not_allowed', 'blocked'],
  [408, 'application_error', 'lost'],
  [409, 'invalid_idempotent_request', 'conflict'],
  [409, 'something_new', 'lost'],
  [413, 'application_error', 'refused'],
  [418, 'something_new', 'blocked'],
  [422, 'validation_error', 'refused'],
  [422, 'missing_required_field', 'refused'],
  [422, 'missing_required_parameter', 'refused'],
  [422, 'invalid_parameter', 'refused'],
  [422, 'invalid_attachment', 'refused'],
  [422, 'invalid_from_address', 'blocked'],
  [422, 'invalid_access', 'blocked'],
  [422, 'invalid_region', 'blocked'],
  [451, 'security_error', 'blocked'],
  [500, 'internal_server_error', 'lost'],
  [502, 'application_error', 'lost'],
  [503, 'service_unavailable', 'lost'],
  [503, 'rate_limit_exceeded', 'lost'],
  [599, 'anything', 'lost'],
  [null, 'application_error', 'lost'],
  [undefined, 'validation_error', 'lost'],
  ['422', 'validation_error', 'lost'],
  [302, 'application_error', 'lost'],
  [422, undefined, 'refused'],
])('%s %s is %s', (statusCode, name, kind) => {
  expect(failed(statusCode, name).kind).toBe(kind);
});

test.each([
  [409, 'concurrent_idempotent_requests', 'concurrent', 2000],
  [409, 'resource_locked', 'concurrent', 2000],
  [429, 'rate_limit_exceeded', 'rate-limit', 1000],
  [429, 'application_error', 'rate-limit', 1000],
  [429, 'daily_quota_exceeded', 'quota', 3_600_000],
  [429, 'monthly_quota_exceeded', 'quota', 6 * 3_600_000],
])('%s %s waits because of the %s, %i ms where nothing says how long', (status, name, because, waitMs) => {
  expect(failed(status, name)).toMatchObject({kind: 'wait', because, waitMs});
});

describe('how long a rate limit asks to wait', () => {
  test.each([
    ['seconds', {'retry-after': '7'}, 7000],
    ['a fraction', {'retry-after': '0.5'}, 500],
    ['a date', {'retry-after': 'Thu, 12 Mar 2026 08:00:30 GMT'}, 30_000],
    ['a date in the past', {'retry-after': 'Thu, 12 Mar 2026 07:00:00 GMT'}, 100],
    ['nothing at all', {'retry-after': '0'}, 100],
    ['a year', {'retry-after': '31536000'}, 300_000],
    ['nonsense', {'retry-after': 'soon'}, 1000],
    ['a negative number', {'retry-after': '-5'}, 1000],
    ['the end of the window', {'ratelimit-reset': '3'}, 3000],
    ['both', {'retry-after': '2', 'ratelimit-reset': '3'}, 2000],
    ['headers that are none', 'headers', 1000],
    ['no headers', null, 1000],
  ])('%s', (_, headers, waitMs) => {
    expect(failed(429, 'rate_limit_exceeded', headers)).toMatchObject({kind: 'wait', waitMs});
  });

  test('the window of the rate limit does not shorten the wait for a quota', () => {
    expect(failed(429, 'daily_quota_exceeded', {'ratelimit-reset': '1'})).toMatchObject({waitMs: 3_600_000});
  });
});

test('the reason names status and error and hides addresses', () => {
  const error = {statusCode: 422, name: 'validation_error', message: 'Invalid `to`: jane@example.net'};
  const answer = toAnswer({data: null, error, headers: {}}, options);
  expect(answer).toEqual({kind: 'refused', reason: '422 validation_error: Invalid `to`: [hidden]'});
});

test('whatever comes back is an answer, and accepted only with an id a mail', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (data, error, headers) => {
      const answer = toAnswer({data, error, headers}, options);
      if (answer.kind === 'accepted') expect(answer.messageIds).toHaveLength(2);
      else expect(answer.reason.length).toBeLessThanOrEqual(400);
      if (answer.kind === 'wait') expect(answer.waitMs).toBeGreaterThan(0);
    }),
  );
});

test('the rate headers are read as numbers, and as nothing where one is missing', () => {
  const headers = {'ratelimit-limit': '10', 'ratelimit-remaining': '9', 'ratelimit-reset': '1'};
  expect(toRateSeen(headers)).toEqual({limit: 10, remaining: 9, resetMs: 1000});
  expect(toRateSeen({...headers, 'ratelimit-limit': '2;w=1'})).toMatchObject({limit: 2});
  expect(toRateSeen({...headers, 'ratelimit-reset': 'soon'})).toBeNull();
  expect(toRateSeen({})).toBeNull();
  expect(toRateSeen(null)).toBeNull();
});
