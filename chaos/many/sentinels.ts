import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {connectTo, type LocalServers, openServers, until} from './open-servers.ts';

export type LocalSentinels = LocalServers & {
  url: string;
  /** The port of the server that the sentinels call the primary now. */
  primary(): Promise<number>;
};

/** A primary with so many replicas, and three sentinels that watch it. */
export const startSentinels = async (program: string, replicas = 1): Promise<LocalSentinels> => {
  const servers = await openServers(program, 1 + replicas, () => []);
  const [first = 0, ...others] = servers.ports;
  for (const port of others) {
    const replica = connectTo(port);
    await replica.call('REPLICAOF', '127.0.0.1', String(first));
    await until(async () => (await replica.info('replication')).includes('master_link_status:up'));
    replica.disconnect();
  }
  const watchers = await openServers(program, 3, (port, folder) => {
    const file = join(folder, 'sentinel.conf');
    writeFileSync(file, configuration(port, first));
    return [file, '--sentinel'];
  });
  for (const port of watchers.ports)
    await asking(port, sentinel =>
      until(async () => String(await sentinel.call('SENTINEL', 'CKQUORUM', NAME)).startsWith('OK')),
    );
  return {
    ...servers,
    url: `redis+sentinel://${watchers.ports.map(port => `127.0.0.1:${port}`).join(',')}/${NAME}`,
    primary: () =>
      asking(watchers.ports[0] ?? 0, async sentinel => {
        const address = await sentinel.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME);
        return Number(Array.isArray(address) ? address[1] : 0);
      }),
    close: async () => {
      await watchers.close();
      await servers.close();
    },
  };
};

const NAME = 'mymaster';

const configuration = (port: number, primary: number): string =>
  [
    `port ${port}`,
    `sentinel monitor ${NAME} 127.0.0.1 ${primary} 2`,
    `sentinel down-after-milliseconds ${NAME} 2000`,
    `sentinel failover-timeout ${NAME} 5000`,
  ].join('\n');

const asking = async <Result>(
  port: number,
  ask: (sentinel: ReturnType<typeof connectTo>) => Promise<Result>,
): Promise<Result> => {
  const sentinel = connectTo(port);
  try {
    return await ask(sentinel);
  } finally {
    sentinel.disconnect();
  }
};

/** Waits until every server but the primary is a replica of it and in step. */
export const untilWhole = async (servers: LocalSentinels): Promise<void> => {
  await until(async () => {
    const primary = await servers.primary();
    const standing = await Promise.all(
      servers.ports.map(port => asking(port, redis => redis.info('replication'))),
    );
    return standing.every(
      (info, at) =>
        info.includes(servers.ports[at] === primary ? 'role:master' : `master_port:${primary}`) &&
        (servers.ports[at] === primary || info.includes('master_link_status:up')),
    );
  });
};
