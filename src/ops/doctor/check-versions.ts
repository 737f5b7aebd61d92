import {type Check, error, ok, orOk, warning} from './check.ts';

const ABOUT = 'versions';

export type Versions = {
  /** `0.1.0`. */
  product: string;
  /** `24.4.1`. */
  node: string;
  /** As its server says it: `7.0.15`, or words. */
  redis: string;
  /** The layout of the data in Redis. */
  schema: number;
  /** Milliseconds since 1970. */
  now: number;
};

/** The oldest that `engines` of package.json allows, and the oldest Redis that the product is tried with. */
const MIN_NODE = [20, 19];
const MIN_REDIS = [6, 2];

/** Until when a line of Node gets mends (github.com/nodejs/release). */
const NODE_ENDS: Record<number, string> = {20: '2026-04-30', 22: '2027-04-30', 24: '2028-04-30'};

/** Whether what this runs on is one that it was tried with and that still gets mends. */
export const checkVersions = ({product, node, redis, schema, now}: Versions): Check[] => {
  const found: Check[] = [];
  if (isOlder(node, MIN_NODE))
    found.push(error(ABOUT, `Node ${node} is older than ${MIN_NODE.join('.')}`, 'install Node 24'));
  const major = Number.parseInt(node, 10);
  const endsAt = NODE_ENDS[major];
  if (endsAt !== undefined && now > Date.parse(endsAt))
    found.push(warning(ABOUT, `Node ${major} gets no mends since ${endsAt}`, 'install Node 24'));
  else if (endsAt === undefined && major % 2 === 1)
    found.push(warning(ABOUT, `Node ${major} is no release that is kept for long`, 'install Node 24'));
  if (/^\d/.test(redis) && isOlder(redis, MIN_REDIS))
    found.push(error(ABOUT, `Redis ${redis} is older than ${MIN_REDIS.join('.')}`, 'install Redis 7'));
  const all = `Paperboy ${product}, Node ${node}, Redis ${redis}, layout ${schema} of the data`;
  return [...found, ...orOk([], ok(ABOUT, all))];
};

const isOlder = (version: string, [leastMajor = 0, leastMinor = 0]: number[]): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
};
