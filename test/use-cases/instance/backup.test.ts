import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gunzipSync, gzipSync} from 'node:zlib';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {openWithStores} from '../../../chaos/open-with-stores.ts';
import {DAY, HOUR} from '../../../src/clock.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {writeKey} from '../../../src/instance/backup/key-value.ts';
import {SCHEMA_VERSION} from '../../../src/instance/instance-store.ts';
import {silentLog} from '../../../src/log.ts';
import {writeKeys} from '../../../src/use-cases/instance/backup/restore.ts';
import {openNewsletter} from '../../support/newsletter.ts';
import {openTestRedis} from '../../support/redis.ts';

const newsletter = await openNewsletter();
const {paperboy, clock} = newsletter;
const FRIDAY = clock.now();
const elsewhere = await openTestRedis();
const folder = mkdtempSync(join(tmpdir(), 'paperboy-backup-'));
const file = join(folder, 'a.backup');

beforeEach(async () => {
  clock.set(FRIDAY);
  await newsletter.empty();
  await elsewhere.empty();
});
afterAll(async () => {
  await newsletter.close();
  await elsewhere.close();
  rmSync(folder, {recursive: true});
});

/** The instance as another host opens it, with the same settings. */
const openElsewhere = () =>
  openWithStores({config: paperboy.config, redisUrl: elsewhere.url, clock, log: silentLog});

type Host = Awaited<ReturnType<typeof openElsewhere>>;

/** Does something on the other host's instance, as a process that is started for it. */
const there = async <Result>(work: (host: Host) => Promise<Result>): Promise<Result> => {
  const host = await openElsewhere();
  try {
    return await work(host);
  } finally {
    await host.close();
  }
};

/** With a record of noes that is whole: nobody said any. */
const noNoes = join(folder, 'noes.jsonl');
writeFileSync(noNoes, '');

const restoreThere = () => there(host => host.operations.restore({file, noes: [noNoes]}));

/** Works all that is open there until nothing is. */
const workThere = async (host: Host, id: EditionId): Promise<void> => {
  for (let round = 0; round < 20; round++) {
    const open = await host.stores.ledger.openChunks(id);
    if (open.length === 0) return;
    await Promise.all(open.map(host.sending.sendChunk));
  }
};

/** 300 readers in three chunks: one was sent when the backup was made, all were after it. */
const backedUpInMidSend = async (): Promise<EditionId> => {
  await newsletter.subscribe(300);
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  await paperboy.sending.sendChunk({edition: id, run: 1, chunk: '1'});
  await paperboy.operations.backUp({file});
  await newsletter.work(id);
  expect(newsletter.resend.inboxes().size).toBe(300);
  // The provider has forgotten all names, while what was missed is still made up for.
  clock.advance(HOUR);
  await newsletter.resend.advance(2 * DAY);
  return id;
};

const doubled = () => [...newsletter.resend.inboxes().values()].filter(mails => mails > 1).length;

test('what was pending when the backup was made is held: nobody gets a second mail by itself', async () => {
  const id = await backedUpInMidSend();
  const restored = await restoreThere();
  expect(restored).toMatchObject({kind: 'restored', held: {editions: [id], emails: 200}});
  await there(async host => {
    expect(await host.sending.reconcile()).toBe(0);
    expect(await host.orders.resume({edition: id, who: 'ada', why: 'go on'})).toMatchObject({
      kind: 'refused',
    });
    expect(await host.sending.send(id)).toMatchObject({kind: 'refused'});
    expect(await host.sending.planWave({edition: id, wave: clock.now()})).toEqual({kind: 'sealed', mails: 0});
    await workThere(host, id);
    expect(await host.sending.status(id)).toMatchObject({
      state: 'needs-attention',
      reason: expect.stringContaining('held'),
      counts: {audience: 300, accepted: 100, pending: 0, uncertain: 200},
    });
    expect(await host.stores.ledger.recount(id)).toEqual((await host.sending.status(id))?.counts);
  });
  expect(doubled()).toBe(0);
});

/** What a restore would be that holds nothing: the keys of the backup, and no more. */
const writeKeysThere = async (): Promise<void> => {
  const prefix = paperboy.config.QUEUE_PREFIX;
  const fields = await writeKeys(
    {
      writeEntries: async entries => {
        for (const {key, holds} of entries) await writeKey(elsewhere.redis, `${prefix}:${key}`, holds);
      },
    },
    file,
  );
  await elsewhere.redis.hset(`${prefix}:{instance}`, fields);
};

test('the control, a backup whose keys alone are written back, doubles what was pending', async () => {
  const id = await backedUpInMidSend();
  await writeKeysThere();
  await there(async host => {
    await host.sending.reconcile();
    await workThere(host, id);
  });
  expect(doubled()).toBe(200);
});

test('the control doubles what was built and sent after the backup, too', async () => {
  await newsletter.subscribe(3);
  await paperboy.operations.backUp({file});
  await newsletter.work(await sentAnew(paperboy));
  await newsletter.resend.advance(2 * DAY);
  await writeKeysThere();
  await there(async host => {
    const id = await buildAgain(host);
    await host.sending.send(id);
    await workThere(host, id);
  });
  expect(doubled()).toBe(3);
});

test('only a re-send that is confirmed with its number brings it to them', async () => {
  const id = await backedUpInMidSend();
  await restoreThere();
  await there(async host => {
    const to = [{kind: 'uncertain'}] as const;
    const resend = {edition: id, to: [...to], who: 'ada', why: null};
    expect(await host.sending.resend({...resend, confirm: 199})).toMatchObject({kind: 'refused'});
    expect(await host.sending.dryRunResend({edition: id, to: [...to]})).toMatchObject({eligible: 200});
    expect(await host.sending.resend({...resend, confirm: 200})).toMatchObject({kind: 'planned'});
    await workThere(host, id);
    expect((await host.sending.status(id))?.counts).toMatchObject({accepted: 300, uncertain: 0});
  });
  expect(doubled()).toBe(200);
});

test('an edition that was built and sent after the backup is held where it is built again', async () => {
  await newsletter.subscribe(3);
  await paperboy.operations.backUp({file});
  await newsletter.work(await sentAnew(paperboy));
  await restoreThere();
  await there(async host => {
    const id = await buildAgain(host);
    expect(await host.sending.send(id)).toMatchObject({kind: 'refused'});
    expect(await host.sending.sendLatest(1)).toMatchObject({kind: 'none'});
    expect(await host.sending.status(id)).toMatchObject({state: 'needs-attention'});
    const resend = {edition: id, to: [{kind: 'all' as const}], who: 'ada', why: null};
    expect(await host.sending.resend({...resend, confirm: 3})).toMatchObject({kind: 'planned'});
    await workThere(host, id);
  });
  expect(doubled()).toBe(3);
  clock.advance(2 * DAY);
  await there(async host => {
    const next = await buildAgain(host, '2026-03-14');
    expect(await host.sending.send(next)).toEqual({kind: 'planned', mails: 3});
  });
});

test('a pause, a half planned re-send and a letter that was asked for are over', async () => {
  await newsletter.subscribe(150);
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  await paperboy.orders.pause({edition: id, who: 'ada', why: 'looking'});
  await paperboy.sending.requestLetter({number: 1, letter: 'welcome'});
  await paperboy.operations.backUp({file});
  expect(await restoreThere()).toMatchObject({held: {emails: 150, letters: 1}});
  await there(async host => {
    expect(await host.stores.letterRequests.count()).toBe(0);
    const dry = await host.sending.dryRunResend({edition: id, to: [{kind: 'uncertain'}]});
    expect(dry).toMatchObject({eligible: 150});
    expect((await host.stores.ledger.audit(id)).map(({what}) => what)).toEqual(['paused', 'held']);
  });
  expect(newsletter.resend.mails()).toEqual([]);
});

test('restored on another host, all that was kept is there and links open their owners', async () => {
  await newsletter.subscribe(['ada@example.org', 'ben@example.org']);
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  await newsletter.work(id);
  await paperboy.subscribers.unsubscribe({number: 2, via: 'command'});
  await paperboy.operations.backUp({file});
  await restoreThere();
  await there(async host => {
    expect(host.stores.instance.id).toBe(paperboy.stores.instance.id);
    expect(await host.subscribers.find('ada@example.org')).toEqual(
      await paperboy.subscribers.find('ada@example.org'),
    );
    expect((await host.subscribers.find('ben@example.org'))?.state).toBe('unsubscribed');
    expect(await host.subscribers.stats()).toEqual(await paperboy.subscribers.stats());
    expect(await host.editions.find(id)).toEqual(await paperboy.editions.find(id));
    expect(await host.subscribers.deliveries({number: 1})).toEqual(
      await paperboy.subscribers.deliveries({number: 1}),
    );
    // What a link says (its reader's id, the epoch) and what it is signed with.
    expect(host.linkKeys).toEqual(paperboy.linkKeys);
  });
});

describe('a restore is refused and nothing is written', () => {
  const refusal = async (): Promise<string> => {
    const result = await restoreThere();
    return result.kind === 'refused' ? result.reason : 'it was restored';
  };
  const written = () =>
    elsewhere.redis
      .keys('*')
      .then(keys => keys.filter(key => /^test:(?!.*(?:instance|:ids$|health))/.test(key)));

  const lines = () => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const rewrite = (changed: string[]) => writeFileSync(file, gzipSync(`${changed.join('\n')}\n`));

  beforeEach(async () => {
    await newsletter.subscribe(3);
    await paperboy.operations.backUp({file});
  });

  test.each([
    ['is cut off in its bytes', () => writeFileSync(file, readFileSync(file).subarray(0, -20)), 'is cut off'],
    ['lacks its last line', () => rewrite(lines().slice(0, -1)), 'is cut off: its last line is missing'],
    ['lacks a key', () => rewrite(lines().filter((_, at) => at !== 2)), 'was changed: its checksum differs'],
    ['is no backup', () => writeFileSync(file, 'email\na@example.org\n'), 'is no backup of Paperboy'],
    ['is empty', () => writeFileSync(file, ''), 'is cut off'],
    ['is not there', () => rmSync(file), 'is not there'],
  ])('where the file %s', async (_, spoil, reason) => {
    spoil();
    expect(await refusal()).toBe(`${file} ${reason}`);
    expect(await written()).toEqual([]);
  });

  test('where it is of a newer version', async () => {
    const [head = '', ...rest] = lines().slice(0, -1);
    const newer = [head.replace(`"schema":${SCHEMA_VERSION}`, `"schema":${SCHEMA_VERSION + 1}`), ...rest];
    const sha256 = createHash('sha256')
      .update(`${newer.join('\n')}\n`)
      .digest('hex');
    rewrite([...newer, JSON.stringify({keys: rest.length, sha256})]);
    expect(await refusal()).toContain('is of a newer version of Paperboy');
    expect(await written()).toEqual([]);
  });

  test('where the Redis holds an instance already, such as this one', async () => {
    const result = await paperboy.operations.restore({file});
    expect(result).toMatchObject({kind: 'refused', reason: expect.stringContaining('into an empty one')});
    await restoreThere();
    expect(await refusal()).toContain('into an empty one');
  });

  test('and one that is cut off leaves a Redis on which no process works', async () => {
    await there(host => host.stores.instanceStore.beginRestore());
    await expect(openElsewhere()).rejects.toThrow('a restore into this Redis was cut off');
  });
});

test('a backup is its owner’s alone, and one that fails takes the place of none', async () => {
  await newsletter.subscribe(3);
  await paperboy.operations.backUp({file});
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file);
  await newsletter.redis.lpush('test:{s:9}', 'a type that nobody uses');
  await expect(paperboy.operations.backUp({file})).rejects.toThrow('which no backup knows');
  expect(readFileSync(file)).toEqual(before);
  await newsletter.redis.del('test:{s:9}');
});

test('a backup that is made while an edition is sent balances, wherever it fell', async () => {
  await newsletter.subscribe(900);
  const id = await newsletter.edition();
  const sending = paperboy.sending.send(id).then(() => newsletter.work(id));
  for (let turn = 0; turn < 4; turn++) {
    await paperboy.operations.backUp({file});
    await elsewhere.empty();
    await restoreThere();
    await there(async host => {
      const status = await host.sending.status(id);
      const {audience = 0, pending = 0, accepted = 0, uncertain = 0} = status?.counts ?? {};
      expect(pending).toBe(0);
      expect(accepted + uncertain).toBe(audience);
      expect(await host.stores.ledger.openChunks(id)).toEqual([]);
    });
  }
  await sending;
});

/** As an operator does it: the papers of a day, its edition, and out. */
const buildAgain = async (host: Host, day = '2026-03-12'): Promise<EditionId> => {
  await host.stores.catalogue.storeAll(Array.from({length: 5}, (_, at) => madeUpPaper(day, at)));
  const id = dailyEdition(day);
  const outcome = await host.editions.build(id);
  if (outcome.kind !== 'ready') throw new Error(outcome.reason);
  return id;
};

const sentAnew = async (host: Host): Promise<EditionId> => {
  const id = await buildAgain(host);
  await host.sending.send(id);
  clock.advance(HOUR);
  return id;
};
