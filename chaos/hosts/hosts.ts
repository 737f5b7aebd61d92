import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {atExit} from '../world/at-exit.ts';
import {openPool, type Pool} from '../world/processes.ts';
import {type HostName, type Network, onHost} from './network.ts';
import {type RedisHosts, startRedisHosts} from './redis-hosts.ts';

/** The hosts that run the product. */
export type CrewHost = 'worker-1' | 'worker-2' | 'web' | 'scheduler';

export const CREW_HOSTS: CrewHost[] = ['worker-1', 'worker-2', 'web', 'scheduler'];

/** What all rounds share: the network, Redis on its three hosts, and warm processes on the other four. */
export type Hosts = {
  network: Network;
  redis: RedisHosts;
  pools: Record<CrewHost, Pool>;
  folder: string;
};

/** Starts Redis and the processes. They end with this process. */
export const openHosts = async (network: Network, program: string): Promise<Hosts> => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-hosts-'));
  atExit(() => rmSync(folder, {recursive: true, force: true}));
  const redis = await startRedisHosts(network, {program, folder});
  const poolOn = (name: HostName) =>
    openPool({
      stock: 1,
      logPath: join(folder, `${name}.log`),
      on: onHost(network.hosts[name].namespace),
    });
  const pools = {
    ...{'worker-1': poolOn('worker-1'), 'worker-2': poolOn('worker-2')},
    ...{web: poolOn('web'), scheduler: poolOn('scheduler')},
  };
  return {network, redis, pools, folder};
};
