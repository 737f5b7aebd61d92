import {readFile} from 'node:fs/promises';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem, openPaperSource} from '../support/paper-source.ts';
import {attested, DAY, documentOn, editionOn, noCounts, threePapersOn} from './newsroom.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const threePapers = () => threePapersOn(desk);
const edition = () => editionOn(desk);
const document = (...args: string[]) => documentOn(desk, ...args);

describe('papers fetch', () => {
  test('asks a source for a day, and the second time knows its papers', async () => {
    const source = await openPaperSource({daily: {[DAY]: [dailyItem({id: '2603.00001'})]}});
    desk.environment.HUGGING_FACE_URL = source.url;
    expect(await document('papers', 'fetch', '--date', DAY)).toMatchObject({
      exit: 0,
      json: [{source: 'hugging-face', day: DAY, imported: 1, updated: 0}],
    });
    expect(await document('papers', 'fetch', '--date', DAY)).toMatchObject({
      exit: 0,
      json: [{imported: 0, updated: 1}],
    });
    await source.close();
  });

  test('a source that answers nonsense: exit code 1, with the reason; what was known stays', async () => {
    await desk.paperboy('papers', 'import', await threePapers(), '--date', DAY);
    const source = await openPaperSource({});
    desk.environment.HUGGING_FACE_URL = source.url;
    source.misbehave({kind: 'body', body: '<html>'});
    const {exit, json} = await desk.paperboy('papers', 'fetch', '--date', DAY, '--json');
    expect(exit).toBe(1);
    expect(json()).toMatchObject([{kind: 'failed', reason: expect.stringMatching(/./)}]);
    expect((await document('papers', 'rank', '--date', DAY)).json).toHaveLength(3);
    await source.close();
  });

  test('a source that is not configured is no source: exit code 2', async () => {
    const {exit, err} = await desk.paperboy('papers', 'fetch', '--source', 'arxiv', '--date', DAY);
    expect(exit).toBe(2);
    expect(err).toBe('--source "arxiv" is not a configured source (hugging-face)\n');
  });
});

describe('subscribers', () => {
  test('who is added without --confirmed is asked by letter, which then waits for a worker', async () => {
    const {exit, out, err} = await desk.paperboy('subscribers', 'add', 'ada@example.org');
    expect({exit, out}).toEqual({exit: 0, out: 'added: confirmation email queued\n'});
    expect(err).toContain('No worker is running');
    expect((await document('subscribers', 'stats')).json).toMatchObject({pending: 1, active: 0});
  });

  test('who is unknown is a failure, and ending what has ended is none', async () => {
    const unknown = await desk.paperboy('subscribers', 'show', 'nobody@example.org');
    expect(unknown).toMatchObject({exit: 1, out: '', err: 'subscriber not found\n'});
    await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested);
    const leave = ['subscribers', 'unsubscribe', 'ada@example.org'];
    expect(await desk.paperboy(...leave)).toMatchObject({exit: 0, out: 'unsubscribed\n'});
    expect(await desk.paperboy(...leave)).toMatchObject({
      exit: 0,
      out: 'no active subscription\n',
    });
  });

  test('erase deletes everything, and an import brings nothing back', async () => {
    await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested);
    expect(await document('subscribers', 'erase', 'ada@example.org')).toEqual({
      exit: 0,
      json: {outcome: 'erased', number: 1, mails_on_their_way: 0},
    });
    expect(await desk.paperboy('subscribers', 'erase', 'ada@example.org')).toMatchObject({
      exit: 1,
      err: 'subscriber not found\n',
    });
    const path = await desk.file('readers.csv', 'email\nADA@example.org\n');
    expect((await document('subscribers', 'import', path, ...attested)).json).toMatchObject({
      imported: 0,
      skipped: 1,
    });
    expect(await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested)).toMatchObject({
      exit: 3,
      err: expect.stringContaining('only its owner can subscribe it again'),
    });
  });

  test.each([
    ['bounced', 'through the sign-up form', 'at most once a month'],
    ['complained', 'nothing is ever sent there again', 'stays blocked'],
    ['unsubscribed', 'only its owner can subscribe again', 'can subscribe again'],
  ])('who %s is added by no command: exit code 3 and why, also of what erase leaves', async (...row) => {
    const [status, why, left] = row;
    const path = await desk.file('readers.csv', `email,status\nada@example.org,${status}\n`);
    await desk.paperboy('subscribers', 'import', path, ...attested);
    const add = ['subscribers', 'add', 'ada@example.org', ...attested];
    expect(await desk.paperboy(...add)).toMatchObject({exit: 3, out: '', err: expect.stringContaining(why)});
    expect(await document(...add)).toMatchObject({exit: 3, json: {outcome: 'exists', number: 1}});
    const erased = await desk.paperboy('subscribers', 'erase', 'ada@example.org');
    expect(erased.out).toContain(left);
    expect(await document(...add)).toMatchObject({exit: 3, json: {outcome: 'kept-out'}});
  });

  test('stats by origin put the list that complains first; a file ends that list', async () => {
    const listOf = async (name: string, status: string) =>
      desk.file(`${name}.csv`, `email,status\n${name}1@example.org,${status}\n${name}2@example.org,\n`);
    const bought = ['--confirmed', '--consent', 'a list that we bought'];
    await desk.paperboy('subscribers', 'import', await listOf('own', ''), ...attested);
    await desk.paperboy('subscribers', 'import', await listOf('bad', ''), ...bought);
    const byOrigin = async () =>
      ((await document('subscribers', 'stats', '--origins')).json as {origins: unknown}).origins;
    const counts = {active: 2, pending: 0, unsubscribed: 0, bounced: 0, complained: 0, suppressed: 0};
    await desk.paperboy('subscribers', 'import', await listOf('bad', 'complained'));
    expect(await byOrigin()).toEqual([
      {via: 'import', text: 'a list that we bought', counts: {...counts, active: 1, complained: 1}},
      {via: 'import', text: attested.at(-1), counts},
    ]);
    const leave = await desk.file(
      'leave.csv',
      'email,status\nbad1@example.org,unsubscribed\nbad2@example.org,unsubscribed\n',
    );
    await desk.paperboy('subscribers', 'import', leave);
    expect(await byOrigin()).toMatchObject([{counts: {active: 0, unsubscribed: 1, complained: 1}}, {counts}]);
    const {out} = await desk.paperboy('subscribers', 'stats', '--origins');
    expect(out).toMatch(/^CAME BY +AGREED TO +COMPLAINED +BOUNCED/);
    expect(out).not.toContain('@');
  });

  test('wrong preferences are told all at once, and nobody is added', async () => {
    const wrong = ['--hour', '25', '--timezone', 'Nowhere', '--papers', '900'];
    const {exit, err} = await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested, ...wrong);
    expect(exit).toBe(2);
    for (const value of ['"25"', '"Nowhere"', '"900"']) expect(err).toContain(value);
    expect((await document('subscribers', 'stats')).json).toMatchObject({pending: 0, active: 0});
  });
});

describe('editions', () => {
  test('a day without papers: exit code 1, and the reason stays to be seen', async () => {
    const reason = `no papers for ${DAY} were collected or imported`;
    expect(await document('editions', 'build', DAY)).toEqual({
      exit: 1,
      json: {edition: DAY, state: 'skipped', reason, papers: 0, hash: null},
    });
    const {exit, out} = await desk.paperboy('editions', 'status', DAY);
    expect(exit).toBe(0);
    expect(out).toContain(`skipped: ${reason}`);
  });

  test.each([
    ['preview', 1],
    ['status', 1],
    ['send', 3],
  ])('%s of an edition that is not built says how to build it', async (command, code) => {
    const {exit, err} = await desk.paperboy('editions', command, DAY);
    expect(exit).toBe(code);
    expect(err).toBe(`edition ${DAY} is not built; run: paperboy editions build ${DAY}\n`);
  });

  test('of a week are built, shown, sent, counted and sent again by the same commands', async () => {
    const WEEK = '2026-W11';
    await desk.paperboy('papers', 'import', await threePapers(), '--date', DAY);
    await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested, '--frequency', 'weekly');
    await desk.paperboy('subscribers', 'add', 'ben@example.org', ...attested);
    const draft = await desk.paperboy('editions', 'preview', WEEK);
    expect(draft.out).toContain('Week 11, 9 to 15 March 2026');
    expect(draft.out).toContain('Thursday · 34 upvotes · most upvoted of the week');
    expect(await document('editions', 'build', WEEK)).toMatchObject({
      exit: 0,
      json: {edition: WEEK, state: 'ready', papers: 3},
    });
    expect((await desk.paperboy('editions', 'preview', WEEK)).out).toBe(draft.out);
    expect(await desk.paperboy('editions', 'send', WEEK, '--wait')).toMatchObject({exit: 0});
    expect(await document('editions', 'status', WEEK)).toMatchObject({
      json: {edition: WEEK, state: 'done', papers: 3, counts: {audience: 1, accepted: 1}},
    });
    const outbox = await readFile(`${desk.outbox}/index.html`, 'utf8');
    expect(outbox).toContain('ada@example.org');
    expect(outbox).not.toContain('ben@example.org');
    expect(await document('editions', 'resend', WEEK, '--to', 'ada@example.org')).toMatchObject({
      json: {edition: WEEK, eligible: 1, dry_run: true},
    });
  });

  test('send without a running worker says so, and --wait then does the work itself', async () => {
    await edition();
    await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested);
    const sent = await desk.paperboy('editions', 'send', DAY);
    expect(sent).toMatchObject({exit: 0, err: expect.stringContaining('No worker is running')});
    expect(sent.out).toContain('1 planned');
    const again = await desk.paperboy('editions', 'send', DAY, '--wait');
    expect(again).toMatchObject({exit: 0, err: ''});
    expect(again.out).toContain('no new recipients');
    expect(await readFile(`${desk.outbox}/index.html`, 'utf8')).toContain('ada@example.org');
  });

  test('a send that an outbox without room stops ends, says why and what is open: exit code 4', async () => {
    await edition();
    await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested);
    desk.environment.OUTBOX_DIR = await desk.file('no-folder', '');
    const {exit, json} = await desk.paperboy('editions', 'send', DAY, '--wait', '--json');
    expect(exit).toBe(4);
    expect(json()).toMatchObject({
      state: 'paused',
      reason: expect.stringContaining('the outbox cannot be written'),
      counts: {audience: 1, pending: 1, accepted: 0},
    });
  });

  test.each(['.html', '.txt', '.eml'])('preview --out writes %s', async ending => {
    await edition();
    const out = `${desk.folder}/mail${ending}`;
    expect(await document('editions', 'preview', DAY, '--out', out)).toEqual({
      exit: 0,
      json: {edition: DAY, subject: expect.stringContaining('Video generation'), out},
    });
    expect(await readFile(out, 'utf8')).toMatch(/Video generation/);
  });

  test('test sends one marked mail to one address, outside of any run', async () => {
    await edition();
    expect(await document('editions', 'test', DAY, '--to', 'op@example.org')).toMatchObject({
      exit: 0,
      json: {edition: DAY, accepted: 1},
    });
    expect(await readFile(`${desk.outbox}/index.html`, 'utf8')).toContain('[test]');
    expect((await document('editions', 'status', DAY)).json).toMatchObject({counts: noCounts, runs: []});
  });
});
