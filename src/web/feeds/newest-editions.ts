import type {Edition} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import type {WebDeps} from '../deps.ts';

/**
 * How many of the newest daily editions a feed looks at: two weeks of weekdays, for who comes back from a
 * holiday.
 */
const LOOKED_AT = 10;

/** Among so many newest entries they are found: between two of them lie weeks, weekends and holidays. */
const SEARCHED_ENTRIES = 60;

/** The daily editions that a feed tells of, newest first. */
export const newestEditions = async (deps: WebDeps): Promise<Edition[]> => {
  // A weekly edition would only say again what the daily ones said.
  const listed = (await deps.editions.archive.newest(SEARCHED_ENTRIES)).filter(({id}) => !isWeekly(id));
  const found = await Promise.all(listed.slice(0, LOOKED_AT).map(({id}) => deps.editions.find(id)));
  return found.filter(edition => edition !== null);
};
