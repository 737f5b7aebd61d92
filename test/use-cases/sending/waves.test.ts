import {describe, expect, test} from 'vitest';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {
  at,
  built,
  everyQuarter,
  jobs,
  mailboxes,
  newsletter,
  openWaveStory,
  papersOf,
  planned,
  reader,
  tenPast,
  tick,
  worldwide,
} from './wave-story.ts';

openWaveStory();

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
