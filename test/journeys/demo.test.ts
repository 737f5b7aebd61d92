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

test('the demo leaves the operator’s own subscribers, editions and outbox alone', async () => {
  const attested = ['--confirmed', '--consent', 'agreed on paper'];
  await desk.paperboy('subscribers', 'add', 'reader@example.org', ...attested);
  expect((await desk.paperboy('demo')).exit).toBe(0);
  const stats = await desk.paperboy('subscribers', 'stats', '--json');
  expect(stats.json()).toMatchObject({pending: 0, active: 1, unsubscribed: 0, suppressed: 0});
  expect((await desk.paperboy('editions', 'list', '--json')).json()).toEqual([]);
});
