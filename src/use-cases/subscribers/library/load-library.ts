import {type Libraries, type LibraryShown, showLibrary} from '../../../editions/learning/library-store.ts';
import type {Log} from '../../../log.ts';

/** What is kept of a subscriber's library; null where there is none. */
export const loadLibrary = async (
  {libraries, log}: {libraries: Pick<Libraries, 'find'>; log: Log},
  number: number,
): Promise<LibraryShown | null> => {
  const kept = await libraries.find(number);
  log.debug({event: 'library.shown', outcome: kept ? 'shown' : 'none', subscriber: number});
  return kept && showLibrary(kept);
};
