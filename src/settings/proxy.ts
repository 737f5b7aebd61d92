import {z} from 'zod';
import type {Environment} from './secret-files.ts';
import {list} from './shapes.ts';

const isDecodable = (url: string): boolean => {
  try {
    return decodeURIComponent(url) !== null;
  } catch {
    return false;
  }
};

const proxyUrl = z
  .url({protocol: /^https?$/, error: 'must begin with http:// or https://'})
  .refine(isDecodable, 'has a "%" that is not percent-encoded (%25)');

/** How outgoing calls over HTTP reach the network. */
export const proxySettings = {
  HTTPS_PROXY: proxyUrl
    .optional()
    .describe(
      'Proxy for outgoing https calls (Resend, sources, pictures), such as ' +
        '`http://proxy.example.org:3128`; SMTP, DNS and Redis connect directly',
    ),
  HTTP_PROXY: proxyUrl.optional().describe('Proxy for outgoing http calls'),
  NO_PROXY: list
    .default([])
    .describe(
      'Hosts that are called directly: names (with their subdomains), IP addresses, networks such as ' +
        '`10.0.0.0/8`, each with `:PORT` for one port, or `*`; this machine itself always is',
    ),
};

export type ProxySettings = {
  HTTPS_PROXY?: string | undefined;
  HTTP_PROXY?: string | undefined;
  NO_PROXY: string[];
};

/**
 * The environment with the names in small letters, as curl and others read them, where those in capitals are
 * not set.
 */
export const withSmallLetters = (environment: Environment): Environment => {
  const given = {...environment};
  for (const name of Object.keys(proxySettings))
    if (!given[name]?.trim()) given[name] = environment[name.toLowerCase()];
  return given;
};

/**
 * What a proxy answered in place of opening a tunnel, `the proxy answered 407`; null where an error is about
 * something else. `fetch` takes it for a call that was given up, and keeps the reason as the cause of a
 * cause.
 */
export const refusalByProxy = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  const status = /^Proxy response \((\d+)\)/.exec(error.message)?.[1];
  return status === undefined ? refusalByProxy(error.cause) : `the proxy answered ${status}`;
};
