import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LocalCluster, startCluster} from '../../../chaos/many/cluster.ts';
import {mastersOf} from '../../../src/redis/open-client.ts';
import {askRedis, type Redis} from '../../../src/redis/redis.ts';
import {type FakeResend, startFakeResend} from '../../support/fake-resend.ts';
import {listeningLog} from '../../workers/workers.ts';
import {liveOn, openOn} from './journey.ts';
import {redisServer} from './redis-program.ts';

const program = redisServer();
let cluster: LocalCluster;
let resend: FakeResend;

beforeAll(async () => {
  if (program === null) return;
  cluster = await startCluster(program);
  resend = await startFakeResend({});
}, 90_000);

afterAll(async () => {
  await resend?.close();
  await cluster?.close();
});

const READERS = 10_000;

/** How often these servers met what they do not know, or what is no command as it was written. */
const notUnderstood = async (servers: Redis[]): Promise<number[]> => {
  const stats = await Promise.all(servers.map(server => server.info('errorstats')));
  return stats.map(text => Number(/^errorstat_ERR:count=(\d+)/m.exec(text)?.[1] ?? 0));
};

/** Which of the commands that these servers met are newer than Redis 6.2, as the server's own manual says. */
const newerThan62 = async (servers: Redis[]): Promise<string[]> => {
  const stats = await Promise.all(servers.map(server => server.info('commandstats')));
  const names = new Set(
    stats.flatMap(text => [...text.matchAll(/^cmdstat_([^:]+):/gm)].map(([, name]) => name)),
  );
  expect(names.size).toBeGreaterThan(40);
  const sinceOf = async (name: string | undefined): Promise<[string, string]> => {
    const docs = (await servers[0]?.call('COMMAND', 'DOCS', name ?? '')) as [string, string[]] | undefined;
    const said = docs?.[1] ?? [];
    return [String(name), String(said[said.indexOf('since') + 1])];
  };
  // The test made the cluster by this one.
  names.delete('cluster|addslotsrange');
  const known = await Promise.all([...names].map(sinceOf));
  return known.flatMap(([name, since]) => (isNewer(since) ? [`${name} since ${since}`] : []));
};

const isNewer = (since: string): boolean => {
  const [major = 99, minor = 0] = since.split('.').map(Number);
  return major > 6 || (major === 6 && minor > 2) || Number.isNaN(major);
};

test.skipIf(program === null)(
  'on three masters: import of 10,000, build, send, re-send, erase, search',
  async () => {
    const {log, entries} = listeningLog();
    const paperboy = await openOn(cluster.url, resend, log);
    try {
      await liveOn(paperboy, resend, READERS);
      const sizes = await Promise.all(mastersOf(paperboy.stores.redis).map(master => master.dbsize()));
      expect(sizes.every(size => size > 1000)).toBe(true);
      expect(await newerThan62(mastersOf(paperboy.stores.redis))).toEqual([]);
      expect(await notUnderstood(mastersOf(paperboy.stores.redis))).toEqual([0, 0, 0]);
    } finally {
      await paperboy.close();
    }
    expect(entries.filter(({level}) => Number(level) > 40)).toEqual([]);
  },
  300_000,
);

test.skipIf(program === null)(
  'one node under the address of a single server is refused with a line that says what to do',
  async () => {
    expect(await askRedis(`redis://127.0.0.1:${cluster.ports[0]}`)).toMatchObject({
      kind: 'misconfigured',
      reason: 'is a node of a cluster: begin REDIS_URL with redis+cluster://',
    });
    expect(await askRedis(cluster.url, 'test:{health}:written')).toBeNull();
  },
);

test.each([
  ['redis+sentinel://127.0.0.1:1,127.0.0.1:2/mymaster', 'has no sentinel that answers and knows its primary'],
  ['redis+cluster://127.0.0.1:1,127.0.0.1:2', 'has no node of its cluster that answers'],
])('%s, where nothing listens, is told in one line and within seconds', async (url, reason) => {
  expect(await askRedis(url)).toMatchObject({kind: 'away', reason});
});
