import type {Selection} from '../selection.ts';
import type {Reason} from './reason.ts';

/**
 * Whether a reason says clearly that the paper is the reader's own. That it lies near to papers of theirs,
 * and shares no word with them, is true of some paper nearly every day.
 */
const isClear = (reason: Reason): boolean => {
  switch (reason.kind) {
    case 'topics':
    case 'acronym':
    case 'close':
    case 'apart':
    case 'liked':
    case 'author':
    case 'lab':
    case 'code':
      return true;
    case 'library':
      return reason.words.length > 0 || reason.like !== undefined;
    default:
      return false;
  }
};

/** Whether a selection has a paper for which its reader alone is the reason. */
export const hasMatch = (selection: Selection): boolean =>
  selection.some(({because}) => because.some(isClear));
