import type {Context, MiddlewareHandler} from 'hono';
import {every} from 'hono/combine';
import {cors} from 'hono/cors';
import {z} from 'zod';
import {MINUTE, SECOND} from '../../clock.ts';
import type {RawPreferences} from '../../subscribers/preferences.ts';
import type {WebDeps} from '../deps.ts';
import {rejectCompressed} from '../frame/form.ts';
import {limitBody} from '../frame/limit-body.ts';
import {HONEYPOT, requestSubscription} from '../subscription/request-subscription.ts';

const MAX_BODY_BYTES = 16 * 1024;

/** For how long a browser remembers that a site may call. */
const REMEMBERED_S = (10 * MINUTE) / SECOND;

/**
 * Lets the pages of `SUBSCRIBE_ORIGINS` and our own call, and no other site's: a browser says with Origin
 * whose page it is. Who sends none is no browser on another site's page.
 */
export const allowSites = ({subscribeOrigins, publicUrl}: WebDeps): MiddlewareHandler => {
  const allowed = [...subscribeOrigins, new URL(publicUrl).origin];
  const refuseOthers: MiddlewareHandler = async (c, next) => {
    const origin = c.req.header('origin');
    if (origin === undefined || allowed.includes(origin)) return next();
    return c.json({error: 'origin not allowed; add it to SUBSCRIBE_ORIGINS'}, 403);
  };
  return every(
    cors({
      origin: allowed,
      allowMethods: ['POST'],
      allowHeaders: ['Content-Type'],
      maxAge: REMEMBERED_S,
    }),
    refuseOthers,
  );
};

/** Refuses a body over 16 kB before it is read whole, and a compressed one unread. */
export const limitRequests: MiddlewareHandler = every(
  rejectCompressed(c => c.json({error: 'a request must be sent uncompressed'}, 415)),
  limitBody({
    maxBytes: MAX_BODY_BYTES,
    refuse: c => {
      c.header('Connection', 'close');
      return c.json({error: 'the request body is limited to 16 KB'}, 413);
    },
  }),
);

const requestShape = z.strictObject({
  email: z.string(),
  topics: z.array(z.string()).optional(),
  frequency: z.string().optional(),
  timezone: z.string().optional(),
  hour: z.int().optional(),
  [HONEYPOT]: z.string().optional(),
});

/**
 * `POST /api/subscribe`: the same as the form, for other sites' pages and programs. 202 in every state of the
 * address, at the same time; 422 with one line for what is no address or no preference. Only JSON is taken: a
 * page that may not call cannot send that unasked.
 */
export const subscribeOverApi =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const body = await readRequest(c);
    if (body.kind === 'refused') return c.json({error: body.reason}, body.status);
    const {email, [HONEYPOT]: honeypot = '', ...preferences} = body.request;
    const answer = await requestSubscription(deps, c, {
      address: email,
      preferences: toRaw(preferences),
      via: 'api',
      honeypot,
    });
    if (answer.kind === 'refused') return c.json({error: answer.reason}, 422);
    return c.json(
      {
        taken: true,
        consent: deps.speech.say('signUp.consent'),
        next: 'A confirmation email is sent if the address can receive one.',
      },
      202,
    );
  };

type SubscribeRequest = z.infer<typeof requestShape>;

const toRaw = ({
  topics,
  frequency = '',
  timezone = '',
  hour,
}: Omit<SubscribeRequest, 'email' | typeof HONEYPOT>): RawPreferences => ({
  topics: topics?.join(';') ?? '',
  frequency,
  timezone,
  hour: hour === undefined ? '' : String(hour),
});

type RequestResult =
  | {kind: 'request'; request: SubscribeRequest}
  | {kind: 'refused'; status: 400 | 415; reason: string};

const readRequest = async (c: Context): Promise<RequestResult> => {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    return {kind: 'refused', status: 415, reason: 'the Content-Type must be application/json'};
  const body = await readJson(c);
  const parsed = requestShape.safeParse(body);
  if (parsed.success) return {kind: 'request', request: parsed.data};
  if (body === NO_JSON)
    return {
      kind: 'refused',
      status: 400,
      reason: 'the body must be JSON such as {"email": "you@example.org"}',
    };
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the body';
  return {
    kind: 'refused',
    status: 400,
    reason: `${place}: ${issue?.message ?? 'is not a subscription request'}`,
  };
};

const NO_JSON = Symbol('no JSON');

const readJson = async (c: Context): Promise<unknown> => {
  try {
    return await c.req.json();
  } catch {
    // The one thing that can fail here is the sender's body: it broke off, or is no JSON.
    return NO_JSON;
  }
};
