import {z} from 'zod';
import type {WitnessRefusal} from '../../doubt/witness.ts';
import {toReason} from '../reason.ts';
import {openResendClient} from './resend-client.ts';

/** The most entries of one page (resend.com/docs/api-reference/logs/list-logs). */
const PAGE = 100;

/** A time as Resend writes it, with a `T` or a space. */
export const instant = z.iso
  .datetime({offset: true})
  .or(z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/))
  .transform(text => Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z')))
  .refine(at => !Number.isNaN(at));

/** 401 and 403: the key may only send. 404: the account has no logs. */
const FORBIDDEN: readonly number[] = [401, 403, 404];

export type WitnessToOpen = {
  apiKey: string;
  baseUrl: string;
  /** What our mails come from, as the configuration says it. */
  senders: string[];
  now: () => number;
  /** Does each call within the rate that all workers share; null where none was free. */
  withPermit: <Result>(work: () => Promise<Result>) => Promise<Result | null>;
};

export type GetResult = {
  data: unknown;
  error: {statusCode?: number | null; name: string; message: string} | null;
  headers: Record<string, string> | null;
};

/** Reads one path of Resend's API. */
export const openGet = ({apiKey, baseUrl, withPermit}: WitnessToOpen) => {
  const resend = openResendClient({apiKey, baseUrl});
  return async (path: string): Promise<GetResult> =>
    (await withPermit(() => resend.get<unknown>(path))) ?? NO_PERMIT;
};

const NO_PERMIT: GetResult = {
  data: null,
  error: {name: 'rate_limit', message: 'no call was free for a minute'},
  headers: null,
};

/** The path of the page before an entry, or of the newest. */
export const pagePath = (path: string, before: string | null): string =>
  `${path}?limit=${PAGE}${before === null ? '' : `&after=${encodeURIComponent(before)}`}`;

/** How far the other side's clock is from ours (ms); null where it does not say. */
export const skewOf = ({headers}: GetResult, now: number): number | null => {
  const theirs = Date.parse(headers?.date ?? '');
  return Number.isNaN(theirs) ? null : Math.abs(theirs - now);
};

export const toRefusal = ({statusCode, name, message}: NonNullable<GetResult['error']>): WitnessRefusal => ({
  kind: FORBIDDEN.includes(statusCode ?? 0) ? 'forbidden' : 'failed',
  reason: toReason(`${statusCode ?? 'no answer'} ${name}: ${message}`),
});
