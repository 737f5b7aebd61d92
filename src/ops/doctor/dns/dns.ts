import {Resolver} from 'node:dns/promises';
import {isIP} from 'node:net';
import {SECOND} from '../../../clock.ts';

/** What is asked of DNS. Each gives [] where there is nothing, and rejects where DNS does not answer. */
export type Dns = {
  /** The TXT records of a name, each joined. */
  txt(name: string): Promise<string[]>;
  /** The hosts that take mail for a name. */
  mx(name: string): Promise<string[]>;
  /** The IPv4 addresses of a host (or the address that it is), each with the names that PTR gives it. */
  pointers(host: string): Promise<{address: string; names: string[]}[]>;
  /** Whether the name is there, with whatever records (no NXDOMAIN). */
  isThere(name: string): Promise<boolean>;
  /**
   * Whether it knows a name that is always there: a resolver without a way out calls every name unknown.
   */
  knowsTheWorld(): Promise<boolean>;
};

/** Looks records up; `servers` (`127.0.0.1:5353`) instead of the machine's own where given. */
export const dnsBy = (servers: string[] = []): Dns => {
  const resolver = new Resolver({timeout: 3 * SECOND, tries: 2});
  if (servers.length > 0) resolver.setServers(servers);
  return {
    txt: async name => (await orNothing(resolver.resolveTxt(name))).slice(0, MAX_RECORDS).map(joined),
    mx: async name =>
      (await orNothing(resolver.resolveMx(name))).slice(0, MAX_RECORDS).map(({exchange}) => exchange),
    pointers: async host => {
      const addresses = isIP(host) ? [host] : await orNothing(resolver.resolve4(host));
      return Promise.all(
        addresses.slice(0, MAX_POINTERS).map(async address => ({
          address,
          names: (await orNothing(resolver.reverse(address))).slice(0, MAX_RECORDS),
        })),
      );
    },
    isThere: async name => {
      try {
        await resolver.resolve4(name);
      } catch (error) {
        if (codeOf(error) === 'ENOTFOUND') return false;
        if (codeOf(error) !== 'ENODATA') throw error;
      }
      return true;
    },
    knowsTheWorld: async () => (await orNothing(resolver.resolveNs(ALWAYS_THERE))).length > 0,
  };
};

const ALWAYS_THERE = 'org';

/** More records of one name, or longer ones, are no answer to what is asked here. */
const MAX_RECORDS = 50;
const MAX_LENGTH = 4096;
const MAX_POINTERS = 8;

const joined = (parts: string[]): string => parts.join('').slice(0, MAX_LENGTH);

/** A name that nobody can ask for is not there either: it comes from somebody's record. */
const NOTHING_THERE = new Set(['ENODATA', 'ENOTFOUND', 'ENONAME', 'EBADNAME']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const orNothing = async <Found>(asked: Promise<Found[]>): Promise<Found[]> => {
  try {
    return await asked;
  } catch (error) {
    if (NOTHING_THERE.has(codeOf(error))) return [];
    throw error;
  }
};
