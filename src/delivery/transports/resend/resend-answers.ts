import {z} from 'zod';
import {HOUR, MINUTE, SECOND} from '../../../clock.ts';
import {toReason} from '../reason.ts';
import type {Answer} from '../transport.ts';

/** What the SDK gives back, as far as it can be believed: every part comes from the network. */
export type SdkResult = {data: unknown; error: unknown; headers: unknown};

type Meaning =
  | 'refused'
  | 'blocked'
  | 'conflict'
  | 'lost'
  | 'concurrent'
  | 'rate-limit'
  | 'daily-quota'
  | 'monthly-quota';

type Row = {status: number; name?: string; means: Meaning};

/**
 * Resend's error table (resend.com/docs/api-reference/errors); the first row that fits holds. What is wrong
 * with one mail is `refused`: the caller looks for the culprit. What would be wrong with every mail alike
 * (key, sender, region) is `blocked`, or a whole audience would be noted as failed, one by one.
 */
const table: readonly Row[] = [
  {status: 400, name: 'invalid_idempotency_key', means: 'blocked'},
  {status: 400, means: 'refused'},
  {status: 401, means: 'blocked'},
  {status: 402, means: 'blocked'},
  {status: 403, means: 'blocked'},
  {status: 404, means: 'blocked'},
  {status: 405, means: 'blocked'},
  {status: 409, name: 'concurrent_idempotent_requests', means: 'concurrent'},
  {status: 409, name: 'resource_locked', means: 'concurrent'},
  {status: 409, name: 'invalid_idempotent_request', means: 'conflict'},
  {status: 413, means: 'refused'},
  {status: 422, name: 'invalid_from_address', means: 'blocked'},
  {status: 422, name: 'invalid_access', means: 'blocked'},
  {status: 422, name: 'invalid_region', means: 'blocked'},
  {status: 422, means: 'refused'},
  {status: 429, name: 'daily_quota_exceeded', means: 'daily-quota'},
  {status: 429, name: 'monthly_quota_exceeded', means: 'monthly-quota'},
  {status: 429, means: 'rate-limit'},
  {status: 451, means: 'blocked'},
];

/** How long to wait where the answer does not say it. */
const defaultWaitMs = {
  concurrent: 2 * SECOND,
  'rate-limit': SECOND,
  'daily-quota': HOUR,
  'monthly-quota': 6 * HOUR,
} as const;

/** The longest wait that is believed: a header may say anything. */
const longestWaitMs = {
  concurrent: MINUTE,
  'rate-limit': 5 * MINUTE,
  'daily-quota': 6 * HOUR,
  'monthly-quota': 6 * HOUR,
} as const;

const shortestWaitMs = 100;

/** How long nothing is called after no connection could be made. */
const UNREACHABLE_WAIT_MS = 10 * SECOND;

const acceptedShape = z.object({
  data: z.array(z.object({id: z.string().min(1).max(200)})),
  errors: z.array(z.unknown()).max(0).optional(),
});

const errorShape = z.object({
  statusCode: z.number().nullish().catch(null),
  name: z.string().catch('unnamed_error'),
  message: z.string().catch(''),
  isUnsent: z.boolean().catch(false),
});

const headersShape = z.record(z.string(), z.string()).catch({});

/**
 * What a result of the SDK's `batch.send` in strict mode means. Accepted is only what names exactly one id
 * for each of the `mails` mails; whatever nobody can be sure of is lost. `now` (milliseconds since 1970)
 * serves a Retry-After that is a date.
 */
export const toAnswer = (result: SdkResult, {mails, now}: {mails: number; now: number}): Answer => {
  if (result.error !== null && result.error !== undefined) return toErrorAnswer(result, now);
  const accepted = acceptedShape.safeParse(result.data);
  if (!accepted.success) return {kind: 'lost', reason: 'the answer was empty or not readable'};
  const messageIds = accepted.data.data.map(({id}) => id);
  if (messageIds.length !== mails)
    return {kind: 'lost', reason: `the answer names ${messageIds.length} ids for ${mails} mails`};
  return {kind: 'accepted', messageIds};
};

const toErrorAnswer = (result: SdkResult, now: number): Answer => {
  const parsed = errorShape.safeParse(result.error);
  if (!parsed.success) return {kind: 'lost', reason: 'the answer was an error without a form'};
  const {statusCode, name, message, isUnsent} = parsed.data;
  const reason = toReason(`${statusCode ?? 'no answer'} ${name}: ${message}`);
  if (isUnsent) return {kind: 'wait', because: 'unreachable', waitMs: UNREACHABLE_WAIT_MS, reason};
  const means = meaningOf({statusCode: statusCode ?? null, name});
  switch (means) {
    case 'refused':
    case 'blocked':
    case 'conflict':
    case 'lost':
      return {kind: means, reason};
    default:
      return {
        kind: 'wait',
        because: means === 'daily-quota' || means === 'monthly-quota' ? 'quota' : means,
        waitMs: waitMsOf({headers: headersShape.parse(result.headers), means, now}),
        reason,
      };
  }
};

const meaningOf = ({statusCode, name}: {statusCode: number | null; name: string}): Meaning => {
  if (statusCode === null) return 'lost';
  const row = table.find(({status, name: named}) => status === statusCode && (named ?? name) === name);
  if (row) return row.means;
  // A 408 or a 425 says nothing about the mails, and so does a 409 that the table does not know.
  const unsure = statusCode < 400 || statusCode >= 500 || [408, 409, 425].includes(statusCode);
  return unsure ? 'lost' : 'blocked';
};

type Waiting = keyof typeof defaultWaitMs;

const waitMsOf = (given: {headers: Record<string, string>; means: Waiting; now: number}): number => {
  const {headers, means, now} = given;
  const named = retryAfterMs(headers['retry-after'], now);
  // The window of the rate limit says nothing about a quota or about a call that is still in the works.
  const window = means === 'rate-limit' ? secondsToMs(headers['ratelimit-reset']) : null;
  const waitMs = named ?? window ?? defaultWaitMs[means];
  return Math.min(Math.max(waitMs, shortestWaitMs), longestWaitMs[means]);
};

/** Retry-After: seconds or an HTTP date (RFC 9110, section 10.2.3); null where it is neither. */
const retryAfterMs = (header: string | undefined, now: number): number | null => {
  const waitMs = secondsToMs(header);
  if (waitMs !== null || header === undefined) return waitMs;
  const at = /^[A-Za-z]{3}, .{10,30} GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};

/** The header's first number as seconds: `1`, `0.5`, `1, 1;w=1`. */
const secondsToMs = (header: string | undefined): number | null => {
  const number = /^\s*(\d{1,9}(?:\.\d{1,6})?)(?=\s*(?:[,;]|$))/.exec(header ?? '')?.[1];
  return number === undefined ? null : Number(number) * SECOND;
};

/** How many emails the account has used of a day and of a month; null where Resend did not say. */
export type QuotaSeen = {day: number | null; month: number | null};

/**
 * How many emails the account has used of its day and its month, as the headers of an answer say
 * (resend.com/docs/api-reference/rate-limit, "Email quotas"); null where neither does.
 */
export const toQuotaSeen = (headers: unknown): QuotaSeen | null => {
  const given = headersShape.parse(headers ?? {});
  const count = (header: string | undefined) => (/^\d{1,9}$/.test(header ?? '') ? Number(header) : null);
  const day = count(given['x-resend-daily-quota']);
  const month = count(given['x-resend-monthly-quota']);
  return day === null && month === null ? null : {day, month};
};

/** What Resend says of its rate limit: calls in the window, calls left, and when it starts again. */
export type RateSeen = {limit: number; remaining: number; resetMs: number};

/** The rate headers of any answer, or null where one is missing or no number. */
export const toRateSeen = (headers: unknown): RateSeen | null => {
  const given = headersShape.parse(headers ?? {});
  const limit = secondsToMs(given['ratelimit-limit']);
  const remaining = secondsToMs(given['ratelimit-remaining']);
  const resetMs = secondsToMs(given['ratelimit-reset']);
  if (limit === null || remaining === null || resetMs === null) return null;
  return {limit: limit / SECOND, remaining: remaining / SECOND, resetMs};
};
