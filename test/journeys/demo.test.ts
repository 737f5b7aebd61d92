import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Desk, openDesk, spawnPaperboy} from '../support/command.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

test('the demo brings three mails of one real day into the outbox, and a second time too', async () => {
  for (const round of [1, 2]) {
    const {exit, json} = await spawnPaperboy(['demo', '--json'], desk.environment);
    expect([round, exit]).toEqual([round, 0]);
    expect(json()).toMatchObject({
      edition: '2025-03-12',
      papers: 23,
      mails: [
        {to: 'ada@example.org', outcome: 'accepted', papers: 15},
        {to: 'ben@example.net', outcome: 'accepted', papers: 5},
        {to: 'chiyo@example.com', outcome: 'accepted', papers: 8},
      ],
      open: `${desk.outbox}/demo/index.html`,
    });
  }
});

test('the demo makes one email of papers of one’s own, and says what a file lacks', async () => {
  const paper = (id: string, title: string, day: string) =>
    JSON.stringify({paper: {id, title, summary: `${title} is what this is about.`, upvotes: 3}, date: day});
  const own = await desk.file('own.jsonl', `${paper('2603.10001', 'Pears by night', '2026-03-12')}\n`);
  const {exit, json} = await desk.paperboy('demo', own, '--topics', 'pears', '--json');
  expect({exit, json: json()}).toMatchObject({
    exit: 0,
    json: {edition: '2026-03-12', mails: [{to: 'you@example.org', outcome: 'accepted', papers: 1}]},
  });
  const both = await desk.file('both.jsonl', `${paper('2603.10002', 'Apples', '2026-03-13')}\n`);
  const noDay = await desk.paperboy('demo', own, both);
  expect(noDay).toMatchObject({exit: 2, err: expect.stringContaining('say which with --date')});
  const nothing = await desk.paperboy('demo', await desk.file('no.jsonl', '{"title": 1}\n'));
  expect(nothing.exit).not.toBe(0);
  expect(nothing.err).toMatch(/^[^\n]+\n$/);
  expect((await desk.paperboy('demo', '--topics', 'pears')).exit).toBe(2);
});

test('the demo leaves the operator’s own subscribers, editions and outbox alone', async () => {
  const attested = ['--confirmed', '--consent', 'agreed on paper'];
  await desk.paperboy('subscribers', 'add', 'reader@example.org', ...attested);
  expect((await desk.paperboy('demo')).exit).toBe(0);
  const stats = await desk.paperboy('subscribers', 'stats', '--json');
  expect(stats.json()).toMatchObject({pending: 0, active: 1, unsubscribed: 0, suppressed: 0});
  expect((await desk.paperboy('editions', 'list', '--json')).json()).toEqual([]);
});
