import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {judge} from '../../chaos/checker.ts';
import type {Audience} from '../../chaos/world/newsletter.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';

let newsletter: Newsletter;
let folder: string;
let journalPath: string;
let edition: EditionId;
let audience: Audience;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-checker-'));
  journalPath = join(folder, 'journal.jsonl');
  newsletter = await openNewsletter({
    fakeResend: {journalPath},
  });
  await newsletter.subscribe(150);
  audience = new Map();
  for await (const some of newsletter.paperboy.stores.subscribers.all())
    for (const {address, number, id} of some) audience.set(address, {number, id});
  edition = await newsletter.edition();
  await newsletter.paperboy.sending.send(edition);
  await newsletter.work(edition);
});

afterEach(async () => {
  await newsletter.close();
  rmSync(folder, {recursive: true});
});

const verdict = (left: string[] = []) =>
  judge({
    paperboy: newsletter.paperboy,
    edition,
    audience,
    journalPath,
    exceptions: {left: new Set(left), refused: new Set(), spansADay: false},
  });

/** Makes the journal say something else: its calls, one a line. */
const rewrite = (change: (lines: string[]) => string[]): void => {
  const lines = readFileSync(journalPath, 'utf8').trimEnd().split('\n');
  writeFileSync(journalPath, `${change(lines).join('\n')}\n`);
};

const clean = {
  readers: 150,
  mails: 150,
  lost: 0,
  doubled: 0,
  foreign: 0,
  untrue: 0,
  uncertain: 0,
  pending: 0,
  imbalance: null,
};

test('a sending without a fault is found without one', async () => {
  expect(await verdict()).toMatchObject(clean);
});

test('readers whom the journal lacks are lost, and the ledger that says otherwise is untrue', async () => {
  rewrite(lines => lines.slice(0, 1));
  const lacking = 150 - (await verdict()).mails;
  expect([50, 100]).toContain(lacking);
  expect(await verdict()).toMatchObject({...clean, mails: 150 - lacking, lost: lacking, untrue: lacking});
});

test('a call that was taken twice is a double for each of its readers', async () => {
  rewrite(lines => [...lines, lines[0] ?? '']);
  const {mails, doubled} = await verdict();
  expect(doubled).toBe(mails - 150);
  expect([50, 100]).toContain(doubled);
});

test('a mail to somebody outside of the audience is foreign', async () => {
  rewrite(lines => lines.map(line => line.replaceAll('"reader-7@example.org"', '"stranger@example.org"')));
  expect(await verdict()).toMatchObject({foreign: 1, lost: 1});
});

test("a mail with another reader's link is foreign, wherever the link stands", async () => {
  const links = newsletter.resend
    .mails()
    .map(mail => [mail.to, /manage\/([\w-]+)/.exec(mail.text ?? '')?.[1] ?? ''] as const);
  const tokenOf = new Map(links);
  const [mine, other] = ['reader-3@example.org', 'reader-4@example.org'].map(to => tokenOf.get(to) ?? '');
  rewrite(lines => lines.map(line => line.replace(mine ?? '', other ?? '')));
  expect(await verdict()).toMatchObject({foreign: 1, lost: 0});
});

test('who left in mid-send may miss the mail, but ledger and journal may not differ', async () => {
  rewrite(lines => lines.map(line => line.replaceAll('"reader-9@example.org"', '"stranger@example.org"')));
  expect(await verdict(['reader-9@example.org'])).toMatchObject({lost: 0, untrue: 1});
});

test('counts that do not balance are seen', async () => {
  await newsletter.redis.hincrby(`test:{e:${edition}}:counts`, 'accepted', 1);
  expect((await verdict()).imbalance).toContain('do not balance');
});
