import {z} from 'zod';
import type {CarriedResult, Witness, WitnessPage} from '../../doubt/witness.ts';
import {carriedBy, mailShape, type SearchedHere, UNREADABLE} from './carried-mails.ts';
import {
  type GetResult,
  instant,
  openGet,
  pagePath,
  skewOf,
  toRefusal,
  type WitnessToOpen,
} from './witness-calls.ts';

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

/** A body as it was sent, or the text of it. */
const detailShape = z.object({request_body: z.unknown(), response_body: z.unknown().optional()});

const takenShape = z.object({data: z.array(z.object({id: z.string().min(1).max(200)}))});

const SENDING = /(?:^|\/)emails(?:\/batch)?\/?$/;

/** Resend's log of API calls (`GET /logs`, `GET /logs/:id`). */
export const resendCallLog = (opening: WitnessToOpen): Witness => {
  const get = openGet(opening);
  const {senders, now} = opening;
  return {
    source: 'the log',
    list: async before => toPage(await get(pagePath('/logs', before)), now()),
    carried: async (id, searched) => {
      const {data, error} = await get(`/logs/${encodeURIComponent(id)}`);
      return error ? toRefusal(error) : toCarried(data, {...searched, senders});
    },
  };
};

const toPage = (result: GetResult, now: number): WitnessPage => {
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

/** What a logged call carried, as far as its bodies say it. */
const toCarried = (data: unknown, searched: SearchedHere): CarriedResult => {
  const detail = detailShape.safeParse(data);
  const body = detail.success ? parsed(detail.data.request_body) : null;
  const mails = z
    .array(mailShape)
    .min(1)
    .safeParse(Array.isArray(body) ? body : [body]);
  if (!detail.success || !mails.success) return UNREADABLE;
  return carriedBy(mails.data, idsIn(parsed(detail.data.response_body), mails.data.length), searched);
};

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
