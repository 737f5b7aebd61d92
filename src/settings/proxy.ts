import {BlockList, isIP} from 'node:net';
import {z} from 'zod';
import type {Environment} from './secret-files.ts';
import {list} from './shapes.ts';

const proxyUrl = z.url({protocol: /^https?$/, error: 'must begin with http:// or https://'});

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

/** The proxy that a call to this URL goes through; null for a direct call. */
export const proxyFor = (url: URL, settings: ProxySettings): string | null => {
  const proxy = url.protocol === 'https:' ? settings.HTTPS_PROXY : settings.HTTP_PROXY;
  if (proxy === undefined) return null;
  const host = url.hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const isDirect = [...OWN_MACHINE, ...settings.NO_PROXY].some(entry => covers(entry, {host, port}));
  return isDirect ? null : proxy;
};

const OWN_MACHINE = ['localhost', '127.0.0.0/8', '::1'];

type Place = {host: string; port: string};

const covers = (entry: string, {host, port}: Place): boolean => {
  const {pattern, onPort} = parseEntry(entry);
  if (onPort !== null && onPort !== port) return false;
  if (pattern === '*') return true;
  if (isIP(host) !== 0) return coversAddress(pattern, host);
  const name = pattern.replace(/^\*?\./, '');
  return name !== '' && (host === name || host.endsWith(`.${name}`));
};

/** `example.org:8080`, `[::1]:8080`, or without a port. */
const parseEntry = (entry: string): {pattern: string; onPort: string | null} => {
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  return {pattern: (host ?? entry.toLowerCase()).replace(/^\[|\]$/g, ''), onPort: port ?? null};
};

const coversAddress = (pattern: string, host: string): boolean => {
  const [address = '', bits] = pattern.split('/');
  const family = isIP(address);
  if (family === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return false;
  const most = family === 6 ? 128 : 32;
  const prefix = Number(bits ?? most);
  if (prefix > most) return false;
  const block = new BlockList();
  block.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return block.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
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
