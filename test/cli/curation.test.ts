import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem} from '../support/paper-source.ts';

const DAY = '2026-03-12';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
  const papers = await desk.file(
    'papers.json',
    JSON.stringify([
      dailyItem({id: '2603.00001', votes: 34, title: 'On folding'}),
      dailyItem({id: '2603.00002', votes: 7, title: 'On tearing'}),
      dailyItem({id: '2603.00003', votes: 3, title: 'On throwing'}),
    ]),
  );
  await desk.paperboy('papers', 'import', papers, '--date', DAY);
});

afterEach(() => desk.close());

const editions = (...args: string[]) => desk.paperboy('editions', ...args);

const document = async (...args: string[]) => {
  const {exit, json} = await editions(...args, '--json');
  return {exit, json: json()};
};

const nothing = {pinned: [], dropped: [], note: ''};

test('what is decided is told at each step, in the JSON that scripts read', async () => {
  expect(await document('pin', DAY, '2603.00003')).toEqual({
    exit: 0,
    json: {edition: DAY, changed: true, ...nothing, pinned: ['2603.00003']},
  });
  expect(await document('drop', DAY, 'https://arxiv.org/abs/2603.00001v2')).toMatchObject({
    exit: 0,
    json: {changed: true, pinned: ['2603.00003'], dropped: ['2603.00001']},
  });
  expect(await document('note', DAY, '--text', 'Good\nmorning.')).toMatchObject({
    exit: 0,
    json: {changed: true, note: 'Good\nmorning.'},
  });
  expect(await document('drop', DAY, '2603.00001')).toMatchObject({exit: 0, json: {changed: false}});
  expect(await document('drop', DAY, '2603.00001', '--undo')).toMatchObject({json: {dropped: []}});
  expect(await document('note', DAY, '--text', '')).toMatchObject({json: {changed: true, note: ''}});
});

test('a person reads what was done and all that is decided', async () => {
  await editions('note', DAY, '--text', 'Good\nmorning.');
  const {out} = await editions('pin', DAY, '2603.00003');
  expect(out).toBe(`${DAY}: 2603.00003 is pinned\n  pinned  2603.00003\n  note    Good morning.\n`);
  expect((await editions('pin', DAY, '2603.00003')).out).toContain('is pinned (no change)');
});

test('an edition freezes as it was curated, and its mail shows it', async () => {
  await editions('pin', DAY, '2603.00003');
  await editions('drop', DAY, '2603.00001');
  await editions('note', DAY, '--text', 'Good\nmorning.');
  expect(await document('build', DAY)).toMatchObject({json: {state: 'ready', papers: 2}});
  const {out} = await editions('preview', DAY);
  expect(out).toContain('From the editor:\n\nGood\nmorning.\n');
  expect(out).toContain('editor’s pick, 3 upvotes, 3rd most upvoted of the day');
  expect(out.indexOf('On throwing')).toBeLessThan(out.indexOf('On tearing'));
  expect(out).not.toContain('On folding');
});

describe('before it freezes', () => {
  test('status says that it is not built, and what is decided', async () => {
    await editions('pin', DAY, '2603.00003');
    const {exit, err} = await editions('status', DAY);
    expect(exit).toBe(1);
    expect(err).toBe(
      `edition ${DAY} is not built; run: paperboy editions build ${DAY}\n  pinned  2603.00003\n`,
    );
    expect(await document('status', DAY)).toMatchObject({
      exit: 1,
      json: {error: expect.stringContaining('is not built'), curation: {pinned: ['2603.00003']}},
    });
  });

  test('preview shows it as it would be, and says that it may change', async () => {
    await editions('pin', DAY, '2603.00003');
    const draft = await editions('preview', DAY);
    expect(draft).toMatchObject({exit: 0, err: `${DAY} is not frozen and may change\n`});
    expect(draft.out).toContain('editor’s pick');
    expect((await document('list')).json).toEqual([]);
    await editions('build', DAY);
    expect(await editions('preview', DAY)).toMatchObject({exit: 0, err: '', out: draft.out});
  });
});

describe('refused, with exit code 3 and one clear line', () => {
  test.each(['pin', 'drop'])('%s of a paper that is not of the day', async verb => {
    const {exit, out, err} = await editions(verb, DAY, '2603.00009');
    expect({exit, out, err}).toEqual({
      exit: 3,
      out: '',
      err: `2603.00009 is not among the 3 papers of ${DAY}\n`,
    });
  });

  test.each([
    [['pin', DAY, '2603.00001']],
    [['drop', DAY, '2603.00001', '--undo']],
    [['note', DAY, '--text', 'Too late.']],
  ])('%j of a frozen edition', async args => {
    await editions('note', DAY, '--text', 'In time.');
    await editions('build', DAY);
    const reason = `edition ${DAY} is frozen and does not change any more`;
    expect(await editions(...args)).toMatchObject({exit: 3, out: '', err: `${reason}\n`});
    expect(await document(...args)).toEqual({exit: 3, json: {error: reason}});
    expect((await document('status', DAY)).json).toMatchObject({
      curation: {...nothing, note: 'In time.'},
      audit: [{what: 'note written', who: expect.stringMatching(/./)}],
    });
  });
});
