import type {KeptLibrary, Libraries} from '../../../editions/learning/library-store.ts';
import type {Log} from '../../../log.ts';

/** What is kept of a subscriber's library, for their own eyes; the vector says nothing to anyone. */
export type LibraryShown = {
  papers: number;
  broughtAt: number;
  share: number;
  ids: KeptLibrary['ids'];
  words: string[];
};

/** What is kept of a subscriber's library; null where there is none. */
export const loadLibrary = async (
  {libraries, log}: {libraries: Pick<Libraries, 'find'>; log: Log},
  number: number,
): Promise<LibraryShown | null> => {
  const kept = await libraries.find(number);
  log.debug({event: 'library.shown', outcome: kept ? 'shown' : 'none', subscriber: number});
  if (!kept) return null;
  const {profile, ids, broughtAt, share} = kept;
  return {papers: profile.papers, broughtAt, share, ids, words: profile.terms.map(([term]) => term)};
};
