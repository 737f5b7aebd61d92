import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openRedis} from '../../src/redis/redis.ts';
import {atExit} from './at-exit.ts';
import {openPool, type Pool} from './processes.ts';
import {startRedisPair} from './redis-pair.ts';
import {type ChaosRedis, type Durability, startRedisServer} from './redis-server.ts';
import {mountSmallDisk, whyNoSmallDisk} from './small-disk.ts';

/**
 * `shared`: one that is no victim. Otherwise one of the round's own: with this durability, with a replica
 * (`pair`), or on a disk that can be full (`small-disk`).
 */
export type RedisKind = 'shared' | Durability | 'pair' | 'small-disk';

/**
 * What all rounds share: a folder, warm processes, and a Redis for the rounds in which Redis is no victim.
 */
export type World = {
  folder: string;
  pool: Pool;
  /** A fresh place for a round: a database of the shared Redis, emptied, or a Redis of its own. */
  placeFor(lane: number, redis: RedisKind): Promise<Place>;
  /** Why this machine has no Redis of that kind, or null. */
  whyNone(redis: RedisKind): string | null;
  close(): Promise<void>;
};

export type Place = {redis: ChaosRedis; url: string; close(): Promise<void>};

export const openWorld = async ({
  redisProgram,
  stock,
}: {
  redisProgram: string;
  stock: number;
}): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-chaos-'));
  const remove = () => rmSync(folder, {recursive: true, force: true});
  // However this ends: nothing stays behind.
  const callOff = atExit(remove);
  const shared = await startRedisServer({
    program: redisProgram,
    folder: join(folder, 'redis'),
    durability: 'everysec',
  });
  const pool = openPool({stock, logPath: join(folder, 'processes.log')});
  let servers = 0;
  return {
    folder,
    pool,
    placeFor: async (lane, redis) => {
      if (redis === 'shared') return sharedPlace(shared, lane);
      servers += 1;
      const own = await startOwn({program: redisProgram, folder: join(folder, `redis-${servers}`), redis});
      return {redis: own, url: `${own.url}/0`, close: own.close};
    },
    whyNone: redis => (redis === 'small-disk' ? whyNoSmallDisk(join(folder, 'small-disk')) : null),
    close: async () => {
      await pool.close();
      await shared.close();
      remove();
      callOff();
    },
  };
};

const startOwn = async ({
  program,
  folder,
  redis,
}: {
  program: string;
  folder: string;
  redis: Exclude<RedisKind, 'shared'>;
}): Promise<ChaosRedis> => {
  if (redis === 'pair') return startRedisPair({program, folder});
  if (redis !== 'small-disk') return startRedisServer({program, folder, durability: redis});
  const disk = mountSmallDisk(folder);
  const own = await startRedisServer({program, folder: join(folder, 'redis'), durability: 'everysec'});
  return {
    ...own,
    disk,
    close: async () => {
      await own.close();
      disk.unmount();
    },
  };
};

const sharedPlace = async (shared: ChaosRedis, lane: number): Promise<Place> => {
  const url = `${shared.url}/${lane}`;
  await emptied(url);
  return {redis: shared, url, close: async () => undefined};
};

const emptied = async (url: string): Promise<void> => {
  const redis = openRedis(url);
  await redis.flushdb();
  await redis.quit();
};
