import {afterEach, expect, test} from 'vitest';
import {startRedisServer} from '../../chaos/world/redis-server.ts';
import {openRedis} from '../../src/redis/redis.ts';
import {
  ADMIN_TOKEN,
  type Entry,
  openFolder,
  openRunningProcess,
  redisProgram,
  startProcess,
} from '../redis/running-process.ts';
import {openDesk, runPaperboy, spawnPaperboy} from '../support/command.ts';
import {dailyItem, openPaperSource} from '../support/paper-source.ts';

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
});

const WARN = 40;
const MOST_COMMANDS = 2;

/** What a morning costs its operator: the commands, and how long things took. */
const openMorning = (name: string, environment: Record<string, string>) => {
  const begunAt = performance.now();
  const typed: string[] = [];
  const marks: string[] = [];
  const mark = (what: string): void => {
    marks.push(`${what} after ${((performance.now() - begunAt) / 1000).toFixed(1)} s`);
  };
  return {
    mark,
    /** A command, in a process of its own. */
    paperboy: async (args: string[], more: Record<string, string> = {}) => {
      typed.push(args.join(' '));
      const ran = await spawnPaperboy(args, {...environment, LOG_LEVEL: 'silent', ...more});
      mark(`“${args.join(' ')}” done`);
      return ran;
    },
    end: (): void => {
      process.stderr.write(`${name}: ${marks.join(', ')}; ${typed.length} commands\n`);
      expect(typed.length).toBeLessThanOrEqual(MOST_COMMANDS);
    },
  };
};

type Running = {lines: () => Entry[]; origin: string};

/** Waits until a running process has told of something that needs a person. */
const told = async ({lines}: Pick<Running, 'lines'>, event: string): Promise<void> => {
  const loud = () => lines().filter(({level}) => level >= WARN);
  await expect.poll(() => loud().map(line => line.event)).toContain(event);
};

/** The same, and until its metrics show it. */
const shown = async (running: Running, {event, metric}: {event: string; metric: RegExp}): Promise<void> => {
  await told(running, event);
  const headers = {authorization: `Bearer ${ADMIN_TOKEN}`};
  await expect.poll(async () => (await fetch(`${running.origin}/metrics`, {headers})).text()).toMatch(metric);
};

const openScene = async (onlyKey?: string) => {
  const {folder, remove} = openFolder();
  const redis = await startRedisServer({program: redisProgram(), folder, durability: 'everysec'});
  ending.push(remove, redis.close);
  const options = {readers: 200, slowMs: 5, ...(onlyKey === undefined ? {} : {onlyKey})};
  const running = await openRunningProcess(redis, options);
  ending.push(running.close);
  return {redis, running};
};

test('a revoked key: told by itself, mended by a new key and two commands, each mail once', async () => {
  const {running} = await openScene('a-new-key');
  const {edition, operator, resend} = running;
  const morning = openMorning('a revoked key', {...running.environment, RESEND_API_KEY: 'a-new-key'});
  await operator.sending.send(edition);
  await shown(
    {...running, origin: running.origin()},
    {event: 'edition.blocked', metric: /paperboy_paused\{.*by="refusal"\} 1/},
  );
  morning.mark('told');
  await running.restart({RESEND_API_KEY: 'a-new-key'});
  morning.mark('restarted with the new key');
  expect((await morning.paperboy(['editions', 'resume', edition])).exit).toBe(0);
  await expect.poll(async () => (await operator.stores.ledger.counts(edition)).pending).toBe(0);
  morning.mark('nothing pending');
  expect((await morning.paperboy(['editions', 'status', edition])).out).toContain('done');
  expect([...resend.inboxes().values()]).toEqual(Array.from({length: 200}, () => 1));
  morning.end();
}, 120_000);

test('a source that is down when it is due: told, and two commands build it in the end', async () => {
  const desk = await openDesk();
  const source = await openPaperSource({daily: {'2026-03-12': [dailyItem({id: '2603.00012'})]}});
  ending.push(desk.close, source.close);
  source.misbehave(...Array.from({length: 500}, () => ({kind: 'status' as const, status: 503})));
  const environment = {
    ...desk.environment,
    ...{HUGGING_FACE_URL: source.url, SOURCES: 'hugging-face', ADMIN_TOKEN, PORT: '0'},
  };
  const before = {...environment, PAPERBOY_CLOCK: '2026-03-12T12:00:00Z'};
  await runPaperboy(['subscribers', 'add', 'ada@example.org', '--confirmed', '--consent', 'by hand'], before);
  const at = {PAPERBOY_CLOCK: '2026-03-13T00:31:00Z'};
  const morning = openMorning('a source that is down', environment);
  const running = await startProcess({...environment, ...at});
  ending.push(() => running.child.kill('SIGKILL'));
  await told({lines: () => running.lines}, 'edition.built');
  morning.mark('told');
  const status = await runPaperboy(['editions', 'status', '2026-03-12'], {...environment, ...at});
  expect(status.out + status.err).toContain('sources-unreachable');
  const answering = await openPaperSource({daily: {'2026-03-12': [dailyItem({id: '2603.00012'})]}});
  ending.push(answering.close);
  const mended = {...at, HUGGING_FACE_URL: answering.url};
  expect((await morning.paperboy(['papers', 'fetch', '--date', '2026-03-12'], mended)).exit).toBe(0);
  expect((await morning.paperboy(['editions', 'build', '2026-03-12'], mended)).exit).toBe(0);
  morning.end();
}, 120_000);

test('a bad record: told, and two commands mend it and send the one mail that was missing', async () => {
  const {redis, running} = await openScene();
  const {edition, operator, resend} = running;
  const morning = openMorning('a bad record', running.environment);
  const store = openRedis(redis.url);
  const record: unknown[] = JSON.parse((await store.get('chaos:{s:2}')) ?? '');
  record[11] = 'folding';
  await store.set('chaos:{s:2}', JSON.stringify(record));
  store.disconnect();
  await operator.sending.send(edition);
  const metric = /paperboy_damaged_records\{kind="subscriber"\} 1/;
  await shown({...running, origin: running.origin()}, {event: 'record.damaged', metric});
  morning.mark('told');
  await expect.poll(async () => (await operator.stores.ledger.counts(edition)).pending).toBe(0);
  expect(resend.inboxes().size).toBe(199);
  expect((await morning.paperboy(['subscribers', 'show', '--number', '2', '--mend'])).exit).toBe(0);
  const again = ['editions', 'resend', edition, '--to', 'reader-2@example.org', '--confirm', '1'];
  expect((await morning.paperboy(again)).exit).toBe(0);
  await expect.poll(() => resend.inboxes().size).toBe(200);
  morning.mark('the missing mail left');
  expect([...resend.inboxes().values()]).toEqual(Array.from({length: 200}, () => 1));
  morning.end();
}, 120_000);
