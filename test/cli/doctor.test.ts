import {afterEach, beforeEach, expect, test} from 'vitest';
import {DAY, utcDay} from '../../src/clock.ts';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem, type FakePaperSource, openPaperSource} from '../support/paper-source.ts';

let desk: Desk;
let source: FakePaperSource;

/** Half a year from now, so that no edition is overdue while this runs. */
const farAway = new Date(Date.now() + 182 * DAY);
const NOT_NOW = `0 0 ${farAway.getUTCDate()} ${farAway.getUTCMonth() + 1} *`;

beforeEach(async () => {
  source = await openPaperSource({
    daily: {[utcDay(Date.now() - DAY)]: [dailyItem({id: '2603.00001', votes: 3, title: 'On folding'})]},
  });
  desk = await openDesk({HUGGING_FACE_URL: source.url, EDITION_CRON: NOT_NOW});
});

afterEach(async () => {
  await desk.close();
  await source.close();
});

const statesByPart = (json: unknown): Record<string, string> => {
  const {checks} = json as {checks: {subject: string; state: string}[]};
  return Object.fromEntries(checks.map(({subject, state}) => [subject, state]));
};

test('a doctor finds an instance without a worker healthy enough, and says what to do', async () => {
  const {exit, json} = await desk.paperboy('doctor', '--json');
  expect(statesByPart(json())).toMatchObject({
    configuration: 'ok',
    clock: 'ok',
    Resend: 'skipped',
    DNS: 'skipped',
    'source hugging-face': 'ok',
    queues: 'warning',
  });
  expect(exit).toBe(0);
  expect((await desk.paperboy('doctor')).out).toContain('→ start one: paperboy worker, or paperboy start');
});

test('a source that is down is trouble, and the command fails', async () => {
  await source.close();
  source = await openPaperSource({});
  const {exit, json} = await desk.paperboy('doctor', '--json');
  expect(exit).toBe(1);
  expect(json()).toMatchObject({healthy: false});
  expect(statesByPart(json())['source hugging-face']).toBe('error');
});

test('a doctor stores nothing: the day that it asked for is as unknown as before', async () => {
  await desk.paperboy('doctor');
  const {json} = await desk.paperboy('papers', 'rank', '--date', utcDay(Date.now() - DAY), '--json');
  expect(json()).toEqual([]);
});
