import {spawn} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {openRedis, type Redis} from '../../src/redis/redis.ts';
import {until} from '../many/open-servers.ts';
import {killAtExit} from '../world/at-exit.ts';
import {type Host, type Network, onHost} from './network.ts';

/** A primary and two replicas, each on a host of its own with a sentinel beside it. */
export type RedisHosts = {
  url: string;
  /** Whom most sentinels call the primary now. */
  primary(): Promise<Host>;
  /** Waits until all agree on a primary and the others are in step with it. */
  untilWhole(): Promise<void>;
};

const NAME = 'mymaster';
const SENTINEL_PORT = 26_379;

/** Starts them on the three hosts of Redis and waits until all are in step. */
export const startRedisHosts = async (
  {hosts}: Network,
  {program, folder}: {program: string; folder: string},
): Promise<RedisHosts> => {
  const on = [hosts['redis-1'], hosts['redis-2'], hosts['redis-3']];
  const first = hosts['redis-1'];
  for (const host of on) startServer({host, first, program, home: join(folder, host.name)});
  for (const host of on) startSentinel({host, first, program, home: join(folder, `sentinel-${host.name}`)});
  const primary = async (): Promise<Host> => {
    const named = await Promise.all(on.map(host => primaryAt(host)));
    const found = on.find(({address}) => named.filter(name => name === address).length >= 2);
    if (!found) throw new Error(`the sentinels name ${named.join(', ')}`);
    return found;
  };
  const untilWhole = () => until(async () => isWhole(on, (await primary()).address));
  await untilWhole();
  return {
    url: `redis+sentinel://${on.map(({address}) => `${address}:${SENTINEL_PORT}`).join(',')}/${NAME}`,
    primary,
    untilWhole,
  };
};

type Starting = {host: Host; first: Host; program: string; home: string};

const startServer = ({host, first, program, home}: Starting): void => {
  const follows = host === first ? [] : ['--replicaof', first.address, '6379'];
  startOn(host, program, home, [
    ...['--port', '6379', '--bind', '0.0.0.0', '--protected-mode', 'no', '--save', '', '--dir', home],
    // As docs/scaling.md advises: a primary that was cut off takes no writes.
    ...['--min-replicas-to-write', '1', '--min-replicas-max-lag', '2', ...follows],
  ]);
};

const startSentinel = ({host, first, program, home}: Starting): void => {
  mkdirSync(home, {recursive: true});
  const file = join(home, 'sentinel.conf');
  const lines = [
    ...[`port ${SENTINEL_PORT}`, 'bind 0.0.0.0', 'protected-mode no'],
    `sentinel monitor ${NAME} ${first.address} 6379 2`,
    `sentinel down-after-milliseconds ${NAME} 2000`,
    `sentinel failover-timeout ${NAME} 5000`,
  ];
  writeFileSync(file, lines.join('\n'));
  startOn(host, program, home, [file, '--sentinel']);
};

const startOn = ({namespace}: Host, program: string, home: string, words: string[]): void => {
  mkdirSync(home, {recursive: true});
  const [ip, ...before] = onHost(namespace);
  killAtExit(spawn(ip, [...before, program, ...words], {cwd: home, stdio: 'ignore'}));
};

const primaryAt = ({address}: Host): Promise<string> =>
  asking(`${address}:${SENTINEL_PORT}`, async sentinel => {
    const found = await sentinel.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME);
    return Array.isArray(found) ? String(found[0]) : 'nobody';
  });

const isWhole = async (hosts: Host[], primary: string): Promise<boolean> => {
  const infos = await Promise.all(
    hosts.map(({address}) => asking(`${address}:6379`, redis => redis.info('replication'))),
  );
  return infos.every((info, at) =>
    hosts[at]?.address === primary
      ? info.includes('role:master') && info.includes('connected_slaves:2')
      : info.includes(`master_host:${primary}`) && info.includes('master_link_status:up'),
  );
};

const asking = async <Result>(place: string, ask: (redis: Redis) => Promise<Result>): Promise<Result> => {
  const redis = openRedis(`redis://${place}`);
  redis.on('error', () => undefined);
  try {
    return await ask(redis);
  } finally {
    redis.disconnect();
  }
};
