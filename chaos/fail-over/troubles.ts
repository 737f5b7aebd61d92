import type {EditionId} from '../../src/editions/edition.ts';
import {queuePrefix} from '../../src/queues.ts';
import {masterOf, reshard, untilWhole as untilClusterIsWhole} from '../many/cluster.ts';
import type {LocalServers} from '../many/open-servers.ts';
import {untilWhole as areSentinelsWhole} from '../many/sentinels.ts';
import type {JudgedTrouble} from './judged-trouble.ts';
import type {Lane, Servers} from './lane.ts';

/** What is done to the servers in mid-send, and how all is made whole again for the next round. */
export type Trouble = JudgedTrouble & {
  on: Servers['kind'];
  /** Returns at once, or when the slot is moved; what it returns waits until all servers are in step. */
  strike(lane: Lane, edition: EditionId): Promise<() => Promise<void>>;
};

const FROZEN_MS = 7000;
const CLUSTER_BAR_MS = 15_000;
const SENTINEL_BAR_MS = 10_000;

type KeyOf = (lane: Lane, edition: EditionId) => string;

const ofEdition: KeyOf = ({paperboy}, edition) => `${paperboy.config.QUEUE_PREFIX}:{e:${edition}}:mails`;
const ofQueues: KeyOf = ({paperboy}) => queuePrefix(paperboy.config.QUEUE_PREFIX);

const clusterOf = ({servers}: Lane) => {
  if (servers.kind !== 'cluster') throw new Error('this trouble is one of a cluster');
  return servers.cluster;
};

const sentinelsOf = ({servers}: Lane) => {
  if (servers.kind !== 'sentinels') throw new Error('this trouble is one of Sentinel');
  return servers.sentinels;
};

const killMaster =
  (keyOf: KeyOf): Trouble['strike'] =>
  async (lane, edition) => {
    const cluster = clusterOf(lane);
    const {port} = await masterOf(cluster, keyOf(lane, edition));
    await cluster.kill(port);
    return async () => {
      await cluster.restart(port);
      await untilClusterIsWhole(cluster);
    };
  };

const freezeMaster =
  (keyOf: KeyOf): Trouble['strike'] =>
  async (lane, edition) => {
    const cluster = clusterOf(lane);
    const {port} = await masterOf(cluster, keyOf(lane, edition));
    return thawed(cluster, port, () => untilClusterIsWhole(cluster));
  };

const thawed = (servers: LocalServers, port: number, untilWhole: () => Promise<void>) => {
  const over = servers.freeze(port, FROZEN_MS);
  return async () => {
    await over;
    await untilWhole();
  };
};

const moveSlot: Trouble['strike'] = async (lane, edition) => {
  const cluster = clusterOf(lane);
  await reshard(cluster, await masterOf(cluster, ofEdition(lane, edition)));
  return () => untilClusterIsWhole(cluster);
};

const killPrimary: Trouble['strike'] = async lane => {
  const sentinels = sentinelsOf(lane);
  const port = await sentinels.primary();
  await sentinels.kill(port);
  return async () => {
    await sentinels.restart(port, ['--replicaof', '127.0.0.1', String(await sentinels.primary())]);
    await areSentinelsWhole(sentinels);
  };
};

const freezePrimary: Trouble['strike'] = async lane => {
  const sentinels = sentinelsOf(lane);
  return thawed(sentinels, await sentinels.primary(), () => areSentinelsWhole(sentinels));
};

const inCluster = {on: 'cluster', barMs: CLUSTER_BAR_MS} as const;
const behindSentinel = {on: 'sentinels', barMs: SENTINEL_BAR_MS} as const;

export const troubles: Trouble[] = [
  {
    ...{name: 'edition-killed', ...inCluster, strike: killMaster(ofEdition)},
    says: 'the master of the edition is killed (-9)',
  },
  {
    ...{name: 'edition-frozen', ...inCluster, strike: freezeMaster(ofEdition)},
    says: 'the master of the edition stands still for 7 s',
  },
  {
    ...{name: 'edition-moved', ...inCluster, strike: moveSlot},
    says: 'the slot of the edition is moved to another master, key by key',
  },
  {
    ...{name: 'queues-killed', ...inCluster, strike: killMaster(ofQueues)},
    says: 'the master of the queues is killed (-9)',
  },
  {
    ...{name: 'queues-frozen', ...inCluster, strike: freezeMaster(ofQueues)},
    says: 'the master of the queues stands still for 7 s',
  },
  {
    ...{name: 'primary-killed', ...behindSentinel, strike: killPrimary},
    says: 'the primary behind Sentinel is killed (-9)',
  },
  {
    ...{name: 'primary-frozen', ...behindSentinel, strike: freezePrimary},
    says: 'the primary behind Sentinel stands still for 7 s',
  },
];
