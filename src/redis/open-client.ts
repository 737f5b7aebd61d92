import {readFileSync} from 'node:fs';
import {Cluster, Redis, type RedisOptions} from 'ioredis';
import {parseRedisAddress, type RedisAddress} from './address.ts';

const MAX_PAUSE_MS = 2000;

/**
 * Opens a client for any address that `parseRedisAddress` reads; throws for any other. The client of a
 * cluster has nearly all that the one of a server has, and is handed out as such: what it lacks (pipelines
 * over slots, `scanStream`, `select`) is asked for in `pipelined` and `scanKeys` alone.
 */
export const openClient = (text: string, options: RedisOptions): Redis => {
  const parsed = parseRedisAddress(text);
  if (parsed.kind === 'refused') throw new Error(`the address of Redis ${parsed.reason}`);
  const {address} = parsed;
  const common = {...optionsOf(address), ...options};
  if (address.kind === 'cluster') return openCluster(address, common) as unknown as Redis;
  if (address.kind === 'sentinel') return new Redis({...common, ...sentinelOptionsOf(address, common)});
  if (address.path !== null) return new Redis({...common, path: address.path});
  return new Redis({...common, ...address.hosts[0]});
};

const optionsOf = ({username, password, database, isTls, caFile}: RedisAddress): RedisOptions => ({
  ...(username === null ? {} : {username}),
  ...(password === null ? {} : {password}),
  ...(isTls ? {tls: tlsOf(caFile)} : {}),
  db: database,
});

const tlsOf = (caFile: string | null) => (caFile === null ? {} : {ca: readFileSync(caFile)});

/** Whether a client goes on trying: one that only asks whether Redis works does not. */
const isPatient = ({retryStrategy}: RedisOptions): boolean => retryStrategy?.(1) !== null;

/**
 * How long a sentinel, or the primary that it names, may take to answer (ms): one that a partition cut off
 * says nothing at all, and the next one is asked only then.
 */
const SENTINEL_WITHIN_MS = 1500;

const sentinelOptionsOf = (address: RedisAddress, options: RedisOptions): RedisOptions => ({
  sentinels: address.hosts,
  name: address.name ?? '',
  ...(address.sentinelPassword === null ? {} : {sentinelPassword: address.sentinelPassword}),
  ...(address.isTls ? {enableTLSForSentinelMode: true, sentinelTLS: tlsOf(address.caFile)} : {}),
  connectTimeout: SENTINEL_WITHIN_MS,
  sentinelCommandTimeout: SENTINEL_WITHIN_MS,
  sentinelRetryStrategy: attempt => (isPatient(options) ? Math.min(MAX_PAUSE_MS, 100 * attempt) : null),
});

/**
 * ioredis gives up after 16 redirections, which is less than a fail-over takes: with these a command waits
 * for the new master as one of a single server waits for its connection. A replica is never read from, since
 * the ledger must see its own writes.
 */
const PATIENCE = {
  maxRedirections: 1_000_000,
  retryDelayOnMoved: 100,
  retryDelayOnTryAgain: 100,
  retryDelayOnClusterDown: 200,
  retryDelayOnFailover: 200,
  slotsRefreshInterval: 2000,
  slotsRefreshTimeout: 5000,
  scaleReads: 'master',
} as const;

const openCluster = ({hosts, isTls}: RedisAddress, options: RedisOptions): Cluster => {
  const {lazyConnect = false, retryStrategy: _, db: _db, enableReadyCheck: _ready, ...redisOptions} = options;
  const patient = isPatient(options);
  return new Cluster(hosts, {
    ...(patient ? PATIENCE : {maxRedirections: 3, scaleReads: 'master'}),
    lazyConnect,
    clusterRetryStrategy: attempt => (patient ? Math.min(MAX_PAUSE_MS, 100 * attempt) : null),
    redisOptions,
    // A certificate names hosts, not the addresses that they are looked up to.
    ...(isTls ? {dnsLookup: (host, found) => found(null, host)} : {}),
  });
};

/** Every server that takes writes: of a cluster its masters, else the one. */
export const mastersOf = (redis: Redis): Redis[] => {
  const client: unknown = redis;
  return isCluster(client) ? client.nodes('master') : [redis];
};

/** Whether a client is one of a cluster, where the keys of one step must have one slot. */
export const isCluster = (client: unknown): client is Cluster => client instanceof Cluster;
