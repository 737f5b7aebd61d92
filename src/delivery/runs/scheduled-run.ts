import type {EditionId} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import type {Frequency} from '../../subscribers/subscriber.ts';

/** The scheduled run: the first mail of an edition for each of its readers, no matter who starts it. */
export const FIRST_RUN = 1;

/** The reason of a run that the calendar began. */
export const SCHEDULED = 'scheduled';

/**
 * Whom an edition is for: a daily one for readers of daily or weekday mail, and of mail when something
 * matches; a weekly one for readers of weekly mail.
 */
export const frequenciesOf = (edition: EditionId): readonly Frequency[] =>
  isWeekly(edition) ? ['weekly'] : ['daily', 'weekdays', 'matches'];
