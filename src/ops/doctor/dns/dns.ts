import {Resolver} from 'node:dns/promises';
import {SECOND} from '../../../clock.ts';

/** What is asked of DNS. Each gives [] where there is nothing, and rejects where DNS does not answer. */
export type Dns = {
  /** The TXT records of a name, each joined. */
  txt(name: string): Promise<string[]>;
  /** The hosts that take mail for a name. */
  mx(name: string): Promise<string[]>;
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
    txt: async name => (await orNothing(resolver.resolveTxt(name))).map(parts => parts.join('')),
    mx: async name => (await orNothing(resolver.resolveMx(name))).map(({exchange}) => exchange),
    knowsTheWorld: async () => (await orNothing(resolver.resolveNs(ALWAYS_THERE))).length > 0,
  };
};

const ALWAYS_THERE = 'org';

const NOTHING_THERE = new Set(['ENODATA', 'ENOTFOUND', 'ENONAME']);

const orNothing = async <Found>(asked: Promise<Found[]>): Promise<Found[]> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING_THERE.has(String(error.code))) return [];
    throw error;
  }
};
