import {type Clock, SECOND} from '../../clock.ts';
import {refusalByProxy} from '../../settings/proxy.ts';

const DEFAULT_TIMEOUT_MS = 20 * SECOND;
const DEFAULT_ATTEMPTS = 4;
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 3;
/** A source that wants a longer pause is asked again by the next collection instead. */
const MAX_WAIT_MS = 60 * SECOND;

export type TextRequest = {
  url: string;
  /** Tells the time of `Retry-After` dates and waits between attempts. */
  clock: Clock;
  /** For one attempt with all of its body, in milliseconds; 20 s unless told. */
  timeoutMs?: number;
  /** Tries in all; 4 unless told. */
  attempts?: number;
  /** The Accept header. */
  accept?: string;
  /** Wraps each single request, so that a source can keep requests apart. */
  withPermit?: WithPermit;
};

export type WithPermit = <T>(request: () => Promise<T>) => Promise<T>;

export type FetchedText =
  | {kind: 'text'; text: string}
  /** `status` is null where no answer came. `body` is what came with a refusal, else ''. */
  | {kind: 'failed'; reason: string; status: number | null; body: string};

/**
 * Fetches one text by GET, bounded in every direction: 20 s an attempt, 10 MB (unpacked), 3 redirects,
 * which may not leave the host (so that an answer cannot point this machine at its own network). Lost
 * answers, 408, 425, 429 and 5xx are asked again up to 4 times in all, after 1, 2 and 4 s or what the other
 * side asks for: `Retry-After` (RFC 9110, 10.2.3) or the `t` of `RateLimit`
 * (draft-ietf-httpapi-ratelimit-headers), if that is a minute at most. Never throws for what the other side
 * does.
 */
export const fetchText = async (request: TextRequest): Promise<FetchedText> => {
  const attempts = request.attempts ?? DEFAULT_ATTEMPTS;
  for (let attempt = 1; ; attempt++) {
    const answer = await askOnce(request);
    if (answer.kind === 'text') return answer;
    const {reason, status, body} = answer;
    if (!answer.canRetry) return {kind: 'failed', reason, status, body};
    if (attempt >= attempts)
      return {kind: 'failed', reason: `${reason} (asked ${timesOf(attempt)})`, status, body};
    const waitMs = answer.waitMs ?? backOffMs(attempt);
    if (waitMs > MAX_WAIT_MS) {
      const patience = `${reason} and wants no question for ${Math.ceil(waitMs / SECOND)} s`;
      return {kind: 'failed', reason: patience, status, body};
    }
    await request.clock.sleep(waitMs);
  }
};

const timesOf = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** The pause after the given attempt (from 1) in milliseconds: 1 s, 2 s, 4 s, …, 30 s at most. */
export const backOffMs = (attempt: number): number => Math.min(30, 2 ** (attempt - 1)) * SECOND;

/**
 * For how long an answer asks to be left alone, in milliseconds from `now`, or null where it does not say.
 */
export const waitAskedFor = (headers: Headers, now: number): number | null => {
  const after = headers.get('retry-after')?.trim();
  if (after && /^\d{1,9}$/.test(after)) return Number(after) * SECOND;
  const until = after ? Date.parse(after) : Number.NaN;
  if (!Number.isNaN(until)) return Math.max(0, until - now);
  const reset = /(?:^|;)\s*t=(\d{1,9})\s*(?:;|,|$)/.exec((headers.get('ratelimit') ?? '').slice(0, 500));
  return reset ? Number(reset[1]) * SECOND : null;
};

type Attempt =
  | {kind: 'text'; text: string}
  | {
      kind: 'failed';
      reason: string;
      status: number | null;
      body: string;
      canRetry: boolean;
      waitMs: number | null;
    };

const failed = (reason: string, more: {status?: number; canRetry?: boolean} = {}): Attempt => ({
  kind: 'failed',
  reason,
  status: more.status ?? null,
  body: '',
  canRetry: more.canRetry ?? false,
  waitMs: null,
});

const askOnce = async (request: TextRequest): Promise<Attempt> => {
  const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  let url = new URL(request.url);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const place = url;
    const hopRequest = () =>
      getOnce({url: place, accept: request.accept, timeoutMs, now: request.clock.now()});
    const answer = await (request.withPermit ? request.withPermit(hopRequest) : hopRequest());
    if (answer.kind !== 'redirect') return answer;
    const target = URL.canParse(answer.location, url.href) ? new URL(answer.location, url) : null;
    if (!target || !staysAtHost({from: url, to: target}))
      return failed(`${nameOf(url)} points to another host, which is not followed`);
    url = target;
  }
  return failed(`${nameOf(new URL(request.url))} redirects more than ${MAX_REDIRECTS} times`);
};

const staysAtHost = ({from, to}: {from: URL; to: URL}): boolean =>
  from.host === to.host &&
  (from.protocol === to.protocol || to.protocol === 'https:') &&
  to.username === '' &&
  to.password === '';

/** Without a name and password that an address may hold, and without the question. */
const nameOf = (url: URL): string => `${url.origin}${url.pathname}`;

type Hop = Attempt | {kind: 'redirect'; location: string};

const getOnce = async (call: {
  url: URL;
  accept: string | undefined;
  timeoutMs: number;
  now: number;
}): Promise<Hop> => {
  const {url, timeoutMs} = call;
  if (url.username !== '' || url.password !== '')
    return failed(`${nameOf(url)} is set with a name and password, which sources do not take`);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url.href, {
      redirect: 'manual',
      signal,
      headers: {accept: call.accept ?? '*/*', 'user-agent': 'paperboy', connection: 'close'},
    });
    return await readAnswer({response, url, now: call.now});
  } catch (error) {
    // Everything that fetch and its body throw is the network's doing; a name or code says what, a message
    // could quote secrets.
    return failed(`${nameOf(url)} ${whatBroke({error, timeoutMs})}`, {canRetry: true});
  }
};

const readAnswer = async (call: {response: Response; url: URL; now: number}): Promise<Hop> => {
  const {response, url, now} = call;
  const {status} = response;
  const location = response.headers.get('location');
  if ([301, 302, 303, 307, 308].includes(status) && location) {
    await response.body?.cancel();
    return {kind: 'redirect', location};
  }
  const body = await readBody(response);
  if (body === null)
    return failed(`${nameOf(url)} answered with more than ${MAX_ANSWER_BYTES / 1024 / 1024} MB`, {status});
  if (response.ok) return {kind: 'text', text: body};
  return {
    kind: 'failed',
    reason: `${nameOf(url)} answered ${status}`,
    status,
    body,
    canRetry: [408, 425, 429].includes(status) || status >= 500,
    waitMs: status === 429 || status === 503 ? waitAskedFor(response.headers, now) : null,
  };
};

/** The whole body as UTF-8, or null where it is longer than the bound; the rest is not read. */
const readBody = async (response: Response): Promise<string | null> => {
  if (!response.body) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    // Leaving the loop cancels the stream and closes the connection.
    if (size > MAX_ANSWER_BYTES) return null;
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
};

const whatBroke = ({error, timeoutMs}: {error: unknown; timeoutMs: number}): string => {
  if (!(error instanceof Error)) return 'could not be asked';
  if (error.name === 'TimeoutError') return `did not answer within ${timeoutMs / SECOND} s`;
  const refusal = refusalByProxy(error);
  if (refusal !== null) return `could not be asked: ${refusal}`;
  const code = codeOf(error.cause) ?? codeOf(error);
  if (code === 'ECONNREFUSED') return 'refused the connection';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'has a host whose address was not found';
  if (error.message === 'terminated' || code === 'UND_ERR_SOCKET' || code === 'ECONNRESET')
    return 'broke off in the middle of the answer';
  return `could not be asked (${code ?? error.name})`;
};

const codeOf = (cause: unknown): string | null =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
