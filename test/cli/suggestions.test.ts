import {afterEach, beforeEach, expect, test} from 'vitest';
import {openSuggestions} from '../../src/editions/suggestions/suggestion-store.ts';
import type {PaperId} from '../../src/papers/paper.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {openRedis, type Redis} from '../../src/redis/redis.ts';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem, type FakePaperSource, openPaperSource} from '../support/paper-source.ts';

const PAPER = '2501.12345';
const SINCE = Date.parse('2026-03-12T18:00:00Z');

let desk: Desk;
let source: FakePaperSource;
let redis: Redis;

beforeEach(async () => {
  source = await openPaperSource({
    daily: {'2025-01-21': [dailyItem({id: PAPER, title: 'On old \u001b[31mpaper', listedOn: '2025-01-21'})]},
  });
  desk = await openDesk({HUGGING_FACE_URL: source.url});
  redis = openRedis(desk.environment.REDIS_URL ?? '');
  await desk.paperboy('subscribers', 'add', 'ada@example.org', '--confirmed', '--consent', 'Yes.');
  await suggest(PAPER, 1);
});

afterEach(async () => {
  await redis.quit();
  await desk.close();
  await source.close();
});

const paperId = (text: string): PaperId => parsePaperId(text) ?? expect.fail(`no id: ${text}`);

const suggest = (text: string, number: number) =>
  openSuggestions({redis, prefix: 'paperboy'}).suggest({paper: paperId(text), number}, SINCE);

const suggestions = (...args: string[]) => desk.paperboy('suggestions', ...args);

const document = async (...args: string[]) => {
  const {exit, json} = await suggestions(...args, '--json');
  return {exit, json: json()};
};

test('what waits and what was decided is told, to people and scripts, without who suggested it', async () => {
  expect((await suggestions('list')).out).toBe(
    `${PAPER}  1 reader  since 2026-03-12  unknown title: https://arxiv.org/abs/${PAPER}\n`,
  );
  expect(await document('accept', `https://arxiv.org/abs/${PAPER}v1`)).toEqual({
    exit: 0,
    json: {paper: PAPER, decision: 'accepted', changed: true},
  });
  expect((await suggestions('accept', PAPER)).out).toBe(
    `${PAPER} accepted: a candidate for the next daily edition (no change)\n`,
  );
  expect(await document('list')).toEqual({
    exit: 0,
    json: {
      waiting: [],
      decided: [
        {
          paper: PAPER,
          decision: 'accepted',
          at: expect.stringMatching(/^2\d{3}-/),
          who: expect.stringMatching(/./),
        },
      ],
    },
  });
  const {out} = await suggestions('list');
  expect(out).toMatch(new RegExp(`^no suggestions waiting\n${PAPER}  accepted  2\\d{3}-\\d\\d-\\d\\d  by .`));
  expect(out).not.toContain('ada');
  expect((await suggestions('decline', PAPER)).out).toBe(
    `${PAPER} declined; further suggestions of it are blocked\n`,
  );
});

test('a title steers no terminal', async () => {
  await desk.paperboy('papers', 'fetch', '--date', '2025-01-21');
  const {out} = await suggestions('list');
  expect(out).toContain('On old');
  expect(out).not.toContain('\u001b');
});

test.each([
  [['accept', '2501.99999'], 3, 'no reader suggested 2501.99999; run: paperboy suggestions list\n'],
  [['decline', '2501.99999'], 3, 'no reader suggested 2501.99999; run: paperboy suggestions list\n'],
  [['accept', 'folding'], 2, '"folding" is not a paper ID or link (example: 2503.08120)\n'],
])('%j ends with %i and one clear line', async (args, exit, err) => {
  expect(await suggestions(...args)).toMatchObject({exit, out: '', err});
  expect((await document('list')).json).toMatchObject({waiting: [{paper: PAPER}], decided: []});
});

test('a paper that no source has is refused, and waits on', async () => {
  await suggest('2501.99999', 1);
  expect(await suggestions('accept', '2501.99999')).toMatchObject({
    exit: 3,
    err: 'no source has a paper 2501.99999\n',
  });
  expect((await document('list')).json).toMatchObject({waiting: [{paper: PAPER}, {paper: '2501.99999'}]});
});

test('a source that refuses an answer is one clear line, and nothing is changed', async () => {
  source.misbehave({kind: 'status', status: 403});
  expect(await suggestions('accept', PAPER)).toMatchObject({
    exit: 1,
    out: '',
    err: `${PAPER} is not accepted: Hugging Face: ${source.url}/api/papers/${PAPER} answered 403\n`,
  });
  expect((await document('list')).json).toMatchObject({waiting: [{paper: PAPER}], decided: []});
});
