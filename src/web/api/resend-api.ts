import {createHash, timingSafeEqual} from 'node:crypto';
import type {Context, MiddlewareHandler} from 'hono';
import {z} from 'zod';
import type {ConfirmedResend, ResendReport} from '../../delivery/resend/report-resend.ts';
import {parseScopes, type WantedResend} from '../../delivery/resend/wanted-resend.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import type {AdminContext, AdminDeps} from '../deps.ts';
import {limitBody} from '../frame/limit-body.ts';
import {visitorOf} from '../visitors/visitor.ts';

/** The actor in the audit: the token is shared, so it names no person. */
const ACTOR = 'admin over HTTP';

const MAX_BODY_BYTES = 16 * 1024;

/**
 * Whether this is the `ADMIN_TOKEN`. Digests are compared, so that the time it takes tells nothing of the
 * token or its length.
 */
export const isAdminToken = ({token}: Pick<AdminDeps, 'token'>, given: string): boolean =>
  timingSafeEqual(digest(given), digest(token));

/**
 * Lets only `Authorization: Bearer <ADMIN_TOKEN>` pass. No cookie counts here, so another site cannot make a
 * browser send this. Wrong tokens count as tries of the login do, and past the limit no token is looked at;
 * right ones count nothing, so that who reads the metrics each second is never kept out by that.
 */
export const requireToken =
  ({deps, admin}: AdminContext): MiddlewareHandler =>
  async (c, next) => {
    const given = /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const {logins} = deps.operations;
    const visitor = visitorOf(c, deps);
    const isLate = given !== '' && (await logins.look(visitor)).kind === 'over';
    if (!isLate && isAdminToken(admin, given)) return next();
    if (given !== '' && (isLate || (await logins.take(visitor)).kind === 'over')) {
      deps.log.warn({event: 'admin.bearer-refused', because: 'too-many-attempts'});
      c.header('Retry-After', '900');
      return c.json({error: 'too many wrong tokens; wait 15 minutes'}, 429);
    }
    if (given !== '') deps.log.warn({event: 'admin.bearer-refused', because: 'wrong-token'});
    c.header('WWW-Authenticate', 'Bearer');
    return c.json({error: 'the admin token is missing or wrong'}, 401);
  };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Refuses a body over 16 kB before it is read whole. */
export const limitOrders: MiddlewareHandler = limitBody({
  maxBytes: MAX_BODY_BYTES,
  refuse: c => {
    c.header('Connection', 'close');
    return c.json({error: 'the request body is limited to 16 KB'}, 413);
  },
});

const orderShape = z.strictObject({
  to: z.array(z.string()),
  confirm: z.int().min(0).max(999_999_999).optional(),
  reason: z.string().max(500).optional(),
});

/**
 * `POST /admin/editions/:id/resend`: the verb of `paperboy editions resend`, a dry run until `confirm` gives
 * the number that the dry run counted. 200 with the same JSON, 409 where the verb refuses (another number by
 * now, a lock, a state), 400 for wrong usage.
 */
export const resendOverHttp =
  (context: AdminContext) =>
  async (c: Context): Promise<Response> => {
    const id = parseEditionId(c.req.param('id') ?? '');
    if (id.kind === 'refused') return c.json({error: id.reason}, 400);
    const order = await readOrder(c);
    if (order.kind === 'refused') return c.json({error: order.reason}, 400);
    const scopes = parseScopes(order.to, 'to');
    if (scopes.kind === 'refused') return c.json({error: scopes.reason}, 400);
    const wanted = {edition: id.id, to: scopes.to, scope: scopes.scope};

    const {confirm, reason = null} = order;
    const report =
      confirm === undefined
        ? await context.deps.sending.reportDryRun(wanted)
        : await resendIfAllowed(context, wanted, {confirm, who: ACTOR, why: reason});
    if (report.kind === 'forbidden') return c.json({error: FORBIDDEN, problems: report.problems}, 409);
    return report.kind === 'refused' ? c.json({error: report.reason}, 409) : c.json(report.json);
  };

/** Why nothing is sent where the configuration has problems. */
export const FORBIDDEN = 'the configuration does not allow a real send';

/** Re-sends to the number that was confirmed, unless the configuration forbids a real send. */
export const resendIfAllowed = async (
  {deps, admin: {problems}}: AdminContext,
  wanted: WantedResend,
  confirmed: ConfirmedResend,
): Promise<ResendReport | {kind: 'forbidden'; problems: AdminDeps['problems']}> =>
  problems.length > 0 ? {kind: 'forbidden', problems} : deps.sending.reportResend({wanted, confirmed});

type OrderReading = ({kind: 'order'} & z.infer<typeof orderShape>) | {kind: 'refused'; reason: string};

const readOrder = async (c: Context): Promise<OrderReading> => {
  const body = await readJson(c);
  if (body.kind === 'refused') return body;
  const parsed = orderShape.safeParse(body.value);
  if (parsed.success) return {kind: 'order', ...parsed.data};
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the body';
  return {kind: 'refused', reason: `${place}: ${issue?.message ?? 'is not a re-send request'}`};
};

const readJson = async (
  c: Context,
): Promise<{kind: 'json'; value: unknown} | {kind: 'refused'; reason: string}> => {
  try {
    return {kind: 'json', value: await c.req.json()};
  } catch {
    // The one thing that can fail here is the sender's body: it broke off, or is no JSON.
    return {kind: 'refused', reason: 'the body: must be JSON such as {"to": ["failed"], "confirm": 2}'};
  }
};
