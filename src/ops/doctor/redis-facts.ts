import {statfs} from 'node:fs/promises';
import {mastersOf} from '../../redis/open-client.ts';
import type {Redis} from '../../redis/redis.ts';

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
  /** Bytes of the disk that the product's own Redis writes to; absent for another's. */
  disk?: {free: number; size: number};
};

/** The disk of a folder, as far as this process may fill it. */
export const readDisk = async (folder: string): Promise<{free: number; size: number}> => {
  const {bavail, blocks, bsize} = await statfs(folder);
  return {free: bavail * bsize, size: blocks * bsize};
};

/** Asks every server that takes writes, and tells the worst of each; rejects where one does not answer. */
export const readRedisFacts = async (redis: Redis): Promise<RedisFacts> =>
  worstOf(await Promise.all(mastersOf(redis).map(readFacts)));

const worstOf = (facts: RedisFacts[]): RedisFacts => {
  const [first] = facts;
  if (first === undefined) throw new Error('no server of Redis is known');
  const fullest = facts.reduce((worst, one) => (fullnessOf(one) > fullnessOf(worst) ? one : worst));
  return {
    ...fullest,
    policy: facts.find(({policy}) => policy !== 'noeviction')?.policy ?? first.policy,
    appendOnly: facts.find(({appendOnly}) => appendOnly !== 'yes')?.appendOnly ?? first.appendOnly,
    lastLogWrite: facts.find(({lastLogWrite}) => lastLogWrite !== 'ok')?.lastLogWrite ?? 'ok',
    role: facts.find(({role}) => role !== 'master')?.role ?? 'master',
  };
};

const fullnessOf = ({usedMemory, mostMemory}: RedisFacts): number =>
  mostMemory > 0 ? usedMemory / mostMemory : 0;

const readFacts = async (redis: Redis): Promise<RedisFacts> => {
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
