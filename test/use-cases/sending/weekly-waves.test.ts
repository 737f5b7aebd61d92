import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import type {OpenPaperboy} from '../../../chaos/open-with-stores.ts';
import {HOUR} from '../../../src/clock.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {dailyEdition, editionLater, weeklyEdition} from '../../../src/editions/edition-id.ts';
import {resend} from '../../delivery/resend/resend-story.ts';
import {type Newsletter, openNewsletter, planOf} from '../../support/newsletter.ts';

let newsletter: Newsletter;
beforeEach(async () => {
  newsletter = await openNewsletter();
});
afterEach(() => newsletter.close());

const W11 = weeklyEdition('2026-03-12');

/** One look of one process, which builds and plans at once what is due. */
const look = async (paperboy: OpenPaperboy = newsletter.paperboy) => {
  for (const edition of (await paperboy.sending.findDue()).builds) await paperboy.editions.build(edition);
  for (const {edition, wave} of (await paperboy.sending.findDue()).waves)
    await paperboy.sending.planWave({edition: edition, wave: wave});
};

const workOff = async () => {
  for (const edition of await newsletter.paperboy.stores.ledger.editionsInSending())
    await newsletter.work(edition);
};

const lookAt = async (instant: string) => {
  newsletter.clock.set(Date.parse(instant));
  await look();
  await workOff();
};

/** The time to catch up makes good what lies between. */
const everyFewHours = async (from: string, upTo: string, hours = 2) => {
  for (let now = Date.parse(from); now <= Date.parse(upTo); now += hours * HOUR)
    await lookAt(new Date(now).toISOString());
};

const papersOf = (...days: string[]) =>
  newsletter.paperboy.stores.catalogue.storeAll(
    days.flatMap(day => [madeUpPaper(day, 0), madeUpPaper(day, 1)]),
  );

const reader = (name: string, columns: Record<string, string>) =>
  newsletter.subscribe([`${name}@example.org`], columns);

/** Who got which editions, in order. */
const mailboxes = () => {
  const got: Record<string, string[]> = {};
  for (const {to, tags} of newsletter.resend.mails()) {
    const [name = ''] = to.split('@');
    got[name] = [...(got[name] ?? []), tags.edition ?? ''];
  }
  return got;
};

const change = async (number: number, preferences: {frequency: 'daily' | 'weekly'; weekday?: number}) => {
  const {subscribers} = newsletter.paperboy.stores;
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber) throw new Error(`nobody has number ${number}`);
  await newsletter.paperboy.subscribers.changePreferences({
    number,
    preferences: {...subscriber.preferences, ...preferences},
  });
};

test('weekly readers get the week that ended on their day and hour, daily readers get none', async () => {
  await reader('auckland', {timezone: 'Pacific/Auckland', frequency: 'weekly', hour: '0'});
  await reader('tokyo', {timezone: 'Asia/Tokyo', frequency: 'weekly'});
  await reader('berlin', {timezone: 'Europe/Berlin', frequency: 'weekly', weekday: 'wednesday'});
  await reader('denver', {timezone: 'America/Denver', frequency: 'weekly', weekday: 'sunday', hour: '20'});
  await reader('daily', {timezone: 'UTC'});
  await reader('weekdays', {timezone: 'UTC', frequency: 'weekdays'});
  await papersOf('2026-03-12', '2026-03-13', '2026-03-16', '2026-03-20');
  await everyFewHours('2026-03-13T01:00Z', '2026-03-24T12:00Z');
  expect(mailboxes()).toEqual({
    auckland: ['2026-W11', '2026-W12'],
    tokyo: ['2026-W11', '2026-W12'],
    berlin: ['2026-W11'],
    denver: ['2026-W11', '2026-W12'],
    daily: ['2026-03-12', '2026-03-13', '2026-03-16', '2026-03-20'],
    weekdays: ['2026-03-12', '2026-03-13', '2026-03-16', '2026-03-20'],
  });
  const keys = newsletter.resend.calls().map(({key}) => planOf(key));
  expect(keys.filter(key => key.startsWith('2026-W11'))).toEqual([
    '2026-W11/1/0001',
    '2026-W11/1/0002',
    '2026-W11/1/0003',
  ]);
});

describe('the week', () => {
  test('holds every paper of its days, with its day, and is told by its dates', async () => {
    await reader('anna', {timezone: 'UTC', frequency: 'weekly'});
    await papersOf('2026-03-09', '2026-03-13');
    await everyFewHours('2026-03-10T01:00Z', '2026-03-16T09:00Z');
    const [mail] = newsletter.resend.mails();
    expect(mail?.subject).toBe('Week 11: On the 1th way of folding paper and 3 more');
    const edition = await newsletter.paperboy.stores.editions.find(W11);
    expect(edition?.content.papers.map(({day}) => day)).toEqual([
      '2026-03-09',
      '2026-03-13',
      '2026-03-09',
      '2026-03-13',
    ]);
  });

  test('without papers has a reason and no mail', async () => {
    await reader('anna', {timezone: 'UTC', frequency: 'weekly'});
    await everyFewHours('2026-03-13T01:00Z', '2026-03-16T10:00Z');
    expect(mailboxes()).toEqual({});
    expect(await newsletter.paperboy.sending.status(W11)).toMatchObject({
      state: 'skipped',
      reason: 'no papers for 2026-W11 were collected or imported',
    });
  });

  test('that only repeats the week before has a reason and no mail', async () => {
    await papersOf('2026-03-06');
    await newsletter.paperboy.editions.build(editionLater(W11, -1));
    await newsletter.paperboy.stores.catalogue.storeAll([
      {...madeUpPaper('2026-03-06', 0), day: '2026-03-10'},
    ]);
    expect(await newsletter.paperboy.editions.build(W11)).toEqual({
      kind: 'skipped',
      reason: 'the one paper of 2026-W11 stood in another edition',
    });
  });
});

describe('exactly once', () => {
  test('with five schedulers that all look, build and plan at the same time', async () => {
    await newsletter.subscribe(150, {timezone: 'UTC', frequency: 'weekly'});
    await reader('daily', {timezone: 'UTC'});
    await papersOf('2026-03-13', '2026-03-15');
    await lookAt('2026-03-14T01:00Z');
    const processes = await Promise.all(Array.from({length: 5}, newsletter.open));
    for (const now of ['2026-03-16T00:10Z', '2026-03-16T08:00Z', '2026-03-16T08:10Z', '2026-03-16T13:00Z']) {
      newsletter.clock.set(Date.parse(now));
      await Promise.all(processes.map(look));
      await workOff();
    }
    await Promise.all(processes.map(process => process.close()));
    const {daily, ...weekly} = mailboxes();
    expect(daily).toEqual(['2026-03-15']);
    expect(Object.values(weekly)).toEqual(Array.from({length: 150}, () => ['2026-W11']));
    expect(await newsletter.paperboy.sending.status(W11)).toMatchObject({
      counts: {audience: 150, accepted: 150, pending: 0, failed: 0, uncertain: 0},
    });
  });

  test('for who changes between daily and weekly mail', async () => {
    await reader('anna', {timezone: 'UTC'});
    await reader('ben', {timezone: 'UTC', frequency: 'weekly'});
    await papersOf('2026-03-13', '2026-03-15', '2026-03-16');
    await everyFewHours('2026-03-14T01:00Z', '2026-03-16T05:00Z');
    await change(1, {frequency: 'weekly', weekday: 1});
    await everyFewHours('2026-03-16T06:00Z', '2026-03-16T12:00Z');
    await change(1, {frequency: 'daily'});
    await change(2, {frequency: 'daily'});
    await everyFewHours('2026-03-16T13:00Z', '2026-03-17T12:00Z');
    expect(mailboxes()).toEqual({
      anna: ['2026-03-13', '2026-W11', '2026-03-16'],
      ben: ['2026-W11', '2026-03-16'],
    });
  });

  test('when the operator sends it by hand, to weekly readers alone and whatever their hour', async () => {
    await reader('anna', {timezone: 'UTC', frequency: 'weekly', weekday: 'friday'});
    await reader('ben', {timezone: 'UTC', frequency: 'weekly'});
    await reader('daily', {timezone: 'UTC'});
    await papersOf('2026-03-13');
    newsletter.clock.set(Date.parse('2026-03-16T00:20Z'));
    await newsletter.paperboy.editions.build(W11);
    expect(await newsletter.paperboy.sending.send(W11)).toEqual({kind: 'planned', mails: 2});
    await newsletter.work(W11);
    expect(await newsletter.paperboy.sending.send(W11)).toEqual({kind: 'planned', mails: 0});
    await everyFewHours('2026-03-16T01:00Z', '2026-03-20T12:00Z', 5);
    expect(mailboxes()).toMatchObject({anna: ['2026-W11'], ben: ['2026-W11']});
    expect(await resend(newsletter, W11, 1, 'anna@example.org')).toMatchObject({kind: 'planned', run: 2});
    await newsletter.work(W11);
    expect(mailboxes()).toMatchObject({anna: ['2026-W11', '2026-W11'], ben: ['2026-W11']});
  });

  test('for a newcomer, who may have the newest week at once', async () => {
    await papersOf('2026-03-13', '2026-03-16');
    for (const edition of [W11, dailyEdition('2026-03-16')])
      await newsletter.paperboy.editions.build(edition);
    newsletter.clock.set(Date.parse('2026-03-17T12:00Z'));
    await reader('anna', {timezone: 'UTC', frequency: 'weekly', weekday: 'wednesday'});
    expect(await newsletter.paperboy.sending.sendLatest(1)).toEqual({kind: 'planned', edition: W11});
    await newsletter.work(W11);
    await everyFewHours('2026-03-18T05:00Z', '2026-03-18T12:00Z');
    expect(mailboxes()).toEqual({anna: ['2026-W11']});
  });
});

describe('the first start of a version that has weekly editions', () => {
  /** An instance that built the editions of some days, and no week. */
  const daysAlone = async (...days: string[]) => {
    await papersOf(...days);
    const built: EditionId[] = days.map(dailyEdition);
    for (const edition of built) await newsletter.paperboy.editions.build(edition);
  };

  test('in mid-week builds last week alone, and brings it to those whose day is still to come', async () => {
    await reader('monday', {timezone: 'UTC', frequency: 'weekly'});
    await reader('wednesday', {timezone: 'UTC', frequency: 'weekly', weekday: 'wednesday', hour: '7'});
    await reader('friday', {timezone: 'UTC', frequency: 'weekly', weekday: 'friday'});
    await daysAlone('2026-03-03', '2026-03-05', '2026-03-10', '2026-03-12', '2026-03-16');
    // Seven o'clock was five hours ago: the time to catch up is six.
    await everyFewHours('2026-03-18T12:00Z', '2026-03-22T23:00Z');
    expect(mailboxes()).toEqual({wednesday: ['2026-W11'], friday: ['2026-W11']});
    const entries = await newsletter.paperboy.stores.editions.list(30);
    expect(entries.map(({id}) => id).filter(id => id.includes('W'))).toEqual(['2026-W11']);
  });

  test('sends nothing of a week before the last one', async () => {
    await reader('monday', {timezone: 'UTC', frequency: 'weekly'});
    await daysAlone('2026-03-03', '2026-03-05');
    await everyFewHours('2026-03-18T12:00Z', '2026-03-20T12:00Z');
    expect(mailboxes()).toEqual({});
  });
});

test('a week that the operator paused waits, and goes on when it is resumed', async () => {
  await reader('anna', {timezone: 'UTC', frequency: 'weekly'});
  await papersOf('2026-03-13');
  await lookAt('2026-03-14T01:00Z');
  await lookAt('2026-03-16T01:00Z');
  await newsletter.paperboy.orders.pause({edition: W11, who: 'ada', why: 'a wrong note'});
  await lookAt('2026-03-16T08:00Z');
  expect(mailboxes()).toEqual({});
  await newsletter.paperboy.orders.resume({edition: W11, who: 'ada', why: 'mended'});
  await lookAt('2026-03-16T08:15Z');
  expect(mailboxes()).toEqual({anna: ['2026-W11']});
});

test('the year’s last week, 2026-W53, comes in the new year', async () => {
  await reader('anna', {timezone: 'Asia/Tokyo', frequency: 'weekly'});
  await papersOf('2026-12-30', '2027-01-02');
  await everyFewHours('2026-12-31T01:00Z', '2027-01-05T12:00Z');
  expect(mailboxes()).toEqual({anna: ['2026-W53']});
  expect(newsletter.resend.mails()[0]?.text).toContain('Week 53, 28 December 2026 to 3 January 2027');
});
