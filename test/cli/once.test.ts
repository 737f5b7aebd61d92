import {readFile} from 'node:fs/promises';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {DAY, utcDay} from '../../src/clock.ts';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem, openPaperSource, type PaperSourceStandIn} from '../support/paper-source.ts';

let desk: Desk;
let source: PaperSourceStandIn;
let yesterday: string;

beforeEach(async () => {
  yesterday = utcDay(Date.now() - DAY);
  source = await openPaperSource({
    daily: {
      [yesterday]: [
        dailyItem({id: '2603.00001', votes: 3, title: 'On folding'}),
        dailyItem({id: '2603.00002', votes: 1, title: 'On tearing'}),
      ],
    },
  });
  // An edition is due from the first minute of the day on, so that it is due whenever this runs.
  desk = await openDesk({HUGGING_FACE_URL: source.url, EDITION_CRON: '* * * * *', COLLECT_CRON: '0 0 1 1 *'});
});

afterEach(async () => {
  await desk.close();
  await source.close();
});

/** A reader whose hour has just begun, in UTC. */
const addReader = (address: string) =>
  desk.paperboy(
    ...['subscribers', 'add', address, '--confirmed', '--consent', 'agreed on paper'],
    ...['--timezone', 'UTC', '--hour', String(new Date().getUTCHours())],
  );

const once = async (...args: string[]) => {
  const {exit, json, err} = await desk.paperboy('once', ...args, '--json');
  return {exit, json: json(), err};
};

const nothingNew = {collected: false, built: [], planned: 0, lost: 0, left: []};

describe('once', () => {
  test('collects, builds, plans and sends what is due, and the next one finds nothing to do', async () => {
    await addReader('ada@example.org');
    expect(await once()).toEqual({
      exit: 0,
      err: '',
      json: {
        collected: true,
        built: [
          {edition: yesterday, state: 'ready', papers: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/)},
        ],
        planned: 1,
        lost: 0,
        left: [],
      },
    });
    const sent = await readFile(`${desk.outbox}/index.html`, 'utf8');
    expect(sent).toContain('ada@example.org');
    const asked = source.requests.length;
    expect(await once()).toEqual({exit: 0, err: '', json: nothingNew});
    expect(source.requests).toHaveLength(asked);
    expect(await readFile(`${desk.outbox}/index.html`, 'utf8')).toBe(sent);
  });

  test('twice at the same time sends one mail', async () => {
    await addReader('ada@example.org');
    const both = await Promise.all([once(), once()]);
    expect(both.map(({exit}) => exit)).toEqual([0, 0]);
    const {json} = await desk.paperboy('editions', 'status', yesterday, '--json');
    expect(json()).toMatchObject({state: 'done', counts: {audience: 1, accepted: 1}});
  });

  test('sends the letters that were asked for', async () => {
    await desk.paperboy('subscribers', 'add', 'new@example.org');
    expect(await once()).toMatchObject({exit: 0, json: {planned: 0, left: []}});
    expect(await readFile(`${desk.outbox}/index.html`, 'utf8')).toContain('new@example.org');
  });

  test('of a day without papers says why there is no edition, which is no failure', async () => {
    source.misbehave(...Array.from({length: 20}, () => ({kind: 'status' as const, status: 404})));
    const {exit, json} = await once();
    expect({exit, json}).toMatchObject({exit: 0, json: {built: [{edition: yesterday, state: 'skipped'}]}});
    expect((await desk.paperboy('editions', 'status', yesterday)).out).toContain('skipped: no papers for');
  });

  test('sends what was planned before, such as by editions send', async () => {
    await once();
    await addReader('ada@example.org');
    await desk.paperboy('editions', 'send', yesterday);
    expect(await once()).toEqual({exit: 0, err: '', json: nothingNew});
    const {json} = await desk.paperboy('editions', 'status', yesterday, '--json');
    expect(json()).toMatchObject({counts: {audience: 1, pending: 0, accepted: 1}});
  });
});

describe('done in part, with exit code 4 and what is left', () => {
  test('while an edition is paused, without waiting for it', async () => {
    await once();
    await addReader('ada@example.org');
    await desk.paperboy('editions', 'send', yesterday);
    await desk.paperboy('editions', 'pause', yesterday, '--reason', 'a wrong note');
    expect(await once('--patience', '99999')).toEqual({
      exit: 4,
      err: `${yesterday}: 1 left: a wrong note\n`,
      json: {...nothingNew, left: [{what: yesterday, count: 1, reason: 'a wrong note'}]},
    });
  });

  test('while everything is stopped, letters too', async () => {
    await desk.paperboy('editions', 'pause', 'all');
    await desk.paperboy('subscribers', 'add', 'new@example.org');
    expect(await once('--patience', '99999')).toMatchObject({
      exit: 4,
      json: {left: [{what: 'letters', count: 1}]},
    });
  });
});

test('once leaves with exit code 4 when nothing goes on for as long as its patience is', async () => {
  await desk.paperboy('subscribers', 'add', 'new@example.org');
  desk.environment.OUTBOX_DIR = await desk.file('no-folder', '');
  expect(await once('--patience', '1')).toMatchObject({
    exit: 4,
    err: 'letters: 1 left\n',
    json: {left: [{what: 'letters', count: 1, reason: null}]},
  });
});

test('once is refused where the configuration does not allow a real send: exit code 3, and nothing was asked', async () => {
  desk.environment.MAIL_TRANSPORT = 'resend';
  desk.environment.RESEND_API_KEY = 're_of_a_test';
  const {exit, json} = await once();
  expect({exit, json}).toMatchObject({exit: 3, json: {problems: expect.any(Array)}});
  expect(source.requests).toEqual([]);
});
