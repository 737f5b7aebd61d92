import type {EditionId} from '../edition.ts';
import type {CurationChange} from './curation-record.ts';
import type {Curations} from './curation-store.ts';

export type CurationResult =
  /** `isNew`: false when it was so before. */
  {kind: 'curated'; isNew: boolean} | {kind: 'refused'; reason: string};

/** Changes what was decided of an edition, unless it is frozen. */
export const changeCuration = async (
  curations: Pick<Curations, 'change'>,
  edition: EditionId,
  wanted: CurationChange,
): Promise<CurationResult> => {
  const changed = await curations.change(edition, wanted);
  return changed === 'frozen'
    ? {kind: 'refused', reason: `edition ${edition} is frozen and does not change any more`}
    : {kind: 'curated', isNew: changed === 'changed'};
};
