import {isIP} from 'node:net';
import {getConnInfo} from '@hono/node-server/conninfo';
import type {Context} from 'hono';
import type {WebDeps} from '../deps.ts';

/**
 * The IP address of the visitor, or null where there is no connection to tell it. `X-Forwarded-For` counts
 * only from a trusted neighbour, and only as far as proxies are trusted: each of them adds whom it heard from
 * at the right end, so with one trusted proxy the last entry is true and whatever stands before it is
 * anybody's claim.
 */
export const visitorOf = (c: Context, {trustedProxies, isTrustedNeighbour}: Trust): string | null => {
  const neighbour = neighbourOf(c);
  if (trustedProxies === 0 || (neighbour !== null && !isTrustedNeighbour(neighbour))) return neighbour;
  const claimed = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
  const told = claimed.at(-Math.min(trustedProxies, claimed.length));
  return plainAddress(told ?? '') ?? neighbour;
};

/** Whose word on visitors counts. */
type Trust = Pick<WebDeps, 'trustedProxies' | 'isTrustedNeighbour'>;

/**
 * The other end of the socket; there is none where a test calls the pages without one, and then it is null.
 */
export const neighbourOf = (c: Context): string | null =>
  c.env && 'incoming' in c.env ? plainAddress(getConnInfo(c).remote.address ?? '') : null;

/** An IPv4 visitor is the same one over an IPv6 socket (RFC 4291 section 2.5.5.2). */
const plainAddress = (text: string): string | null => {
  const address = text.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
};
