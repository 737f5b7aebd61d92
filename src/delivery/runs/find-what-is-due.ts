import {HOUR, MINUTE} from '../../clock.ts';
import {
  type CronMatch,
  editionsOfWave,
  editionsToBuild,
  QUARTER,
  unsettledEditions,
  wavesBetween,
} from '../../editions/calendar.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {EditionEntry, Editions} from '../../editions/edition-store.ts';
import type {Ledger} from '../ledger/ledger.ts';
import {FIRST_RUN} from './scheduled-run.ts';

export type DueQuestion = {
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'hasPlannedWave'>;
  now: number;
  isBuildTime: CronMatch;
  /** How late a wave is still made up for. */
  catchUpHours: number;
};

/** A wave (ms since 1970) of an edition that nobody has planned to its end. */
export type DueWave = {edition: EditionId; wave: number};

export type WhatIsDue = {builds: EditionId[]; waves: DueWave[]};

/** Far enough back to hold the newest daily edition and what was skipped after it, and the weekly one of last week. */
const RECENT_ENTRIES = 14;

/**
 * Whatever should have happened by now and has not: the editions of yesterday and of last week, and every wave of the last hours. It reads the
 * state of things and not the ticks before it, so a missed tick is made up for and a second scheduler changes nothing.
 */
export const findWhatIsDue = async (question: DueQuestion): Promise<WhatIsDue> => {
  const entries = await question.editions.list(RECENT_ENTRIES);
  return {
    builds: editionsToBuild({...question, entries}),
    waves: await unplannedWaves(question, entries),
  };
};

const unplannedWaves = async (
  {ledger, now, catchUpHours}: DueQuestion,
  entries: EditionEntry[],
): Promise<DueWave[]> => {
  const waves: DueWave[] = [];
  // Without any time to catch up a wave is still due in its own quarter of an hour.
  const after = now - Math.max(catchUpHours * HOUR, QUARTER);
  for (const wave of wavesBetween({after, upTo: now})) {
    const name = {run: FIRST_RUN, wave: new Date(wave).toISOString()};
    for (const edition of editionsOfWave(wave, entries))
      if (!(await ledger.hasPlannedWave({edition, ...name}))) waves.push({edition, wave});
  }
  return waves;
};

/** Something that is due for so long that whoever should do it is dead. */
export type Overdue = {what: 'edition' | 'wave'; edition: EditionId; since: number};

/** What is due is done within a minute or two; a worker that builds or plans may take some more. */
const OVERDUE_AFTER_MS = 15 * MINUTE;

/**
 * What is a quarter of an hour late, oldest first: an edition that is neither built nor skipped, or a wave that was not planned. It is the
 * alarm for a scheduler or workers that are gone, so it is asked by others than them.
 */
export const findOverdue = async (question: DueQuestion): Promise<Overdue[]> => {
  const entries = await question.editions.list(RECENT_ENTRIES);
  const unsettled = unsettledEditions({...question, entries});
  const waves = await unplannedWaves(question, entries);
  return [
    ...unsettled.map(late => ({what: 'edition' as const, ...late})),
    ...waves.map(({edition, wave}) => ({what: 'wave' as const, edition, since: wave})),
  ]
    .filter(({since}) => question.now - since >= OVERDUE_AFTER_MS)
    .sort((one, other) => one.since - other.since);
};

/** One line for a person: `the edition 2026-03-12 should have been built at 00:10 UTC: is a scheduler and a worker alive?` */
export const describeOverdue = ({what, edition, since}: Overdue): string => {
  const time = `${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const missing =
    what === 'edition'
      ? `the edition ${edition} should have been built at ${time}`
      : `the mails of ${edition} that are due at ${time} are not planned`;
  return `${missing}: is a scheduler alive, and a worker?`;
};
