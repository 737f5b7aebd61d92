import {BlockList, isIP} from 'node:net';
import type {ProxySettings} from './proxy.ts';

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
