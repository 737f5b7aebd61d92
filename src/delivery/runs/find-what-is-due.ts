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

/**
 * Far enough back to hold the newest daily edition and what was skipped after it, and the weekly one of last
 * week.
 */
const RECENT_ENTRIES = 14;

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

/** Something that is due for so long that a person should know. */
export type Overdue = {
  what: 'edition' | 'wave';
  edition: EditionId;
  since: number;
  /** Why it was tried in vain; null where nobody did it. */
  reason: string | null;
};

/** What is due is done within a minute or two; a worker that builds or plans may take some more. */
const OVERDUE_AFTER_MS = 15 * MINUTE;

/**
 * What is 15 minutes late, oldest first: an edition that is neither built nor skipped, or a wave
 * that was not planned. It is the alarm for a scheduler or workers that are gone, so it is asked by others
 * than them.
 */
export const findOverdue = async (question: DueQuestion): Promise<Overdue[]> => {
  const entries = await question.editions.list(RECENT_ENTRIES);
  const unsettled = unsettledEditions({...question, entries});
  const waves = await unplannedWaves(question, entries);
  return [
    ...unsettled.map(late => ({what: 'edition' as const, ...late})),
    ...waves.map(({edition, wave}) => ({what: 'wave' as const, edition, since: wave, reason: null})),
  ]
    .filter(({since}) => question.now - since >= OVERDUE_AFTER_MS)
    .sort((one, other) => one.since - other.since);
};

/**
 * One line for a person: `edition 2026-03-12 was due at 2026-03-13 00:10 UTC and is not built; check that a
 * scheduler and a worker are running`.
 */
export const describeOverdue = ({what, edition, since, reason}: Overdue): string => {
  const time = `${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const missing =
    what === 'edition'
      ? `edition ${edition} was due at ${time} and is not built`
      : `emails of ${edition} due at ${time} are not planned`;
  if (reason !== null) return `${missing}: ${reason}`;
  return `${missing}; check that a scheduler and a worker are running`;
};
