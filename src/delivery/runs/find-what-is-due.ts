import {HOUR} from '../../clock.ts';
import {
  type CronMatch,
  editionsOfWave,
  editionsToBuild,
  QUARTER,
  wavesBetween,
} from '../../editions/calendar.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {EditionEntry, Editions} from '../../editions/edition-store.ts';
import type {Ledger} from '../ledger/ledger.ts';
import {FIRST_RUN} from './scheduled-run.ts';

export type DueQuestion = {
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'plannedWaves'>;
  now: number;
  isBuildTime: CronMatch;
  /** How late a wave is still made up for. */
  catchUpHours: number;
};

/** A wave (ms since 1970) of an edition that nobody has planned to its end. */
export type DueWave = {edition: EditionId; wave: number};

export type WhatIsDue = {builds: EditionId[]; waves: DueWave[]};

/**
 * Far enough back to hold the newest daily edition and what was skipped after it, and the weekly one of last
 * week.
 */
export const RECENT_ENTRIES = 14;

/**
 * Whatever should have happened by now and has not: the editions of yesterday and of last week, and every
 * wave of the last hours. It reads the state of things and not the ticks before it, so a missed tick is made
 * up for and a second scheduler changes nothing.
 */
export const findWhatIsDue = async (question: DueQuestion): Promise<WhatIsDue> => {
  const entries = await question.editions.list(RECENT_ENTRIES);
  return {
    builds: editionsToBuild({...question, entries}),
    waves: await unplannedWaves(question, entries),
  };
};

export const unplannedWaves = async (
  {ledger, now, catchUpHours}: DueQuestion,
  entries: EditionEntry[],
): Promise<DueWave[]> => {
  // Without any time to catch up a wave is still due in its own quarter of an hour.
  const after = now - Math.max(catchUpHours * HOUR, QUARTER);
  const brought = wavesBetween({after, upTo: now}).flatMap(wave =>
    editionsOfWave(wave, entries).map(edition => ({edition, wave})),
  );
  const planned = new Map<EditionId, Set<number>>();
  for (const edition of new Set(brought.map(one => one.edition)))
    planned.set(edition, await ledger.plannedWaves({edition, run: FIRST_RUN}));
  return brought.filter(({edition, wave}) => !planned.get(edition)?.has(wave));
};
