import type {Redis} from '../../redis/redis.ts';
import {type Check, error, ok, orOk, warning} from './check.ts';

/** What Redis says of itself, as far as it tells. */
export type RedisFacts = {
  version: string;
  /** Null where the server does not tell (CONFIG is often closed). */
  policy: string | null;
  appendOnly: string | null;
  /** Bytes; 0 for no limit. */
  usedMemory: number;
  mostMemory: number;
  /** `ok`, or that the last write of the log to the disk failed. */
  lastLogWrite: string;
  role: string;
};

const ABOUT = 'Redis';

/** Fuller than this, a night's sending may not fit. */
const FULL_SHARE = 0.8;

/** Whether a Redis with these facts keeps what is written to it. */
export const checkRedis = (facts: RedisFacts): Check[] => {
  const found: Check[] = [];
  if (facts.role === 'slave')
    found.push(error(ABOUT, 'it is a replica and takes no writes', 'set REDIS_URL to the primary'));
  if (facts.lastLogWrite !== 'ok')
    found.push(
      error(
        ABOUT,
        'its AOF cannot be written to disk',
        'check for a full disk (df) and read the log of Redis',
      ),
    );
  if (facts.policy !== null && facts.policy !== 'noeviction')
    found.push(
      error(
        ABOUT,
        `maxmemory-policy is ${facts.policy}: it may evict subscribers when memory is full`,
        'set maxmemory-policy noeviction',
      ),
    );
  if (facts.appendOnly === 'no')
    found.push(warning(ABOUT, 'AOF is off; a crash can lose minutes of writes', 'set appendonly yes'));
  if (facts.mostMemory > 0 && facts.usedMemory > FULL_SHARE * facts.mostMemory)
    found.push(
      warning(
        ABOUT,
        `${Math.round((100 * facts.usedMemory) / facts.mostMemory)} % of its memory is used`,
        'give it more, or raise maxmemory',
      ),
    );
  return orOk(found, ok(ABOUT, `${facts.version}, ${durability(facts)}`));
};

const durability = ({policy, appendOnly}: RedisFacts): string =>
  policy === null || appendOnly === null
    ? 'writable; persistence settings are not readable'
    : 'writable, keeps writes on disk, evicts nothing';

/** Asks Redis; rejects where it does not answer. */
export const readRedisFacts = async (redis: Redis): Promise<RedisFacts> => {
  const [server, memory, persistence, replication] = await Promise.all(
    ['server', 'memory', 'persistence', 'replication'].map(async part => fieldsOf(await redis.info(part))),
  );
  return {
    version: server?.get('redis_version') ?? 'unknown version',
    policy: memory?.get('maxmemory_policy') ?? null,
    appendOnly: toYesOrNo(persistence?.get('aof_enabled')),
    usedMemory: Number(memory?.get('used_memory') ?? 0),
    mostMemory: Number(memory?.get('maxmemory') ?? 0),
    lastLogWrite: persistence?.get('aof_last_write_status') ?? 'ok',
    role: replication?.get('role') ?? 'master',
  };
};

const fieldsOf = (info: string): Map<string, string> =>
  new Map(
    info.split(/\r?\n/).flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
    }),
  );

const toYesOrNo = (flag: string | undefined): string | null => {
  if (flag === undefined) return null;
  return flag === '1' ? 'yes' : 'no';
};
