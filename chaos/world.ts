import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openRedis} from '../src/redis.ts';
import {openPool, type Pool} from './processes.ts';
import {type ChaosRedis, type Durability, startRedisServer} from './redis-server.ts';

/** What all rounds share: a folder, warm processes, and a Redis for the rounds in which Redis is no victim. */
export type World = {
  folder: string;
  pool: Pool;
  /** A fresh place for a round: a database of the shared Redis, emptied, or a Redis of its own. */
  placeFor(lane: number, redis: 'shared' | Durability): Promise<Place>;
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
  process.once('exit', remove);
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
      const own = await startRedisServer({
        program: redisProgram,
        folder: join(folder, `redis-${servers}`),
        durability: redis,
      });
      return {redis: own, url: `${own.url}/0`, close: own.close};
    },
    close: async () => {
      await pool.close();
      await shared.close();
      remove();
      process.off('exit', remove);
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
