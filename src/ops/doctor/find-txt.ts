import {Resolver} from 'node:dns/promises';
import {SECOND} from '../../clock.ts';
import type {FindTxt} from './check-dns.ts';

/** Looks TXT records up; `servers` (`127.0.0.1:5353`) instead of the machine's own where given. */
export const findTxtBy = (servers: string[] = []): FindTxt => {
  const resolver = new Resolver({timeout: 3 * SECOND, tries: 2});
  if (servers.length > 0) resolver.setServers(servers);
  return async name => {
    try {
      return (await resolver.resolveTxt(name)).map(parts => parts.join(''));
    } catch (error) {
      if (error instanceof Error && 'code' in error && NOTHING_THERE.has(String(error.code))) return [];
      throw error;
    }
  };
};

const NOTHING_THERE = new Set(['ENODATA', 'ENOTFOUND']);
