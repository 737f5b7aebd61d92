import type {ReadingLists, SavedPaper} from '../../../editions/learning/reading-list-store.ts';
import type {Log} from '../../../log.ts';

/** The papers that a subscriber saved, the newest first. */
export const loadReadingList = async (
  {readingLists, log}: {readingLists: Pick<ReadingLists, 'find'>; log: Log},
  number: number,
): Promise<SavedPaper[]> => {
  const saved = await readingLists.find(number);
  log.debug({event: 'reading-list.shown', outcome: 'shown', subscriber: number, papers: saved.length});
  return saved;
};
