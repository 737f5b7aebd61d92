import {readFile} from 'node:fs/promises';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR, utcDay} from '../../src/clock.ts';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem, type FakePaperSource, openPaperSource} from '../support/paper-source.ts';

let desk: Desk;
let source: FakePaperSource;
let yesterday: string;

/** A Wednesday: nothing but the edition of the day before is due. */
const WEDNESDAY = '2028-03-15T10:05:00Z';

beforeEach(() => openOn(WEDNESDAY));

/** An instance whose processes begin at this instant, and a source with two papers of the day before. */
const openOn = async (instant: string) => {
  yesterday = utcDay(Date.parse(instant) - DAY);
  source = await openPaperSource({
    daily: {
      [yesterday]: [
        dailyItem({id: '2603.00001', votes: 3, title: 'On folding'}),
        dailyItem({id: '2603.00002', votes: 1, title: 'On tearing'}),
      ],
    },
  });
  // An edition is due from the first minute of the day on, so that it is due whenever this runs.
  desk = await openDesk({
    HUGGING_FACE_URL: source.url,
    EDITION_CRON: '* * * * *',
    COLLECT_CRON: '0 0 1 1 *',
    PAPERBOY_CLOCK: instant,
  });
};

const close = async () => {
  await desk.close();
  await source.close();
};

afterEach(close);

/** A reader of that hour of the day, of UTC unless said. */
const addReader = (address: string, {timezone = 'UTC', hour = 10} = {}) =>
  desk.paperboy(
    ...['subscribers', 'add', address, '--confirmed', '--consent', 'agreed on paper'],
    ...['--timezone', timezone, '--hour', String(hour)],
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
    source.misbehave(...Array.from({length: 20}, () => ({kind: 'body' as const, body: '[]'})));
    const {exit, json} = await once();
    expect(exit).toBe(0);
    // It looks for the first edition on the days before, in vain.
    const {built} = json as {built: {edition: string; state: string}[]};
    expect(built[0]).toMatchObject({edition: yesterday, state: 'skipped'});
    expect(built.filter(({state}) => state !== 'skipped')).toEqual([]);
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
      err: `${yesterday}: 1 remaining: a wrong note\n`,
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
    err: 'letters: 1 remaining\n',
    json: {left: [{what: 'letters', count: 1, reason: null}]},
  });
});

test('once is refused where no real send is allowed: exit code 3, and nothing was asked', async () => {
  desk.environment.MAIL_TRANSPORT = 'resend';
  desk.environment.RESEND_API_KEY = 're_of_a_test';
  const {exit, json} = await once();
  expect({exit, json}).toMatchObject({exit: 3, json: {problems: expect.any(Array)}});
  expect(source.requests).toEqual([]);
});

describe('on any day, each reader of this hour has the mail once, and a second call finds nothing', () => {
  const days = [
    {what: 'a Monday, with the edition of the week', at: '2026-11-30T10:05:00Z', weeks: ['2026-W48']},
    {what: 'the last hour of a Sunday', at: '2026-11-29T23:05:00Z', weeks: []},
    {what: 'the first hour of a Monday', at: '2026-11-30T00:05:00Z', weeks: ['2026-W48']},
    {what: '1 January', at: '2027-01-01T10:05:00Z', weeks: []},
    {what: '29 February', at: '2028-02-29T10:05:00Z', weeks: []},
    {what: '1 March after it', at: '2028-03-01T10:05:00Z', weeks: []},
    {what: 'the night that an hour is leapt over', at: '2026-03-29T01:05:00Z', hour: 2, weeks: []},
    {what: 'the night that an hour comes twice, its first', at: '2026-10-25T00:05:00Z', hour: 2, weeks: []},
  ];

  test.each(days)('$what', async ({at, weeks, hour}) => {
    await close();
    await openOn(at);
    const reader =
      hour === undefined ? {hour: new Date(at).getUTCHours()} : {hour, timezone: 'Europe/Berlin'};
    await addReader('ada@example.org', reader);
    const {exit, json} = await once();
    const built = [yesterday, ...weeks].map(edition => expect.objectContaining({edition, state: 'ready'}));
    expect({exit, json}).toMatchObject({exit: 0, json: {built, planned: 1, left: []}});
    expect(await once()).toEqual({exit: 0, err: '', json: nothingNew});
  });

  test('who reads at the hour that comes twice has no second mail in its second', async () => {
    await close();
    await openOn('2026-10-25T00:05:00Z');
    await addReader('ada@example.org', {hour: 2, timezone: 'Europe/Berlin'});
    expect(await once()).toMatchObject({json: {planned: 1}});
    desk.environment.PAPERBOY_CLOCK = new Date(Date.parse('2026-10-25T00:05:00Z') + HOUR).toISOString();
    expect(await once()).toEqual({exit: 0, err: '', json: nothingNew});
  });
});
