import {HOUR} from '../clock.ts';
import {type CronMatch, editionOfWave, editionToBuild, QUARTER, wavesBetween} from '../editions/calendar.ts';
import type {EditionId} from '../editions/edition.ts';
import type {Editions} from '../editions/store.ts';
import type {Ledger} from './ledger.ts';
import {FIRST_RUN} from './send-edition.ts';

export type WhatIsDue = {
  editions: Pick<Editions, 'list'>;
  ledger: Ledger;
  now: number;
  isBuildTime: CronMatch;
  /** How late a wave is still made up for. */
  catchUpHours: number;
  requestBuild: (edition: EditionId) => Promise<void>;
  requestPlan: (edition: EditionId, wave: number) => Promise<void>;
};

/** Far enough back to hold the newest edition and what was skipped after it. */
const RECENT_ENTRIES = 14;

/**
 * Asks for whatever should have happened by now and has not: yesterday's edition, and every wave of the last hours. It reads the
 * state of things and not the ticks before it, so a missed tick is made up for and a second scheduler changes nothing.
 */
export const requestWhatIsDue = async (due: WhatIsDue): Promise<void> => {
  const {editions, ledger, now, isBuildTime, catchUpHours} = due;
  const entries = await editions.list(RECENT_ENTRIES);
  const unbuilt = editionToBuild({now, entries, isBuildTime, catchUpHours});
  if (unbuilt) await due.requestBuild(unbuilt);
  // Without any time to catch up a wave is still asked for in its own quarter of an hour.
  const after = now - Math.max(catchUpHours * HOUR, QUARTER);
  for (const wave of wavesBetween({after, upTo: now})) {
    const edition = editionOfWave(wave, entries);
    if (!edition) continue;
    const planned = await ledger.hasPlannedWave({
      edition,
      run: FIRST_RUN,
      wave: new Date(wave).toISOString(),
    });
    if (!planned) await due.requestPlan(edition, wave);
  }
};
