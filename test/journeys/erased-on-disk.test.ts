import {cp, mkdtemp, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {madeUpPaper} from '../../chaos/made-up-paper.ts';
import {type OpenPaperboy, openWithStores} from '../../chaos/open-with-stores.ts';
import {type LocalRedis, openLocalRedis} from '../../local-redis/local-redis.ts';
import {HOUR, MINUTE, systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {MORNING_AFTER} from '../support/newsletter.ts';
import {listeningLog} from '../workers/workers.ts';

/** An instance on the Redis that the product starts for itself, with an outbox: all that it keeps is here. */
let folder: string;
let local: Extract<LocalRedis, {kind: 'redis'}>;
let paperboy: OpenPaperboy;
let entries: Record<string, unknown>[];
const clock = {at: MORNING_AFTER, now: () => clock.at, sleep: (ms: number) => systemClock.sleep(ms)};

const open = async (isOwnRedis = true): Promise<OpenPaperboy> => {
  const reading = parseConfig({OUTBOX_DIR: join(folder, 'outbox'), QUEUE_PREFIX: 'test'});
  if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
  const listening = listeningLog();
  entries = listening.entries;
  return openWithStores({
    ...{config: reading.config, redisUrl: local.url, clock, log: listening.log, isOwnRedis},
  });
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-disk-'));
  const found = await openLocalRedis({
    ...{folder: join(folder, '.paperboy'), allowInMemory: false},
    say: () => undefined,
  });
  if (found.kind !== 'redis') throw new Error(found.message);
  local = found;
  clock.at = MORNING_AFTER;
  paperboy = await open();
});

afterEach(async () => {
  await paperboy.close();
  await local.close();
  await expect
    .poll(async () => (await readdir(join(folder, '.paperboy'))).includes('redis.lock'), {timeout: 20_000})
    .toBe(false);
  await rm(folder, {recursive: true, force: true});
});

/** The files below the folder that hold a text, by its bytes. */
const filesWith = async (text: string): Promise<string[]> => {
  const entriesOfFolder = await readdir(folder, {recursive: true, withFileTypes: true});
  const files = entriesOfFolder
    .filter(entry => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name));
  const found = await Promise.all(
    files.map(async file => ((await readFile(file)).includes(text) ? [file.slice(folder.length + 1)] : [])),
  );
  return found.flat().sort();
};

/** Two confirmed readers, each with a letter, an edition and one who is to go. */
const readersWithMail = async (): Promise<number> => {
  const {subscribers, sending, editions, stores} = paperboy;
  for (const [address, name] of [
    ['leaving@example.org', 'Lea Ving'],
    ['staying@example.net', 'Stay Ing'],
  ] as const) {
    const added = await subscribers.add({address, name, confirmed: true, consentText: 'agreed on paper'});
    if (!('subscriber' in added)) throw new Error(added.kind);
    await sending.requestLetter({number: added.subscriber.number, letter: 'manage-link'});
  }
  for (const request of await stores.letterRequests.waiting(10)) await sending.sendLetter(request);
  await stores.catalogue.storeAll([0, 1, 2].map(at => madeUpPaper('2026-03-12', at)));
  const edition = dailyEdition('2026-03-12');
  await editions.build(edition);
  await sending.send(edition);
  for (const chunk of await stores.ledger.openChunks(edition)) await sending.sendChunk(chunk);
  const leaving = await subscribers.find('leaving@example.org');
  if (!leaving) throw new Error('nobody to erase');
  return leaving.number;
};

/** Redis removes the old files a moment after the rewrite. */
const untilGone = async (text: string): Promise<void> => {
  await expect.poll(() => filesWith(text), {timeout: 10_000}).toEqual([]);
};

test('after an erasure no byte on the disk tells address or name, and the others keep theirs', async () => {
  const number = await readersWithMail();
  expect((await filesWith('leaving@example.org')).map(file => file.split('/')[0])).toEqual(
    expect.arrayContaining(['.paperboy', 'outbox']),
  );
  await paperboy.subscribers.erase(number);
  expect((await filesWith('leaving@example.org')).filter(file => file.startsWith('outbox'))).toEqual([]);
  expect(await paperboy.operations.rewriteDisk({patienceMs: MINUTE})).toEqual({kind: 'rewritten'});
  await untilGone('leaving@example.org');
  await untilGone('Lea Ving');
  const kept = await filesWith('staying@example.net');
  expect(kept.filter(file => file.endsWith('.eml'))).toHaveLength(2);
  expect(await readFile(join(folder, 'outbox', 'index.html'), 'utf8')).toContain('2 mails');
});

test('mail to an address of before is forgotten too, and what a killed process left of one', async () => {
  const number = await readersWithMail();
  const {subscribers} = paperboy.stores;
  await subscribers.move(number, current => ({...current, address: 'moved@example.org'}));
  const [eml = ''] = (await filesWith('leaving@example.org')).filter(file => file.endsWith('.eml'));
  const draft = eml.replace(/\d{3}\.eml$/, '777.eml.01234567-0123-0123-0123-0123456789ab.tmp');
  await cp(join(folder, eml), join(folder, draft));
  await paperboy.subscribers.erase(number);
  expect((await filesWith('leaving@example.org')).filter(file => file.startsWith('outbox'))).toEqual([draft]);
  const again = await paperboy.subscribers.add({
    ...{address: 'leaving@example.org', confirmed: true, consentText: 'agreed on paper'},
  });
  if (!('subscriber' in again)) throw new Error(again.kind);
  await paperboy.subscribers.erase(again.subscriber.number);
  expect((await filesWith('leaving@example.org')).filter(file => file.startsWith('outbox'))).toEqual([]);
});

test('a process that ends before the rewrite leaves it to the next one', async () => {
  await paperboy.subscribers.erase(await readersWithMail());
  await paperboy.close();
  paperboy = await open();
  expect(await paperboy.operations.rewriteDisk({patienceMs: MINUTE})).toEqual({kind: 'rewritten'});
  await untilGone('leaving@example.org');
});

test('a rewrite that fails is an event, and is tried again after an hour', async () => {
  await paperboy.subscribers.erase(await readersWithMail());
  const log = join(folder, '.paperboy', 'redis', 'appendonlydir');
  await rename(log, `${log}-away`);
  await writeFile(log, 'in the way');
  expect(await paperboy.operations.rewriteDisk({patienceMs: MINUTE})).toMatchObject({kind: 'failed'});
  expect(entries).toContainEqual(
    expect.objectContaining({level: 50, event: 'disk.rewritten', outcome: 'failed'}),
  );
  expect((await paperboy.operations.metrics()).text).toContain('paperboy_disk_rewrite_failed 1');
  await rm(log);
  await rename(`${log}-away`, log);
  expect(await paperboy.operations.rewriteDisk({patienceMs: MINUTE})).toEqual({kind: 'none'});
  clock.at += HOUR;
  expect(await paperboy.operations.rewriteDisk({patienceMs: MINUTE})).toEqual({kind: 'rewritten'});
  expect((await paperboy.operations.metrics()).text).toContain('paperboy_disk_rewrite_failed 0');
  await untilGone('leaving@example.org');
});

test("an operator's own Redis is left alone", async () => {
  await paperboy.close();
  paperboy = await open(false);
  await paperboy.subscribers.erase(await readersWithMail());
  expect(await paperboy.operations.rewriteDisk({patienceMs: MINUTE})).toEqual({kind: 'none'});
  expect(await filesWith('leaving@example.org')).toEqual([expect.stringContaining('appendonlydir')]);
});

test('nobody but its owner reads an outbox, one of an older release included', async () => {
  await readersWithMail();
  const below = await readdir(join(folder, 'outbox'), {recursive: true, withFileTypes: true});
  const modes = await Promise.all(
    below.map(async entry => {
      const {mode} = await stat(join(entry.parentPath, entry.name));
      return `${entry.isFile() ? 'file' : 'folder'} ${(mode & 0o777).toString(8)}`;
    }),
  );
  expect([...new Set(modes)].sort()).toEqual(['file 600', 'folder 700']);
  expect((await stat(join(folder, 'outbox'))).mode & 0o777).toBe(0o700);
});
