import {chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve, sep} from 'node:path';
import fc from 'fast-check';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {type OutboxSettings, outboxTransport} from '../../../../src/delivery/transports/outbox/outbox.ts';
import {outboxPath} from '../../../../src/delivery/transports/outbox/outbox-files.ts';
import {outboxPage} from '../../../../src/delivery/transports/outbox/outbox-page.ts';
import {batchOf} from '../../../../src/mail/body/batch.ts';
import {anyText} from '../../../support/texts/any-text.ts';
import {frozen, mailsTo, mailTo} from '../mails.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-outbox-'));
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, {recursive: true, force: true});
});

const toEml: OutboxSettings['toEml'] = async ({mail, messageId, date}) =>
  Buffer.from(
    `Message-ID: ${messageId}\r\nDate: ${date.toUTCString()}\r\nTo: ${mail.to}\r\n\r\n${mail.text}`,
  );

/** A clock that an outbox reads once a call: a second passes between two calls. */
const ticking = (start: number) => {
  let at = start - 1000;
  return {
    now: () => {
      at += 1000;
      return at;
    },
    sleep: async () => undefined,
  };
};

const morning = Date.UTC(2026, 2, 12, 8, 0, 4);
const open = (more: Partial<OutboxSettings> = {}) =>
  outboxTransport({folder, toEml, clock: ticking(morning), ...more});

const read = (path: string) => readFile(join(folder, path), 'utf8');

/** Every file that a person would look for: not the records of the page. */
const files = async (): Promise<string[]> => {
  const names = await readdir(folder, {recursive: true, withFileTypes: true});
  return names
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(name => !name.startsWith('.calls'))
    .toSorted();
};

test('each mail becomes an eml, an html and a text file under the key of its call', async () => {
  const outbox = open();
  const mails = frozen([mailTo('one@example.net'), mailTo('two@example.net')]);
  const answer = await outbox.send({key: '2026-03-12/1/0042', batch: batchOf(mails)});
  await outbox.close();
  expect(await files()).toEqual([
    '2026-03-12/1/0042-001.eml',
    '2026-03-12/1/0042-001.html',
    '2026-03-12/1/0042-001.txt',
    '2026-03-12/1/0042-002.eml',
    '2026-03-12/1/0042-002.html',
    '2026-03-12/1/0042-002.txt',
    'index.html',
  ]);
  expect(answer).toMatchObject({kind: 'accepted', messageIds: [expect.any(String), expect.any(String)]});
  const eml = await read('2026-03-12/1/0042-002.eml');
  expect(eml).toContain('To: two@example.net');
  expect(eml).toContain('Date: Thu, 12 Mar 2026 08:00:04 GMT');
  if (answer.kind === 'accepted') expect(eml).toContain(`Message-ID: ${answer.messageIds[1]}`);
  expect(await read('2026-03-12/1/0042-001.html')).toBe('<!doctype html><p>Papers</p>');
  expect(await read('2026-03-12/1/0042-001.txt')).toBe('Papers');
});

test('an outbox of before, which all could read, is closed with the next mail', async () => {
  for (const path of ['.calls', '2026-03-12', '2026-03-12/1']) await mkdir(join(folder, path));
  for (const path of ['.', '.calls', '2026-03-12', '2026-03-12/1']) await chmod(join(folder, path), 0o755);
  await writeFile(join(folder, '2026-03-12/1/0042-001.eml'), 'an older mail', {mode: 0o644});
  const outbox = open();
  await outbox.send({key: '2026-03-12/1/0042', batch: batchOf([mailTo('one@example.net')])});
  await outbox.close();
  const names = ['.', ...(await readdir(folder, {recursive: true}))];
  const modes = await Promise.all(
    names.map(async name => ((await stat(join(folder, name))).mode & 0o077) === 0),
  );
  expect(modes).not.toContain(false);
});

test('the same call again replaces its files, brings the same ids and adds no mail', async () => {
  const outbox = open();
  const call = {key: '2026-03-12/1/0001', batch: batchOf(mailsTo(3))};
  const first = await outbox.send(call);
  const before = await files();
  const second = await outbox.send(call);
  await outbox.close();
  expect(second).toEqual(first);
  expect((await files()).filter(name => name !== 'index.html')).toEqual(before);
  expect(await read('index.html')).toContain('3 mails');
});

test('the page lists the newest mail first, with its links, and survives a new process', async () => {
  const first = open();
  await first.send({
    key: '2026-03-12/1/0001',
    batch: batchOf([mailTo('one@example.net', {subject: 'Thursday'})]),
  });
  await first.close();
  const second = open({clock: ticking(morning + 86_400_000)});
  await second.send({
    key: '2026-03-13/1/0001',
    batch: batchOf([mailTo('two@example.net', {subject: 'Friday'})]),
  });
  await second.close();
  const page = await read('index.html');
  expect(page.indexOf('Friday')).toBeGreaterThan(0);
  expect(page.indexOf('Thursday')).toBeGreaterThan(page.indexOf('Friday'));
  for (const shown of [
    'href="2026-03-13/1/0001-001.html"',
    'href="2026-03-13/1/0001-001.txt"',
    'href="2026-03-13/1/0001-001.eml"',
    'two@example.net',
    '2026-03-13 08:00:04 UTC',
    '2 mails',
    'prefers-color-scheme:dark',
  ])
    expect(page).toContain(shown);
});

test('every link of the page leads to a file that is there', async () => {
  const outbox = open();
  await outbox.send({key: '2026-W11/2/0001', batch: batchOf(mailsTo(2))});
  await outbox.send({key: '../../Odd Key/ä', batch: batchOf(mailsTo(1))});
  await outbox.close();
  const links = [...(await read('index.html')).matchAll(/href="([^"]+)"/g)].map(([, link]) => link ?? '');
  expect(links).toHaveLength(9);
  for (const link of links) expect((await stat(join(folder, decodeURIComponent(link)))).isFile()).toBe(true);
});

test('what a mail says cannot break out of the page', async () => {
  const subject = `</a><script>alert(1)</script> & "quotes' {{x}} $&`;
  const page = outboxPage({
    entries: [{path: 'a/1', subject, to: '<img src=x onerror=y>', at: 0}],
    total: 1,
    unreadable: 0,
  });
  expect(page).not.toMatch(/<script|<img/);
  expect(page).toContain(
    '&lt;/a&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&#39; {{x}} $&amp;',
  );
});

test('the page loads nothing and says when it is empty or cannot show all', () => {
  const empty = outboxPage({entries: [], total: 0, unreadable: 0});
  expect(empty).toContain('Nothing yet.');
  expect(empty).not.toMatch(/src=|url\(|https?:/);
  const long = outboxPage({
    entries: [{path: 'a/1', subject: ' ', to: 'a@example.net', at: 0}],
    total: 5,
    unreadable: 2,
  });
  expect(long).toContain('The 4 oldest are in the folders beside this page.');
  expect(long).toContain('2 records could not be read.');
  expect(long).toContain('(no subject)');
});

test('the page comes by itself while mails are still being written', async () => {
  const outbox = open();
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
  await outbox.send({key: '2026-03-12/1/0001', batch: batchOf(mailsTo(1))});
  expect(await files()).not.toContain('index.html');
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
  await expect.poll(files).toContain('index.html');
  await outbox.close();
});

test('an outbox that got nothing leaves nothing', async () => {
  await open({folder: join(folder, 'never')}).close();
  expect(await readdir(folder)).toEqual([]);
});

test('a record that somebody spoiled is counted and the others are shown', async () => {
  const outbox = open();
  await outbox.send({key: '2026-03-12/1/0001', batch: batchOf(mailsTo(1))});
  await writeFile(join(folder, '.calls', 'spoiled.json'), '{"at": "yesterday"');
  await writeFile(join(folder, '.calls', 'odd.json'), '{"at": 1, "mails": [7]}');
  await outbox.close();
  const page = await read('index.html');
  expect(page).toContain('1 mail that');
  expect(page).toContain('2 records could not be read.');
});

test('no half-written file and no draft stays behind', async () => {
  const outbox = open();
  await Promise.all(
    Array.from({length: 5}, (_, chunk) =>
      outbox.send({key: `2026-03-12/1/000${chunk}`, batch: batchOf(mailsTo(20))}),
    ),
  );
  await outbox.close();
  expect((await files()).filter(name => name.endsWith('.tmp'))).toEqual([]);
  expect(await files()).toHaveLength(5 * 20 * 3 + 1);
});

test('no key leads out of the outbox, names an address or shares its files with another key', () => {
  const part = fc.oneof(
    {weight: 1, arbitrary: anyText({maxLength: 70})},
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        '..',
        '.',
        '',
        '~',
        'con',
        '0042',
        'jane@example.net',
        'A',
        'a',
        '0042-001',
        'x\\y',
        '\0',
      ),
    },
  );
  const key = fc.array(part, {minLength: 1, maxLength: 16}).map(parts => parts.join('/'));
  fc.assert(
    fc.property(key, key, (one, other) => {
      const path = outboxPath({key: one, index: 0});
      expect(resolve('/outbox', path).startsWith(`/outbox${sep}`)).toBe(true);
      expect(path).toMatch(/^[A-Za-z0-9_/-]+$/);
      expect(path).not.toContain('jane');
      if (one !== other)
        expect(outboxPath({key: other, index: 0}).toLowerCase()).not.toBe(path.toLowerCase());
    }),
  );
  expect(outboxPath({key: 'a/0042-001', index: 1})).not.toBe(outboxPath({key: 'a/0042', index: 1001}));
  expect(outboxPath({key: '2026-W11/1/0001', index: 99})).toBe('2026-W11/1/0001-100');
});

test('a folder that cannot be one blocks, with the reason and without the path', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const outbox = open({folder: join(file, 'outbox')});
  const answer = await outbox.send({key: '2026-03-12/1/0001', batch: batchOf(mailsTo(1))});
  expect(answer).toEqual({kind: 'blocked', reason: 'the outbox cannot be written: ENOTDIR at mkdir'});
});

test('a full disk blocks, with the reason', async () => {
  const full = Object.assign(new Error('no space left on device'), {code: 'ENOSPC', syscall: 'write'});
  const outbox = open({toEml: () => Promise.reject(full)});
  const answer = await outbox.send({key: '2026-03-12/1/0001', batch: batchOf(mailsTo(1))});
  expect(answer).toEqual({kind: 'blocked', reason: 'the outbox cannot be written: ENOSPC at write'});
});

test('a page that cannot be written is told at close', async () => {
  const outbox = open();
  await outbox.send({key: '2026-03-12/1/0001', batch: batchOf(mailsTo(1))});
  await mkdir(join(folder, 'index.html', 'in-the-way'), {recursive: true});
  await expect(outbox.close()).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
});

test('a message that cannot be composed is a bug, not an answer', async () => {
  const outbox = open({toEml: () => Promise.reject(new Error('odd mail'))});
  await expect(outbox.send({key: 'k', batch: batchOf(mailsTo(1))})).rejects.toThrow('odd mail');
  await expect(outbox.send({key: 'k', batch: batchOf([])})).rejects.toThrow('1 to 100');
});

test('it tells how much a call may carry and that a key is safe for good', () => {
  expect(open()).toMatchObject({name: 'outbox', batchSize: 100, replaySafeMs: Number.POSITIVE_INFINITY});
});
