import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LocalSentinels, startSentinels} from '../../../chaos/many/sentinels.ts';
import {startWorkers} from '../../../src/cli/frame/start-workers.ts';
import {type FakeResend, startFakeResend} from '../../support/fake-resend.ts';
import {listeningLog} from '../../workers/workers.ts';
import {buildEdition, importReaders, liveOn, openOn, untilSent} from './journey.ts';
import {redisServer} from './redis-program.ts';

const program = redisServer();
let servers: LocalSentinels;
let resend: FakeResend;

beforeAll(async () => {
  if (program === null) return;
  servers = await startSentinels(program);
}, 90_000);

afterAll(() => servers?.close());

test.skipIf(program === null)(
  'behind Sentinel the whole journey works',
  async () => {
    resend = await startFakeResend({});
    const paperboy = await openOn(servers.url, resend, listeningLog().log);
    try {
      await liveOn(paperboy, resend, 500);
    } finally {
      await paperboy.stores.redis.flushall();
      await paperboy.close();
      await resend.close();
    }
  },
  200_000,
);

test.skipIf(program === null)(
  'the primary is killed in mid-send: nobody is lost and nobody has it twice',
  async () => {
    resend = await startFakeResend({});
    const {log, entries} = listeningLog();
    const paperboy = await openOn(servers.url, resend, log);
    const workers = await startWorkers(paperboy);
    try {
      await importReaders(paperboy, 3000);
      const id = await buildEdition(paperboy);
      await paperboy.sending.send(id);
      await expect.poll(() => resend.mails().length, {timeout: 60_000}).toBeGreaterThan(300);
      await servers.kill(await servers.primary());
      await untilSent(paperboy, id);
      expect([...resend.inboxes().values()].filter(mails => mails !== 1)).toEqual([]);
      expect(resend.inboxes().size).toBe(3000);
      await expect.poll(() => entries.map(({event}) => event)).toContain('redis.back');
      expect(entries.filter(({event}) => event === 'redis.away').length).toBeLessThan(3);
    } finally {
      await Promise.all(workers.map(worker => worker.close()));
      await paperboy.close();
      await resend.close();
    }
  },
  200_000,
);
