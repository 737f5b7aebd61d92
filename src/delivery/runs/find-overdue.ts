import {MINUTE} from '../../clock.ts';
import {unsettledEditions} from '../../editions/calendar.ts';
import type {EditionId} from '../../editions/edition.ts';
import {type DueQuestion, RECENT_ENTRIES, unplannedWaves} from './find-what-is-due.ts';

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
 * than them. What was due before `createdAt` (ms), when there was no instance yet, is not late.
 */
export const findOverdue = async (question: DueQuestion & {createdAt: number}): Promise<Overdue[]> => {
  const entries = await question.editions.list(RECENT_ENTRIES);
  const unsettled = unsettledEditions({...question, entries});
  const waves = await unplannedWaves(question, entries);
  return [
    ...unsettled.map(late => ({what: 'edition' as const, ...late})),
    ...waves.map(({edition, wave}) => ({what: 'wave' as const, edition, since: wave, reason: null})),
  ]
    .filter(({since}) => question.now - since >= OVERDUE_AFTER_MS && since >= question.createdAt)
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
