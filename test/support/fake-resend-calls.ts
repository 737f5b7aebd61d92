import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect} from 'vitest';
import {type FakeResend, type FakeResendOptions, startFakeResend} from './fake-resend.ts';

const open: {close(): Promise<void>}[] = [];

/** Starts a fake Resend that ends with the test; call `closeAfterEach` once in the file. */
export const start = async (options?: FakeResendOptions): Promise<FakeResend> => {
  const fakeResend = await startFakeResend(options);
  open.push(fakeResend);
  return fakeResend;
};

/** A folder that is gone after the test. */
export const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-fake-resend-'));
  open.push({close: () => rm(folder, {recursive: true, force: true})});
  return folder;
};

export const closeAfterEach = (): void => {
  afterEach(async () => {
    for (const thing of open.splice(0).toReversed()) await thing.close();
  });
};

/** A mail in the form of Resend's API. */
export const mail = (to: string, more: Record<string, unknown> = {}) => ({
  from: 'Paperboy <digest@example.org>',
  to,
  subject: 'Trending papers',
  html: `<p>For ${to}</p>`,
  text: 'Papers',
  ...more,
});

export const people = (count: number) =>
  Array.from({length: count}, (_, index) => mail(`reader${index}@example.net`));

export type Posting = {
  path?: string;
  key?: string;
  bearer?: string | null;
  validation?: string;
  method?: string;
};

export const post = (fakeResend: {url: string}, body: unknown, posting: Posting = {}) => {
  const {path = '/emails/batch', key, bearer = 're_any', validation, method = 'POST'} = posting;
  return fetch(`${fakeResend.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(bearer === null ? {} : {authorization: `Bearer ${bearer}`}),
      ...(key === undefined ? {} : {'idempotency-key': key}),
      ...(validation === undefined ? {} : {'x-batch-validation': validation}),
    },
    ...(method === 'GET' ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
  });
};

/** `429 rate_limit_exceeded`. */
export const errorOf = async (response: Response): Promise<string> => {
  const {statusCode, name} = JSON.parse(await response.text());
  expect(statusCode).toBe(response.status);
  return `${response.status} ${name}`;
};

/** What the caller sees of a call: a status with words or nothing, or a connection that broke off. */
export const lastWords = async (response: Promise<Response>): Promise<string> => {
  try {
    const answer = await response;
    return `${answer.status} ${(await answer.text()).length > 0 ? 'words' : 'nothing'}`;
  } catch {
    return 'broken off';
  }
};
