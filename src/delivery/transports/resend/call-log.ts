import {z} from 'zod';
import type {CarriedMail, LoggedCall} from '../../doubt/evidence.ts';
import type {CallLog, CallLogPage, CallLogRefusal} from '../../doubt/read-call-log.ts';
import {toReason} from '../reason.ts';
import {openResendClient} from './resend-client.ts';

/** The most entries of one page (resend.com/docs/api-reference/logs/list-logs). */
const PAGE = 100;

const instant = z.iso
  .datetime({offset: true})
  .or(z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/))
  .transform(text => Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z')))
  .refine(at => !Number.isNaN(at));

const pageShape = z.object({
  has_more: z.boolean(),
  data: z.array(
    z.object({
      id: z.string().min(1).max(200),
      created_at: instant,
      endpoint: z.string(),
      method: z.string(),
      response_status: z.number(),
    }),
  ),
});

const tagsShape = z.array(z.object({name: z.string(), value: z.string()}));

const mailShape = z.object({tags: tagsShape.optional(), from: z.string().optional()});

/** A body as it was sent, or the text of it. */
const detailShape = z.object({request_body: z.unknown(), response_body: z.unknown().optional()});

const takenShape = z.object({data: z.array(z.object({id: z.string().min(1).max(200)}))});

/** 401 and 403: the key may only send. 404: the account has no logs. */
const FORBIDDEN: readonly number[] = [401, 403, 404];

const SENDING = /(?:^|\/)emails(?:\/batch)?\/?$/;

/**
 * Resend's log of API calls (`GET /logs`, `GET /logs/:id`). `withPermit` does each call within the rate that
 * all workers share.
 */
export const resendCallLog = ({
  apiKey,
  baseUrl,
  senders,
  now,
  withPermit,
}: {
  apiKey: string;
  baseUrl: string;
  /** What our mails come from, as the configuration says it. */
  senders: string[];
  now: () => number;
  withPermit: <Result>(work: () => Promise<Result>) => Promise<Result | null>;
}): CallLog => {
  const resend = openResendClient({apiKey, baseUrl});
  const get = async (path: string): Promise<Result> =>
    (await withPermit(() => resend.get<unknown>(path))) ?? NO_PERMIT;
  return {
    list: async before => {
      const after = before === null ? '' : `&after=${encodeURIComponent(before)}`;
      return toPage(await get(`/logs?limit=${PAGE}${after}`), now());
    },
    carried: async (id, of) => {
      const {data, error} = await get(`/logs/${encodeURIComponent(id)}`);
      return error ? toRefusal(error) : {kind: 'carried', carried: toCarried(data, {...of, senders})};
    },
  };
};

type Result = {
  data: unknown;
  error: {statusCode?: number | null; name: string; message: string} | null;
  headers: Record<string, string> | null;
};

const NO_PERMIT: Result = {
  data: null,
  error: {name: 'rate_limit', message: 'no call was free for a minute'},
  headers: null,
};

const toPage = ({data, error, headers}: Result, now: number): CallLogPage => {
  if (error) return toRefusal(error);
  const page = pageShape.safeParse(data);
  if (!page.success) return {kind: 'failed', reason: 'the log of calls is not readable'};
  const calls = page.data.data.map(({id, created_at: at, endpoint, method, response_status: status}) => ({
    ...{id, at, status},
    isSending: method.toUpperCase() === 'POST' && SENDING.test(endpoint),
  }));
  const theirs = Date.parse(headers?.date ?? '');
  const skewMs = Number.isNaN(theirs) ? null : Math.abs(theirs - now);
  return {kind: 'page', calls, hasMore: page.data.has_more, skewMs};
};

const toRefusal = ({statusCode, name, message}: NonNullable<Result['error']>): CallLogRefusal => ({
  kind: FORBIDDEN.includes(statusCode ?? 0) ? 'forbidden' : 'failed',
  reason: toReason(`${statusCode ?? 'no answer'} ${name}: ${message}`),
});

type Ours = {edition: string; instanceId: string; senders: string[]};

/** What a logged call carried, as far as its bodies say it. */
const toCarried = (data: unknown, of: Ours): LoggedCall['carried'] => {
  const detail = detailShape.safeParse(data);
  const body = detail.success ? parsed(detail.data.request_body) : null;
  const mails = z
    .array(mailShape)
    .min(1)
    .safeParse(Array.isArray(body) ? body : [body]);
  if (!detail.success || !mails.success) return 'unreadable';
  const ids = idsIn(parsed(detail.data.response_body), mails.data.length);
  const carried = mails.data.map((mail, place) => toMail(tagsOf(mail), ids[place] ?? null));
  const own = carried.filter((_, place) => isOurs(mails.data[place], of));
  if (own.some(mail => mail === null)) return 'unreadable';
  return own.length === 0 ? 'foreign' : own.filter(mail => mail !== null);
};

/**
 * Mails that were frozen before tags named an instance carry none, and one of our sender whose tags are gone
 * may be anything: both count as ours, so that nothing is proved without them.
 */
const isOurs = (
  mail: z.infer<typeof mailShape> | undefined,
  {edition, instanceId, senders}: Ours,
): boolean => {
  const {tags, from} = mail ?? {};
  if (!tags?.length) return from === undefined || senders.includes(from);
  const named = tagsOf({tags});
  return named.edition === edition && (named.instance ?? instanceId) === instanceId;
};

const tagsOf = ({tags = []}: z.infer<typeof mailShape>): Record<string, string> =>
  Object.fromEntries(tags.map(({name, value}) => [name, value]));

const toMail = (
  {run = '', chunk = '', subscriber = ''}: Record<string, string>,
  messageId: string | null,
): CarriedMail | null =>
  /^\d{1,3}$/.test(run) && /^\d{1,9}$/.test(subscriber)
    ? {run: Number(run), chunk: chunk.replaceAll('_', '.'), number: Number(subscriber), messageId}
    : null;

/** One id for each mail, or none at all: ids that do not fit belong to nobody. */
const idsIn = (body: unknown, mails: number): string[] => {
  const taken = takenShape.safeParse(body);
  const ids = taken.success ? taken.data.data.map(({id}) => id) : [];
  return ids.length === mails ? ids : [];
};

/** Bodies come as they were sent or as their text. */
const parsed = (body: unknown): unknown => {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};
