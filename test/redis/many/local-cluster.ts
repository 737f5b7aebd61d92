import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {findRedisServer} from '../../../local-redis/find-redis-server.ts';
import {openRedis, type Redis} from '../../../src/redis/redis.ts';

/** Where there is a redis-server; null, and said loudly, where there is none. */
export const redisServer = (): string | null => {
  const program = findRedisServer(process.env.PATH ?? '');
  if (program === null)
    process.stderr.write('SKIPPED: no redis-server in PATH, so no cluster and no Sentinel\n');
  return program;
};

/** Several servers on loopback, as one deployment of Redis. */
export type LocalServers = {
  url: string;
  ports: number[];
  kill(port: number): Promise<void>;
  /** Stops a server, its connections open, and lets it go on after so long. */
  freeze(port: number, ms: number): Promise<void>;
  close(): Promise<void>;
};

const SLOTS = 16_384;

/** Three masters, with a replica each where `replicas` is 3, ready to be used. */
export const startCluster = async (program: string, replicas: 0 | 3 = 0): Promise<LocalServers> => {
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
  await Promise.all(nodes.map(node => untilAgreed(node, nodes.length)));
  const ids = await Promise.all(nodes.map(node => node.call('CLUSTER', 'MYID')));
  for (const [at, node] of nodes.entries())
    if (at >= 3)
      await until(async () => (await node.call('CLUSTER', 'REPLICATE', String(ids[at - 3]))) === 'OK');
  for (const [at, node] of nodes.entries())
    if (at >= 3) await until(async () => (await node.info('replication')).includes('master_link_status:up'));
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

const untilAgreed = (node: Redis, nodes: number) =>
  until(async () => {
    const info = String(await node.call('CLUSTER', 'INFO'));
    return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${nodes}`);
  });

/** The place of the master that a key was given to at first, and the key's slot. */
export const placeOf = async ({ports}: LocalServers, key: string): Promise<{at: number; slot: number}> => {
  const node = connectTo(ports[0] ?? 0);
  const slot = Number(await node.call('CLUSTER', 'KEYSLOT', key));
  node.disconnect();
  return {slot, at: [0, 1, 2].findIndex(master => slot <= rangeOf(master)[1])};
};

/** Moves a slot to the next master, key by key, as `redis-cli --cluster reshard` does. */
export const reshard = async (
  {ports}: LocalServers,
  {at, slot}: {at: number; slot: number},
): Promise<void> => {
  const toPort = ports[(at + 1) % 3] ?? 0;
  const [from, to] = [connectTo(ports[at] ?? 0), connectTo(toPort)];
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

/** A primary with a replica, and three sentinels that watch it. */
export const startSentinels = async (program: string): Promise<LocalServers & {primary: number}> => {
  const servers = await openServers(program, 2, () => []);
  const [primary = 0, replica = 0] = servers.ports;
  const second = connectTo(replica);
  await second.call('REPLICAOF', '127.0.0.1', String(primary));
  await until(async () => (await second.info('replication')).includes('master_link_status:up'));
  second.disconnect();
  const watchers = await openServers(program, 3, (port, folder) => {
    const file = join(folder, 'sentinel.conf');
    writeFileSync(
      file,
      [
        `port ${port}`,
        `sentinel monitor mymaster 127.0.0.1 ${primary} 2`,
        'sentinel down-after-milliseconds mymaster 2000',
        'sentinel failover-timeout mymaster 5000',
      ].join('\n'),
    );
    return [file, '--sentinel'];
  });
  for (const port of watchers.ports) {
    const sentinel = connectTo(port);
    await until(async () => String(await sentinel.call('SENTINEL', 'CKQUORUM', 'mymaster')).startsWith('OK'));
    sentinel.disconnect();
  }
  return {
    ...{primary, ports: servers.ports, kill: servers.kill, freeze: servers.freeze},
    url: `redis+sentinel://${watchers.ports.map(port => `127.0.0.1:${port}`).join(',')}/mymaster`,
    close: async () => {
      await watchers.close();
      await servers.close();
    },
  };
};

const connectTo = (port: number): Redis => {
  const redis = openRedis(`redis://127.0.0.1:${port}`);
  redis.on('error', () => undefined);
  return redis;
};

type Arguments = (port: number, folder: string) => string[];

const openServers = async (program: string, count: number, argumentsOf: Arguments) => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-servers-'));
  const running = new Map<number, ChildProcess>();
  for (const port of await freePorts(count)) {
    const home = join(folder, String(port));
    mkdirSync(home);
    const more = argumentsOf(port, home);
    const own = more.includes('--sentinel') ? [] : ['--port', String(port), '--save', '', '--dir', home];
    running.set(
      port,
      spawn(program, [...more.filter(text => !text.startsWith('--sentinel')), ...own, ...sentinel(more)], {
        cwd: home,
        stdio: 'ignore',
      }),
    );
    const redis = connectTo(port);
    await until(async () => (await redis.ping()) === 'PONG');
    redis.disconnect();
  }
  const kill = async (port: number): Promise<void> => {
    const child = running.get(port);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  };
  const freeze = async (port: number, ms: number): Promise<void> => {
    running.get(port)?.kill('SIGSTOP');
    await new Promise(resolve => setTimeout(resolve, ms));
    running.get(port)?.kill('SIGCONT');
  };
  return {
    ports: [...running.keys()],
    ...{kill, freeze},
    close: async () => {
      for (const port of running.keys()) await kill(port);
      rmSync(folder, {recursive: true, force: true});
    },
  };
};

const sentinel = (more: string[]): string[] => more.filter(text => text === '--sentinel');

/** Free ones whose bus port (10,000 above) is a port too. */
const freePorts = async (count: number): Promise<number[]> => {
  const ports: number[] = [];
  while (ports.length < count) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server.close();
    await once(server, 'close');
    const lower = 20_000 + (port % 20_000);
    if (!ports.includes(lower)) ports.push(lower);
  }
  return ports;
};

const LOOK_EVERY_MS = 100;
const LOOK_FOR_MS = 60_000;

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
    if (await isSo().catch(() => false)) return;
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('the servers did not come to agree');
};
