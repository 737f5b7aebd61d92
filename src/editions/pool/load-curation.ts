import {type Curation, withCurrentIds} from '../curation/curation.ts';
import type {EditionId} from '../edition.ts';
import {currentId, type PoolDeps} from './load-pool.ts';

/** What an operator decided of an edition so far, or before it froze, each paper under its id of now. */
export const loadCuration = async (
  deps: Pick<PoolDeps, 'catalogue' | 'curations'>,
  id: EditionId,
): Promise<Curation> => withCurrentIds(await deps.curations.read(id), paper => currentId(deps, paper));
