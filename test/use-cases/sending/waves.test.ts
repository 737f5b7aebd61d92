import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import type {OpenPaperboy} from '../../../chaos/open-with-stores.ts';
import {DAY, HOUR, MINUTE} from '../../../src/clock.ts';
import {type CronMatch, QUARTER} from '../../../src/editions/calendar.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {silentLog} from '../../../src/log.ts';
import {requestWhatIsDue} from '../../../src/use-cases/sending/request-what-is-due.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;
/** What was asked for and is not done yet, by the name of its job. */
let jobs: Map<string, () => Promise<unknown>>;
/** How many mails each wave was found to have, each time it was worked on. */
let planned: {edition: EditionId; wave: string; mails: number}[];
let built: string[];

beforeEach(async () => {
  newsletter = await openNewsletter();
  jobs = new Map();
  planned = [];
  built = [];
});

afterEach(() => newsletter.close());

const tenPast: CronMatch = when => when.getUTCHours() === 0 && when.getUTCMinutes() === 10;

/**
 * One look of a scheduler, in whatever process: what it asks for waits in `jobs` under the names that the
 * queue gives.
 */
const tick = (paperboy: OpenPaperboy = newsletter.paperboy, catchUpHours = 6) =>
  requestWhatIsDue(
    {
      editions: paperboy.stores.editions,
      ledger: paperboy.stores.ledger,
      log: silentLog,
      requestBuild: async edition => {
        jobs.set(`build ${edition}`, async () => {
          built.push(edition);
          await paperboy.editions.build(edition);
        });
      },
      requestPlan: async (edition, wave) => {
        jobs.set(`plan ${edition} ${wave}`, async () => {
          const {mails} = await paperboy.sending.planWave({edition: edition, wave: wave});
          if (mails > 0) planned.push({edition, wave: new Date(wave).toISOString().slice(0, 16), mails});
        });
      },
    },
    {now: newsletter.clock.now(), isBuildTime: tenPast, catchUpHours},
  );

const workOff = async () => {
  const waiting = [...jobs.values()];
  jobs.clear();
  for (const job of waiting) await job();
  for (const edition of await newsletter.paperboy.stores.ledger.editionsInSending())
    await newsletter.work(edition);
};

/** Looks and works once at each of these instants; a second look finds what the first made possible. */
const at = async (instant: string | number) => {
  newsletter.clock.set(typeof instant === 'number' ? instant : Date.parse(instant));
  for (const _ of ['builds', 'plans']) {
    await tick();
    await workOff();
  }
};

const everyQuarter = async (from: string, upTo: string) => {
  for (let now = Date.parse(from); now <= Date.parse(upTo); now += QUARTER) await at(now);
};

const papersOf = (...days: string[]) =>
  newsletter.paperboy.stores.catalogue.storeAll(days.map(day => madeUpPaper(day, Number(day.slice(-2)))));

/** Who got which editions, in order. */
const mailboxes = () => {
  const got: Record<string, string[]> = {};
  for (const {to, tags} of newsletter.resend.mails()) {
    const [name = ''] = to.split('@');
    got[name] = [...(got[name] ?? []), tags.edition ?? ''];
  }
  return got;
};

const moveHour = async (number: number, hour: number) => {
  const {subscribers} = newsletter.paperboy.stores;
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber) throw new Error(`nobody has number ${number}`);
  await newsletter.paperboy.subscribers.changePreferences({
    number,
    preferences: {...subscriber.preferences, hour},
  });
};

const reader = (name: string, columns: Record<string, string> = {}) =>
  newsletter.subscribe([`${name}@example.org`], columns);

const worldwide = async () => {
  await reader('berlin', {timezone: 'Europe/Berlin'});
  await reader('kathmandu', {timezone: 'Asia/Kathmandu'});
  await reader('tokyo', {timezone: 'Asia/Tokyo', hour: '7'});
  await reader('denver', {timezone: 'America/Denver', hour: '23'});
};

describe('on a day like any other', () => {
  test('each reader gets yesterday’s edition at their own hour, wherever they live', async () => {
    await worldwide();
    await papersOf('2026-03-11', '2026-03-12');
    await everyQuarter('2026-03-13T00:15Z', '2026-03-13T23:45Z');
    expect(built).toEqual(['2026-03-12']);
    expect(planned).toEqual([
      {edition: '2026-03-12', wave: '2026-03-13T02:15', mails: 1},
      // 23:00 in Denver is five o'clock in UTC, an hour earlier than before the summer time.
      {edition: '2026-03-12', wave: '2026-03-13T05:00', mails: 1},
      {edition: '2026-03-12', wave: '2026-03-13T07:00', mails: 1},
      {edition: '2026-03-12', wave: '2026-03-13T22:00', mails: 1},
    ]);
    expect(mailboxes()).toEqual({
      kathmandu: ['2026-03-12'],
      denver: ['2026-03-12'],
      berlin: ['2026-03-12'],
      tokyo: ['2026-03-12'],
    });
  });

  test('a wave that nobody chose opens no run', async () => {
    await papersOf('2026-03-12');
    await everyQuarter('2026-03-13T00:15Z', '2026-03-13T03:00Z');
    expect(await newsletter.paperboy.stores.ledger.runs(dailyEdition('2026-03-12'))).toEqual([]);
    expect(await newsletter.paperboy.sending.status(dailyEdition('2026-03-12'))).toMatchObject({
      state: 'ready',
    });
  });

  test('a wave that is planned is not asked for again', async () => {
    await worldwide();
    await papersOf('2026-03-12');
    await everyQuarter('2026-03-13T06:45Z', '2026-03-13T07:00Z');
    await tick();
    expect([...jobs.keys()]).toEqual([]);
  });

  test('a day without papers has a reason, no mail, and another try later', async () => {
    await reader('anna');
    await at('2026-03-13T00:10Z');
    expect(await newsletter.paperboy.sending.status(dailyEdition('2026-03-12'))).toMatchObject({
      state: 'skipped',
      reason: 'no papers for 2026-03-12 were collected or imported',
    });
    await papersOf('2026-03-12');
    await everyQuarter('2026-03-13T00:15Z', '2026-03-13T08:00Z');
    expect(mailboxes()).toEqual({anna: ['2026-03-12']});
  });

  test('who had no edition on the weekend gets Friday’s on Monday, and nobody gets it twice', async () => {
    await papersOf('2026-03-13');
    await reader('daily');
    await reader('weekdays', {frequency: 'weekdays'});
    await everyQuarter('2026-03-14T06:30Z', '2026-03-14T08:15Z');
    expect(mailboxes()).toEqual({daily: ['2026-03-13']});
    await everyQuarter('2026-03-15T06:30Z', '2026-03-15T08:15Z');
    await reader('late');
    await everyQuarter('2026-03-16T06:30Z', '2026-03-16T08:15Z');
    expect(mailboxes()).toEqual({daily: ['2026-03-13'], weekdays: ['2026-03-13'], late: ['2026-03-13']});
  });
});

describe('however many schedulers there are', () => {
  test('five that start over and over make one edition, and each wave is planned once', async () => {
    await worldwide();
    await papersOf('2026-03-12');
    const processes = await Promise.all(Array.from({length: 5}, newsletter.open));
    for (const now of ['2026-03-13T00:10Z', '2026-03-13T05:00Z', '2026-03-13T07:00Z', '2026-03-13T22:00Z']) {
      newsletter.clock.set(Date.parse(now));
      for (let start = 0; start < 10; start++) {
        await Promise.all(processes.map(process => tick(process)));
        // A worker works meanwhile; of some jobs two workers have one each.
        const waiting = [...jobs.values()];
        jobs.clear();
        await Promise.all(waiting.flatMap(job => [job(), job()]));
      }
      await newsletter.work(dailyEdition('2026-03-12'));
    }
    await Promise.all(processes.map(process => process.close()));
    expect(await newsletter.paperboy.stores.editions.list(10)).toHaveLength(1);
    expect(planned.map(({mails}) => mails)).toEqual([1, 1, 1, 1]);
    expect(new Set(planned.map(({wave}) => wave)).size).toBe(4);
    expect(Object.values(mailboxes())).toEqual(Array.from({length: 4}, () => ['2026-03-12']));
  });

  test('the queue keeps one job for what several ask at once', async () => {
    await papersOf('2026-03-12');
    const other = await newsletter.open();
    newsletter.clock.set(Date.parse('2026-03-13T00:10Z'));
    for (let start = 0; start < 20; start++)
      await Promise.all([
        newsletter.paperboy.sending.requestWhatIsDue(tenPast),
        other.sending.requestWhatIsDue(tenPast),
      ]);
    await other.close();
    const waiting = await newsletter.redis.lrange('{test}:editions:wait', 0, -1);
    expect(waiting).toEqual(['build-2026-03-12']);
  });
});

describe('when the clock jumps', () => {
  test.each([
    ['an hour back and forth', [HOUR, -HOUR, -HOUR, HOUR]],
    ['a day and an hour ahead, and back again', [DAY + HOUR, -DAY - HOUR]],
    ['a day and an hour back, and forth again', [-DAY - HOUR, DAY + HOUR]],
  ])('%s, each reader gets one mail of each edition', async (_, jumps) => {
    await reader('anna');
    await reader('ben', {hour: '9'});
    await papersOf('2026-03-11', '2026-03-12', '2026-03-13');
    await everyQuarter('2026-03-13T00:00Z', '2026-03-13T08:15Z');
    let now = newsletter.clock.now();
    for (const jump of jumps) {
      now += jump;
      for (const minutes of [0, 1, 15]) await at(now + minutes * MINUTE);
    }
    await everyQuarter('2026-03-13T08:30Z', '2026-03-13T09:15Z');
    await everyQuarter('2026-03-14T00:00Z', '2026-03-14T09:15Z');
    for (const editions of Object.values(mailboxes())) {
      expect(editions).toContain('2026-03-12');
      expect(editions).toContain('2026-03-13');
      expect(new Set(editions).size).toBe(editions.length);
    }
    const waves = planned.map(({edition, wave}) => `${edition} ${wave}`);
    expect(new Set(waves).size).toBe(waves.length);
    expect(new Set(built).size).toBe(built.length);
  });
});

describe('a machine that was down', () => {
  test('over the build time builds when it comes back, and makes up for the hours before', async () => {
    await reader('early', {hour: '1'});
    await reader('anna');
    await papersOf('2026-03-12');
    await at('2026-03-13T05:37Z');
    expect(mailboxes()).toEqual({early: ['2026-03-12']});
    await at('2026-03-13T08:00Z');
    expect(mailboxes()).toEqual({early: ['2026-03-12'], anna: ['2026-03-12']});
  });

  test('for longer than the catch-up brings the older waves nothing, the next day all mail', async () => {
    await reader('early', {hour: '1'});
    await reader('anna');
    await papersOf('2026-03-12', '2026-03-13');
    await at('2026-03-13T13:59Z');
    expect(mailboxes()).toEqual({anna: ['2026-03-12']});
    await everyQuarter('2026-03-14T00:15Z', '2026-03-14T08:00Z');
    expect(mailboxes()).toEqual({anna: ['2026-03-12', '2026-03-13'], early: ['2026-03-13']});
  });

  test('for days sends no older edition by itself', async () => {
    await reader('anna');
    await papersOf('2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12');
    await at('2026-03-10T08:00Z');
    await at('2026-03-13T08:00Z');
    expect(mailboxes()).toEqual({anna: ['2026-03-09', '2026-03-12']});
  });

  test('and came back out of an old snapshot sends nothing of it', async () => {
    await reader('anna');
    const old = await newsletter.edition('2026-03-12');
    await newsletter.paperboy.sending.planWave({edition: old, wave: Date.parse('2026-03-13T08:00Z')});
    await at('2026-03-16T08:00Z');
    expect(mailboxes()).toEqual({});
    expect(await newsletter.paperboy.stores.ledger.mailOf(old, 1)).toMatchObject({
      state: 'excluded',
      reason: 'planned too long ago',
    });
    expect(await newsletter.paperboy.stores.editions.entry(dailyEdition('2026-03-15'))).toMatchObject({
      kind: 'skipped',
    });
  });

  test('without any time to catch up keeps its hours all the same', async () => {
    await reader('anna');
    await newsletter.edition('2026-03-12');
    newsletter.clock.set(Date.parse('2026-03-13T08:14:59Z'));
    await tick(newsletter.paperboy, 0);
    await workOff();
    expect(mailboxes()).toEqual({anna: ['2026-03-12']});
  });
});

describe('a reader who moves the hour', () => {
  test('to a later one after the mail gets one mail', async () => {
    await reader('anna');
    await papersOf('2026-03-12');
    await everyQuarter('2026-03-13T07:30Z', '2026-03-13T08:00Z');
    await moveHour(1, 9);
    await everyQuarter('2026-03-13T08:15Z', '2026-03-13T10:00Z');
    expect(mailboxes()).toEqual({anna: ['2026-03-12']});
  });

  test('to a later one before the mail gets it at the later hour', async () => {
    await reader('anna');
    await papersOf('2026-03-12');
    await at('2026-03-13T07:45Z');
    await moveHour(1, 9);
    await at('2026-03-13T08:00Z');
    expect(mailboxes()).toEqual({});
    await at('2026-03-13T09:00Z');
    expect(mailboxes()).toEqual({anna: ['2026-03-12']});
  });

  test('to one that was today gets the next edition then', async () => {
    await reader('anna', {hour: '20'});
    await papersOf('2026-03-12', '2026-03-13');
    await at('2026-03-13T12:00Z');
    await moveHour(1, 8);
    await everyQuarter('2026-03-13T19:30Z', '2026-03-14T08:00Z');
    expect(mailboxes()).toEqual({anna: ['2026-03-13']});
  });
});

test('a wave of 1,300 readers is dense chunks, the next wave’s stand in chunks of their own', async () => {
  await newsletter.subscribe(1250);
  await newsletter.subscribe(['late@example.org'], {hour: '9'});
  const id = await newsletter.edition('2026-03-12');
  await at('2026-03-13T08:00Z');
  await at('2026-03-13T09:00Z');
  const sizes = newsletter.resend.calls().map(({mails}) => mails);
  expect(sizes.sort((a, b) => b - a)).toEqual([...Array.from({length: 12}, () => 100), 50, 1]);
  expect(await newsletter.paperboy.stores.ledger.counts(id)).toEqual(
    await newsletter.paperboy.stores.ledger.recount(id),
  );
});
