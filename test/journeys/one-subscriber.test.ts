import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Desk, openDesk, startPaperboy} from '../support/command.ts';
import {dailyItem, openPaperSource, type PaperSourceStandIn} from '../support/paper-source.ts';

let desk: Desk;
let source: PaperSourceStandIn;
let running: {child: ChildProcess; origin: string};

beforeEach(async () => {
  desk = await openDesk();
  source = await openPaperSource({});
  running = await startEverything();
});

afterEach(async () => {
  const ended = once(running.child, 'close');
  running.child.kill('SIGTERM');
  await ended;
  await source.close();
  await desk.close();
});

/** `paperboy start`, as an operator's machine runs it, and where its pages are. */
const startEverything = async () => {
  const child = startPaperboy(['start'], {...desk.environment, PORT: '0', HUGGING_FACE_URL: source.url});
  child.stdout.resume();
  const lines = createInterface({input: child.stderr});
  for await (const line of lines) {
    const {event, port}: {event?: string; port?: number} = JSON.parse(line);
    if (event !== 'web.listening') continue;
    child.stderr.resume();
    return {child, origin: `http://127.0.0.1:${port}`};
  }
  throw new Error('the process ended before it listened');
};

/** The texts of the mails to this address in the outbox. */
const mailsTo = async (address: string): Promise<string[]> => {
  const paths = (await readdir(desk.outbox, {recursive: true})).filter(path => path.endsWith('.eml'));
  const mails: string[] = [];
  for (const path of paths.sort()) {
    const eml = await readFile(join(desk.outbox, path), 'utf8');
    if (eml.includes(`To: ${address}`)) mails.push(`${eml}\n${await readFile(twin(path), 'utf8')}`);
  }
  return mails;
};

const twin = (path: string): string => join(desk.outbox, path.replace(/\.eml$/, '.txt'));

/** The path of the first link of this kind in a mail: its origin is the public one, which no test reaches. */
const linkIn = (mail: string, kind: 'confirm' | 'unsubscribe'): string => {
  const found = new RegExp(`http://localhost:3000(/${kind}/[\\w-]+)`).exec(mail.replaceAll('=\r\n', ''));
  if (!found?.[1]) throw new Error(`the mail has no ${kind} link`);
  return found[1];
};

const sendEdition = async (day: string) => {
  const path = await desk.file(`${day}.json`, JSON.stringify([dailyItem({id: `2603.000${day.slice(8)}`})]));
  await desk.paperboy('papers', 'import', path, '--date', day);
  await desk.paperboy('editions', 'build', day);
  return (await desk.paperboy('editions', 'send', day, '--wait', '--json')).json();
};

const stateOf = async (address: string): Promise<unknown> =>
  (await desk.paperboy('subscribers', 'show', address, '--json')).json();

test('a subscriber is asked, confirms, gets the digest, leaves with one click, and gets no more', async () => {
  const ada = 'ada@example.org';
  expect((await desk.paperboy('subscribers', 'add', ada)).err).toBe('');
  await expect.poll(async () => (await mailsTo(ada)).length).toBe(1);
  expect(await sendEdition('2026-03-10')).toMatchObject({counts: {audience: 0}});

  const [letter = ''] = await mailsTo(ada);
  const confirm = `${running.origin}${linkIn(letter, 'confirm')}`;
  expect((await fetch(confirm)).status).toBe(200);
  expect(await stateOf(ada)).toMatchObject({state: 'pending'});
  expect((await fetch(confirm, {method: 'POST'})).status).toBe(200);
  expect(await stateOf(ada)).toMatchObject({state: 'active'});

  expect(await sendEdition('2026-03-11')).toMatchObject({counts: {audience: 1, accepted: 1}});
  const digest = (await mailsTo(ada)).find(mail => mail.includes('List-Unsubscribe-Post')) ?? '';
  const oneClick = await fetch(`${running.origin}${linkIn(digest, 'unsubscribe')}`, {
    method: 'POST',
    headers: {'content-type': 'application/x-www-form-urlencoded'},
    body: 'List-Unsubscribe=One-Click',
  });
  expect(oneClick.status).toBe(200);
  expect(await stateOf(ada)).toMatchObject({state: 'unsubscribed', stateReason: 'left by one click'});

  const before = (await mailsTo(ada)).filter(mail => mail.includes('List-Unsubscribe-Post'));
  expect(await sendEdition('2026-03-12')).toMatchObject({counts: {audience: 0, accepted: 0}});
  const after = (await mailsTo(ada)).filter(mail => mail.includes('List-Unsubscribe-Post'));
  expect(after).toEqual(before);
  expect(before).toHaveLength(1);
});
