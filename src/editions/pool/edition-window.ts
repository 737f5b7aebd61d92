import {DAY} from '../../clock.ts';
import type {EditionId} from '../edition.ts';
import {dailyEdition, daysOf, editionLater} from '../edition-id.ts';
import {LOOK_BACK_DAYS} from './pool.ts';

/**
 * For so long a paper that comes again, from another source for one, is known as one that readers had:
 * arXiv's come to Hugging Face within 15 days (99 %).
 */
const REMEMBERED_DAYS = 28;

/** The days before an edition's own whose papers may have come late or rise; oldest first. */
export const daysBefore = (id: EditionId): string[] => {
  const first = dailyEdition(daysOf(id)[0] ?? '');
  return Array.from({length: LOOK_BACK_DAYS}, (_, back) => editionLater(first, back - LOOK_BACK_DAYS));
};

/**
 * Whether what was accepted at this instant (ms since 1970) may be in this edition. An edition is built after
 * its last day has ended, so that day and the one after are in time for it. A suggestion that had to wait,
 * since no edition was built, waits as long as editions are remembered.
 */
export const isInTimeFor = (acceptedAt: number, id: EditionId): boolean => {
  const days = daysOf(id);
  const first = Date.parse(`${days[0]}T00:00:00Z`);
  const end = Date.parse(`${days.at(-1)}T00:00:00Z`) + DAY;
  return acceptedAt >= first - REMEMBERED_DAYS * DAY && acceptedAt < end + DAY;
};

/** The editions of the same rhythm before this one, and those after it that were built first. */
export const editionsAround = (id: EditionId): EditionId[] => {
  const days = daysOf(id).length;
  const before = Array.from({length: REMEMBERED_DAYS / days}, (_, back) => editionLater(id, -back - 1));
  const after = Array.from({length: LOOK_BACK_DAYS / days}, (_, ahead) => editionLater(id, ahead + 1));
  return [...before, ...after];
};
