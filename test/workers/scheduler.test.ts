import {setTimeout} from 'node:timers/promises';
import {expect, test, vi} from 'vitest';
import {MINUTE} from '../../src/clock.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {type SchedulerWork, startScheduler} from '../../workers/scheduler.ts';
import {listeningLog} from './workers.ts';

const ON_LEAP_DAYS = '0 0 29 2 *';

const start = (work: Partial<SchedulerWork> = {}) => {
  const {log, entries} = listeningLog();
  const done: string[] = [];
  const scheduler = startScheduler({
    collectCron: ON_LEAP_DAYS,
    requestCollection: async slot => {
      done.push(`collect ${slot}`);
    },
    requestWhatIsDue: async () => {
      done.push('due');
    },
    reconcile: async () => {
      done.push('reconcile');
    },
    completeAddressChanges: async () => {
      done.push('addresses');
    },
    noteTick: async () => undefined,
    findOverdue: async () => [],
    settleDoubts: async () => undefined,
    forget: async () => {
      done.push('forget');
    },
    rewriteDisk: async () => {
      done.push('rewrite');
    },
    now: () => Date.parse('2026-03-13T08:05:42Z'),
    log,
    ...work,
  });
  return {scheduler, done, entries};
};

test('a scheduler looks and sweeps at its start, and not only at the next full minute or night', async () => {
  const {scheduler, done} = start();
  await scheduler.close();
  expect(done).toEqual(['due', 'reconcile', 'addresses', 'forget', 'rewrite']);
});

test('what is due cannot be found: that is loud, and what was planned is brought back', async () => {
  const {scheduler, done, entries} = start({
    requestWhatIsDue: () => Promise.reject(new Error('a damaged index')),
  });
  await scheduler.close();
  expect(done).toEqual(['reconcile', 'addresses', 'forget', 'rewrite']);
  expect(entries).toMatchObject([
    {level: 50, event: 'scheduler.failed', error: expect.stringContaining('a damaged index')},
  ]);
});

test('what nobody does although it is due is an alarm, from the minute after the start on', async () => {
  vi.useFakeTimers();
  const late = {
    what: 'edition',
    edition: dailyEdition('2026-03-12'),
    since: Date.parse('2026-03-13T00:10Z'),
    reason: null,
  } as const;
  const {scheduler, entries} = start({findOverdue: async () => [late]});
  await vi.advanceTimersByTimeAsync(0);
  expect(entries).toEqual([]);
  await vi.advanceTimersByTimeAsync(MINUTE);
  vi.useRealTimers();
  await scheduler.close();
  expect(entries).toMatchObject([
    {
      level: 50,
      event: 'edition.overdue',
      edition: '2026-03-12',
      msg:
        'edition 2026-03-12 was due at 2026-03-13 00:10 UTC and is not built; check that a scheduler ' +
        'and a worker are running',
    },
  ]);
});

test('its end waits for the look that is under way', async () => {
  let finish = (): void => undefined;
  const looking = new Promise<void>(resolve => {
    finish = resolve;
  });
  const {scheduler, done} = start({requestWhatIsDue: () => looking});
  const closed = scheduler.close().then(() => done.push('closed'));
  await setTimeout(50);
  expect(done).toEqual([]);
  finish();
  await closed;
  expect(done).toEqual(['reconcile', 'addresses', 'forget', 'rewrite', 'closed']);
});

test('a collection is named by its minute, so that two schedulers ask for one', async () => {
  const {scheduler, done} = start({collectCron: '* * * * * *'});
  await expect.poll(() => done.find(entry => entry.startsWith('collect'))).toBe('collect 202603130805');
  await scheduler.close();
});
