import {describe, expect, test} from 'vitest';
import {DAY, HOUR, MINUTE} from '../../../src/clock.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {
  at,
  built,
  everyQuarter,
  mailboxes,
  moveHour,
  newsletter,
  openWaveStory,
  papersOf,
  planned,
  reader,
  tick,
  workOff,
} from './wave-story.ts';

openWaveStory();

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
