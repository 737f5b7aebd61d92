import {isIP} from 'node:net';
import {getConnInfo} from '@hono/node-server/conninfo';
import type {Context} from 'hono';

/**
 * The IP address of the visitor, or null where there is no connection to tell it. `X-Forwarded-For` counts
 * only as far as proxies are trusted: each of them adds whom it heard from at the right end, so with one
 * trusted proxy the last entry is true and whatever stands before it is anybody's claim.
 */
export const visitorOf = (c: Context, trustedProxies: number): string | null => {
  const neighbour = plainAddress(neighbourOf(c) ?? '');
  if (trustedProxies === 0) return neighbour;
  const claimed = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
  const told = claimed.at(-Math.min(trustedProxies, claimed.length));
  return plainAddress(told ?? '') ?? neighbour;
};

/** The other end of the socket; there is none where a test calls the pages without one. */
const neighbourOf = (c: Context): string | undefined =>
  c.env && 'incoming' in c.env ? getConnInfo(c).remote.address : undefined;

/** An IPv4 visitor is the same one over an IPv6 socket (RFC 4291 section 2.5.5.2). */
const plainAddress = (text: string): string | null => {
  const address = text.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
};
