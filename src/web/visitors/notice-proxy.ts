import type {Context, MiddlewareHandler} from 'hono';
import {HOUR} from '../../clock.ts';
import {UNTRUSTED_PROXY, UNTRUSTED_PROXY_FIX} from '../../ops/seen-proxy.ts';
import type {WebDeps} from '../deps.ts';
import {neighbourOf} from './visitor.ts';

/** What proxies add to a request that they pass on. */
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip'];

/**
 * Says at the first forwarded request that nobody told this instance of a proxy, or that the neighbour which
 * forwarded it is not trusted. The log has it once a process; the doctor and the admin page know of it for a
 * week, and the doctor of fewer proxies than are trusted.
 */
export const noticeProxy = (deps: WebDeps): MiddlewareHandler => {
  const said = new Set<string>();
  let notedAt = Number.NEGATIVE_INFINITY;
  const say = (event: string, message: string) => {
    if (said.has(event)) return;
    said.add(event);
    deps.log.warn({event}, message);
  };
  /** A visitor who claims nothing comes with one entry a proxy. */
  const noteFewer = async (c: Context) => {
    const proxies = (c.req.header('x-forwarded-for') ?? '').split(',').length;
    if (proxies >= deps.trustedProxies || deps.clock.now() - notedAt < HOUR) return;
    notedAt = deps.clock.now();
    await deps.operations.seenProxy.noteFewer(proxies);
  };
  return async (c, next) => {
    if (isForwarded(c)) {
      if (deps.isProxyUnset) {
        say('http.proxy-not-trusted', `${UNTRUSTED_PROXY}; ${UNTRUSTED_PROXY_FIX}`);
        if (deps.clock.now() - notedAt >= HOUR) {
          notedAt = deps.clock.now();
          await deps.operations.seenProxy.note();
        }
      } else if (deps.trustedProxies > 0 && !isTrusted(deps, c)) say('http.proxy-not-listed', NOT_LISTED);
      else await noteFewer(c);
    }
    return next();
  };
};

const NOT_LISTED =
  'a forwarded request came from a public address, and what it says of its visitor is not believed; ' +
  'if it is a proxy of yours, add its address to TRUST_PROXY_FROM';

const isForwarded = (c: Context): boolean => FORWARDED.some(name => c.req.header(name) !== undefined);

const isTrusted = ({isTrustedNeighbour}: WebDeps, c: Context): boolean => {
  const neighbour = neighbourOf(c);
  return neighbour === null || isTrustedNeighbour(neighbour);
};
