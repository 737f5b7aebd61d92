import {z} from 'zod';
import type {CarriedMail} from '../../doubt/evidence.ts';
import type {CallLog, CallLogPage, CallLogRefusal, CarriedResult} from '../../doubt/read-call-log.ts';
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

type RecordToOpen = {
  apiKey: string;
  baseUrl: string;
  /** What our mails come from, as the configuration says it. */
  senders: string[];
  now: () => number;
  withPermit: <Result>(work: () => Promise<Result>) => Promise<Result | null>;
};

const openGet = ({apiKey, baseUrl, withPermit}: RecordToOpen) => {
  const resend = openResendClient({apiKey, baseUrl});
  return async (path: string): Promise<Result> =>
    (await withPermit(() => resend.get<unknown>(path))) ?? NO_PERMIT;
};

const pagePath = (path: string, before: string | null): string =>
  `${path}?limit=${PAGE}${before === null ? '' : `&after=${encodeURIComponent(before)}`}`;

const emailPageShape = z.object({
  has_more: z.boolean(),
  data: z.array(z.object({id: z.string().min(1).max(200), created_at: instant, from: z.string()})),
});

/** `digest@example.org` of `Papers <digest@example.org>`: the list may print a sender in its own way. */
const bareSender = (from: string): string => (/<([^<>]*)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();

/** Resend's list of emails (`GET /emails`, `GET /emails/:id`), each as a call of its own. */
export const resendEmailList = (opening: RecordToOpen): CallLog => {
  const get = openGet(opening);
  const {senders, now} = opening;
  const ours = senders.map(bareSender);
  return {
    source: 'the list of emails',
    list: async before => {
      const result = await get(pagePath('/emails', before));
      if (result.error) return toRefusal(result.error);
      const page = emailPageShape.safeParse(result.data);
      if (!page.success) return {kind: 'failed', reason: 'the list of emails is not readable'};
      const calls = page.data.data.map(({id, created_at: at, from}) => ({
        ...{id, at, status: 200},
        isSending: ours.includes(bareSender(from)),
      }));
      return {kind: 'page', calls, hasMore: page.data.has_more, skewMs: skewOf(result, now())};
    },
    carried: async (id, of) => {
      const {data, error} = await get(`/emails/${encodeURIComponent(id)}`);
      if (error) return toRefusal(error);
      const mail = mailShape.safeParse(data);
      return mail.success ? carriedBy([{...mail.data, from: undefined}], [id], {...of, senders}) : UNREADABLE;
    },
  };
};

/**
 * Resend's log of API calls (`GET /logs`, `GET /logs/:id`). `withPermit` does each call within the rate that
 * all workers share.
 */
export const resendCallLog = (opening: RecordToOpen): CallLog => {
  const get = openGet(opening);
  const {senders, now} = opening;
  return {
    source: 'the log',
    list: async before => toPage(await get(pagePath('/logs', before)), now()),
    carried: async (id, of) => {
      const {data, error} = await get(`/logs/${encodeURIComponent(id)}`);
      return error ? toRefusal(error) : toCarried(data, {...of, senders});
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

/** How far the other side's clock is from ours; null where it does not say. */
const skewOf = ({headers}: Result, now: number): number | null => {
  const theirs = Date.parse(headers?.date ?? '');
  return Number.isNaN(theirs) ? null : Math.abs(theirs - now);
};

const toPage = (result: Result, now: number): CallLogPage => {
  const {data, error} = result;
  if (error) return toRefusal(error);
  const page = pageShape.safeParse(data);
  if (!page.success) return {kind: 'failed', reason: 'the log of calls is not readable'};
  const calls = page.data.data.map(({id, created_at: at, endpoint, method, response_status: status}) => ({
    ...{id, at, status},
    isSending: method.toUpperCase() === 'POST' && SENDING.test(endpoint),
  }));
  return {kind: 'page', calls, hasMore: page.data.has_more, skewMs: skewOf(result, now)};
};

const toRefusal = ({statusCode, name, message}: NonNullable<Result['error']>): CallLogRefusal => ({
  kind: FORBIDDEN.includes(statusCode ?? 0) ? 'forbidden' : 'failed',
  reason: toReason(`${statusCode ?? 'no answer'} ${name}: ${message}`),
});

type Ours = {edition: string; instanceId: string; senders: string[]};

/** What a logged call carried, as far as its bodies say it. */
const toCarried = (data: unknown, of: Ours): CarriedResult => {
  const detail = detailShape.safeParse(data);
  const body = detail.success ? parsed(detail.data.request_body) : null;
  const mails = z
    .array(mailShape)
    .min(1)
    .safeParse(Array.isArray(body) ? body : [body]);
  if (!detail.success || !mails.success) return UNREADABLE;
  return carriedBy(mails.data, idsIn(parsed(detail.data.response_body), mails.data.length), of);
};

const UNREADABLE: CarriedResult = {kind: 'carried', carried: 'unreadable', isOurs: false};

type LoggedMail = z.infer<typeof mailShape>;

const carriedBy = (mails: LoggedMail[], ids: string[], of: Ours): CarriedResult => {
  const isOurs = mails.every(mail => tagsOf(mail).instance === of.instanceId);
  const all = mails.map((mail, place) => toMail(tagsOf(mail), ids[place] ?? null));
  const own = all.filter((_, place) => mayBeOurs(mails[place], of));
  if (own.some(mail => mail === null)) return {...UNREADABLE, isOurs};
  return {kind: 'carried', carried: own.length === 0 ? 'foreign' : own.filter(mail => mail !== null), isOurs};
};

/**
 * Mails that were frozen before tags named an instance carry none, and one of our sender whose tags are gone
 * may be anything: both count as ours, so that nothing is proved without them.
 */
const mayBeOurs = (mail: LoggedMail | undefined, {edition, instanceId, senders}: Ours): boolean => {
  const {tags, from} = mail ?? {};
  if (!tags?.length) return from === undefined || senders.includes(from);
  const named = tagsOf({tags});
  return named.edition === edition && (named.instance ?? instanceId) === instanceId;
};

const tagsOf = ({tags = []}: LoggedMail): Record<string, string> =>
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
