import type {Redis} from '../../src/redis/redis.ts';
import {connectTo, type LocalServers, openServers, until} from './open-servers.ts';

export type LocalCluster = LocalServers & {url: string};

const SLOTS = 16_384;

/** Three masters, with a replica each where `replicas` is 3, ready to be used. */
export const startCluster = async (program: string, replicas: 0 | 3 = 0): Promise<LocalCluster> => {
  const servers = await openServers(program, 3 + replicas, port => [
    ...['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'],
    ...['--cluster-config-file', `nodes-${port}.conf`],
  ]);
  const nodes = servers.ports.map(connectTo);
  const [first] = servers.ports;
  for (const [at, node] of nodes.entries()) {
    await node.call('CLUSTER', 'SET-CONFIG-EPOCH', at + 1);
    if (at > 0) await node.call('CLUSTER', 'MEET', '127.0.0.1', String(first));
    if (at < 3) await node.call('CLUSTER', 'ADDSLOTSRANGE', ...rangeOf(at));
  }
  await Promise.all(nodes.map(node => until(() => agrees(node, nodes.length))));
  const ids = await Promise.all(nodes.map(node => node.call('CLUSTER', 'MYID')));
  for (const [at, node] of nodes.entries())
    if (at >= 3)
      await until(async () => (await node.call('CLUSTER', 'REPLICATE', String(ids[at - 3]))) === 'OK');
  for (const [at, node] of nodes.entries()) if (at >= 3) await until(() => isReplicaInStep(node));
  for (const node of nodes) node.disconnect();
  return {
    ...servers,
    url: `redis+cluster://${servers.ports.map(port => `127.0.0.1:${port}`).join(',')}`,
  };
};

const rangeOf = (master: number): [number, number] => [
  Math.ceil((master * SLOTS) / 3),
  Math.ceil(((master + 1) * SLOTS) / 3) - 1,
];

const agrees = async (node: Redis, nodes: number): Promise<boolean> => {
  const info = String(await node.call('CLUSTER', 'INFO'));
  return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${nodes}`);
};

const isReplicaInStep = async (node: Redis): Promise<boolean> =>
  (await node.info('replication')).includes('master_link_status:up');

/** The port of the master that has a key now, and the key's slot. */
export const masterOf = async ({ports}: LocalServers, key: string): Promise<{port: number; slot: number}> => {
  const node = connectTo(ports[0] ?? 0);
  const slot = Number(await node.call('CLUSTER', 'KEYSLOT', key));
  const ranges = await slotsOf(node);
  node.disconnect();
  const found = ranges.find(({from, to}) => from <= slot && slot <= to);
  if (!found) throw new Error(`no master has slot ${slot}`);
  return {slot, port: found.port};
};

/** Which ports are masters now. */
const mastersOf = async (node: Redis): Promise<number[]> => [
  ...new Set((await slotsOf(node)).map(({port}) => port)),
];

const slotsOf = async (node: Redis): Promise<{from: number; to: number; port: number}[]> => {
  const ranges = (await node.call('CLUSTER', 'SLOTS')) as [number, number, [string, number]][];
  return ranges.map(([from, to, [, port]]) => ({from, to, port}));
};

/** Moves a slot from its master to another one, key by key, as `redis-cli --cluster reshard` does. */
export const reshard = async (
  {ports}: LocalServers,
  {port, slot}: {port: number; slot: number},
): Promise<void> => {
  const from = connectTo(port);
  const toPort = (await mastersOf(from)).find(other => other !== port && ports.includes(other)) ?? 0;
  const to = connectTo(toPort);
  const [fromId, toId] = [
    String(await from.call('CLUSTER', 'MYID')),
    String(await to.call('CLUSTER', 'MYID')),
  ];
  await to.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId);
  await from.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId);
  for (;;) {
    const keys = (await from.call('CLUSTER', 'GETKEYSINSLOT', slot, 10)) as string[];
    if (keys.length === 0) break;
    await from.call('MIGRATE', '127.0.0.1', toPort, '', 0, 5000, 'KEYS', ...keys);
  }
  await to.call('CLUSTER', 'SETSLOT', slot, 'NODE', toId);
  await from.call('CLUSTER', 'SETSLOT', slot, 'NODE', toId);
  from.disconnect();
  to.disconnect();
};

/** Waits until every node is there again, three of them as replicas in step with a master each. */
export const untilWhole = async ({ports}: LocalServers): Promise<void> => {
  const nodes = ports.map(connectTo);
  try {
    await until(async () => {
      const agreed = await Promise.all(nodes.map(node => agrees(node, nodes.length)));
      const replicas = await Promise.all(nodes.map(isReplicaInStep));
      const masters = await Promise.all(nodes.map(mastersOf));
      const seen = new Set(masters.map(found => found.toSorted((a, b) => a - b).join(' ')));
      return agreed.every(Boolean) && seen.size === 1 && replicas.filter(Boolean).length === 3;
    });
  } finally {
    for (const node of nodes) node.disconnect();
  }
};
