import {join} from 'node:path';
import {openRedis, type Redis} from '../../src/redis/redis.ts';
import {type ChaosRedis, startRedisServer} from './redis-server.ts';
import {openRelay} from './relay.ts';

/** A heartbeat would count as a write that the replica lacks. */
const NO_HEARTBEAT = 'repl-ping-replica-period 3600';

/**
 * A primary and its replica, both with AOF. Clients reach them through a relay, the replica reaches the
 * primary through another.
 */
export const startRedisPair = async ({
  program,
  folder,
}: {
  program: string;
  folder: string;
}): Promise<ChaosRedis> => {
  const primary = await startRedisServer({
    program,
    folder: join(folder, 'primary'),
    durability: 'everysec',
    more: [NO_HEARTBEAT, 'repl-diskless-sync-delay 0'],
  });
  const link = await openRelay(primary.port);
  const second = await startRedisServer({
    program,
    folder: join(folder, 'replica'),
    durability: 'everysec',
    more: [NO_HEARTBEAT, `replicaof 127.0.0.1 ${link.port}`],
  });
  const front = await openRelay(primary.port);
  const views = {primary: openView(primary.url), replica: openView(second.url)};
  await until(async () => (await replication(views.replica)).get('master_link_status') === 'up');
  return {
    ...primary,
    url: `redis://127.0.0.1:${front.port}`,
    replica: {
      server: {...second, start: () => second.start(['replicaof no one'])},
      fallBehind: link.backOff,
      catchUp: async () => {
        await views.primary.call('CLIENT', 'PAUSE', '60000', 'WRITE');
        await until(async () => (await written(views.primary)) === (await written(views.replica)));
      },
      losePrimary: async () => {
        const writtenByPrimary = await written(views.primary);
        front.leadTo(null);
        await primary.kill();
        link.leadTo(null);
        return writtenByPrimary - (await written(views.replica));
      },
      takeOver: () => front.leadTo(second.port),
      handOver: async ({frozenMs}) => {
        const frozen = frozenMs > 0 ? primary.stall(frozenMs) : Promise.resolve();
        await views.replica.replicaof('NO', 'ONE');
        front.leadNewTo(second.port);
        await frozen;
        await views.primary.replicaof('127.0.0.1', second.port);
        await views.primary.call('CLIENT', 'UNPAUSE');
      },
      promote: async () => {
        await views.replica.replicaof('NO', 'ONE');
      },
    },
    close: async () => {
      for (const view of [views.primary, views.replica]) view.disconnect();
      await Promise.all([front.close(), link.close(), primary.close(), second.close()]);
    },
  };
};

/** A connection past the relays. */
const openView = (url: string): Redis => {
  const redis = openRedis(url);
  // It outlives the server that it looks at.
  redis.on('error', () => undefined);
  return redis;
};

/** How many bytes of writes a server has seen, the replica's own or its primary's. */
const written = async (redis: Redis): Promise<number> => {
  const seen = await replication(redis);
  return Number(seen.get('slave_repl_offset') ?? seen.get('master_repl_offset'));
};

const replication = async (redis: Redis): Promise<Map<string, string>> => {
  const lines = (await redis.info('replication')).split('\r\n');
  return new Map(lines.flatMap(line => (line.includes(':') ? [splitOnce(line)] : [])));
};

const splitOnce = (line: string): [string, string] => {
  const at = line.indexOf(':');
  return [line.slice(0, at), line.slice(at + 1)];
};

const PATIENCE_MS = 20_000;

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`a replica was not ready within ${PATIENCE_MS} ms`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
};
