import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {MINUTE} from '../../../src/clock.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter({environment: {EDITION_CRON: '10 0 * * *'}});
});

afterEach(() => newsletter.close());

const at = (instant: string) => newsletter.clock.set(Date.parse(instant));

const overdue = async () =>
  (await newsletter.paperboy.sending.findOverdue()).map(
    ({what, edition, since}) => `${what} ${edition}, ${new Date(since).toISOString().slice(0, 16)}`,
  );

/** As a running scheduler and workers do: every wave until now is planned. */
const planWaves = async (...waves: string[]) => {
  const id = await newsletter.edition('2026-03-12');
  for (const wave of waves) await newsletter.paperboy.sending.planWave({edition: id, wave: Date.parse(wave)});
};

const from = (begin: string, waves: number) =>
  Array.from({length: waves}, (_, at) => new Date(Date.parse(begin) + at * 15 * MINUTE).toISOString());

describe('a run that never began', () => {
  test('is an alarm a quarter of an hour after the edition should have been built', async () => {
    at('2026-03-13T00:24:59Z');
    expect(await overdue()).toEqual([]);
    at('2026-03-13T00:25:00Z');
    expect(await overdue()).toEqual(['edition 2026-03-12, 2026-03-13T00:10']);
  });

  test('is none when there were no papers, and the reason is kept', async () => {
    at('2026-03-13T00:10:00Z');
    expect(await newsletter.paperboy.editions.build(dailyEdition('2026-03-12'))).toMatchObject({
      kind: 'skipped',
    });
    at('2026-03-13T00:25:00Z');
    expect(await overdue()).toEqual([]);
  });

  test('is an alarm a quarter of an hour after a wave that nobody planned', async () => {
    await planWaves(...from('2026-03-13T02:00Z', 24));
    at('2026-03-13T08:14:59Z');
    expect(await overdue()).toEqual([]);
    at('2026-03-13T08:15:00Z');
    expect(await overdue()).toEqual(['wave 2026-03-12, 2026-03-13T08:00']);
    at('2026-03-13T08:31:00Z');
    expect(await overdue()).toEqual([
      'wave 2026-03-12, 2026-03-13T08:00',
      'wave 2026-03-12, 2026-03-13T08:15',
    ]);
  });

  test('is no alarm any more once it is made up for', async () => {
    await planWaves(...from('2026-03-13T02:15Z', 25));
    at('2026-03-13T08:25:00Z');
    expect(await overdue()).toEqual([]);
  });
});

test('what was due before the instance was is not late', async () => {
  const young = await openNewsletter({
    environment: {EDITION_CRON: '10 0 * * *'},
    createdAt: Date.parse('2026-03-13T07:50:00Z'),
    now: Date.parse('2026-03-13T08:30:00Z'),
  });
  try {
    expect(await young.paperboy.sending.findOverdue()).toEqual([]);
    await young.paperboy.stores.editions.delay(dailyEdition('2026-03-12'), {
      reason: 'no network',
      at: Date.parse('2026-03-13T07:51:00Z'),
    });
    expect(await young.paperboy.sending.findOverdue()).toEqual([]);
    young.clock.set(Date.parse('2026-03-14T00:30:00Z'));
    expect(await young.paperboy.sending.findOverdue()).toMatchObject([{edition: '2026-03-13'}]);
  } finally {
    await young.close();
  }
});
